from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

import counterclaim as cc
from counterclaim.records.words import Kind
from counterclaim.store.store import Store
from incidents_by_hand import VAYK, Saying, record

LATER = dt.date(2023, 6, 20)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[cc.Desk]:
    path = tmp_path / "desk.sqlite"
    with Store(str(path)) as store, store.writing() as writing:
        writing.add(
            [
                record("r1", Saying()),
                record("r2", Saying(claimant="AZE:MIL", initiators=("ARM",), targets=("AZE",))),
                record("r3", Saying(kind=Kind.TALKS, where=VAYK, days=(LATER, LATER)), published=LATER),
            ]
        )
    with cc.open(path) as opened:
        yield opened


def test_incidents_are_typed_and_the_latest_come_first(desk: cc.Desk) -> None:
    assert [(type(i), i.kind) for i in desk.incidents()] == [(cc.Incident, Kind.TALKS), (cc.Incident, Kind.SHELLING)]


def test_conditions(desk: cc.Desk) -> None:
    assert [i.kind for i in desk.incidents(until="2023-05-31", parties="arm")] == [Kind.SHELLING]
    assert [i.kind for i in desk.incidents(kinds=["talks"])] == [Kind.TALKS]
    assert [i.kind for i in desk.incidents(verdicts="disputed")] == [Kind.SHELLING]
    assert desk.incidents(places="Nowhere") == ()


def test_a_comparison_and_its_frames(desk: cc.Desk) -> None:
    assert desk.counts()["reports"] == 3
    assert {r.id for r in desk.comparison(kinds="shelling").reports} == {"r1", "r2"}
    assert list(desk.frame("claims", kinds="shelling")["claim_id"]) == ["r1/c1", "r2/c1"]
    assert desk.frame("incidents", engine="polars").height == 2


def test_records_and_incidents_by_id(desk: cc.Desk) -> None:
    assert desk.record("r1").report.id == "r1"
    (shelling,) = desk.incidents(kinds="shelling")
    assert desk.incident(shelling.id) == shelling
    with pytest.raises(KeyError):
        desk.record("none")


def test_what_makes_no_sense_is_told(desk: cc.Desk, tmp_path: Path) -> None:
    with pytest.raises(cc.ConfigError, match="'tempest' is none of"):
        desk.incidents(kinds="tempest")
    with pytest.raises(cc.ConfigError, match="does not exist"):
        cc.open(tmp_path / "none.sqlite")
