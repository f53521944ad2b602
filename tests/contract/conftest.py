"""What holds of the store holds on both databases: every test that asks for `address` runs on each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim.store.store import Store
from counterclaim.versions import Maker
from postgresql import Server, running_server

MAKER = Maker("0.1.0", "1.2", "model", "knowledge", "rules")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    with running_server() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that does not exist yet, or is empty."""
    if request.param == "sqlite":
        return str(tmp_path / "desk.sqlite")
    server: Server = request.getfixturevalue("postgresql")
    return server.database()


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with Store(address, MAKER) as opened:
        yield opened
