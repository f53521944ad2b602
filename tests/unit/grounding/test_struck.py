"""Where and when of what agencies tell of strikes. Read with the bundled models."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from counterclaim.pipeline import Pipeline
from counterclaim.records.models import Event, Report

pytestmark = pytest.mark.engine
DAY = dt.date(2025, 6, 6)


@cache
def events(text: str) -> tuple[Event, ...]:
    """The events of a report of `DAY`."""
    (record,) = Pipeline().read([Report(id="r", text=text, published=DAY)])
    return record.events


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("KYIV (AFP) - At least 19 people were killed in a Russian missile strike on Kharkiv on Thursday, the mayor said.", "Kharkiv"),
        ("KYIV (AFP) - Russia struck Sumy on Thursday, killing 19 people, the mayor said.", "Sumy"),
        ("KYIV - Ukraine's air force said 97 drones were shot down over Kharkiv overnight.", "Kharkiv"),
        ("OUAGADOUGOU - Jihadists killed 12 soldiers in an attack on Djibo on Monday, the army said.", "Djibo"),
        ("BOGOTA - Eight soldiers were killed in an attack by the ELN in Tame, the army said.", "Tame"),
        ("BEIRUT - Israel bombed Damascus on Wednesday, killing three soldiers, Syrian state media said.", "Damascus"),
    ],
)
def test_a_struck_town_is_the_place_and_not_the_dateline(text: str, place: str) -> None:
    assert {e.place.name for e in events(text) if e.place is not None} == {place}


def test_who_is_attacked_is_no_place() -> None:
    text = "KYIV - An attack on Oleh Syn was planned by Russian agents, a minister said. The attack on Syn failed."
    assert all(e.place is None or e.place.name != "Syn" for e in events(text))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("KHARTOUM - The Rapid Support Forces on Tuesday denied responsibility for a drone attack on a market in El Obeid.", None),
        ("BOGOTA - The ELN on Sunday claimed responsibility for the ambush in Tame.", None),
        ("A drone hit a market in El Obeid on Monday. The RSF on Wednesday denied responsibility for the attack.", dt.date(2025, 6, 2)),
    ],
)
def test_the_day_of_an_answer_is_not_the_day_of_the_act(text: str, day: dt.date | None) -> None:
    assert {e.time.start if e.time else None for e in events(text)} == {day}


def test_a_city_that_names_an_agreement_is_not_where_it_was_broken() -> None:
    text = "MEKELLE - The administration said the drone strike on Monday was a breach of the Pretoria agreement."
    assert all(e.place is None or e.place.name != "Pretoria" for e in events(text))


def test_a_mayor_is_of_the_land_of_the_town_that_he_speaks_of() -> None:
    text = "At least 19 people were killed in a Russian missile strike on Kharkiv on Thursday, the mayor said."
    (record,) = Pipeline().read([Report(id="r", text=text, published=DAY)])
    assert {c.claimant.party for c in record.claims} == {"UKR"}
