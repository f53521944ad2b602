from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from counterclaim.records.models import Record, Report
from counterclaim.records.words import Kind, Stance
from counterclaim.store.people import Role
from counterclaim.store.store import Store
from counterclaim.web import passwords
from counterclaim.web.app import make_app
from counterclaim.web.desk import Desk, DeskOptions, Reading
from incidents_by_hand import Saying, record
from web_by_hand import PASSWORD

Opened = Callable[[DeskOptions], TestClient]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(str(tmp_path / "desk.sqlite")) as opened:
        yield opened


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with three reports and two users, made once and copied for each test."""
    path = tmp_path_factory.mktemp("prepared") / "desk.sqlite"
    with Store(str(path)) as store:
        with store.writing() as desk:
            desk.add(
                [
                    record("r1", Saying(claimant="ARM:MIL", initiators=("AZE",), targets=("ARM",), stance=Stance.ACCUSES)),
                    record("r2", Saying(claimant="AZE:MIL", initiators=("ARM",), targets=("AZE",), stance=Stance.ACCUSES)),
                    record("r3", Saying(claimant="ARM:MIL", kind=Kind.SHELLING)),
                ]
            )
        kept = passwords.hashed(PASSWORD)
        with store.people(writes=True) as people:
            people.add("vey", Role.ANALYST, kept)
            people.add("orr", Role.READER, kept)
    return path


@pytest.fixture
def filled(prepared: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copy(prepared, tmp_path / "filled.sqlite")
    with Store(str(tmp_path / "filled.sqlite")) as opened:
        yield opened


@pytest.fixture
def opened(filled: Store) -> Opened:
    return lambda options: TestClient(make_app(Desk(filled, options, Reading(_read, _fetch, lambda _box: ()))), base_url="http://localhost")


@pytest.fixture
def client(opened: Opened) -> TestClient:
    return opened(DeskOptions())


@pytest.fixture
def analyst(opened: Opened) -> TestClient:
    made = opened(DeskOptions(writing=True, submit=True))
    assert made.post("/sign-in", data={"name": "vey", "password": PASSWORD}).url.path == "/"
    return made


def _read(reports: Sequence[Report]) -> Sequence[Record]:
    return [Record(report=report) for report in reports]


def _fetch(address: str) -> Sequence[Report]:
    return [Report(id=Report.identify(address), text=f"Fetched from {address}", url=address)]
