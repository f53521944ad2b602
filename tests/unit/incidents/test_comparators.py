from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given

from counterclaim.incidents.comparators import BASE, CARRIED, COMPARATORS, levels_of, load_weights, score, told_apart
from counterclaim.incidents.told import Told
from counterclaim.records.models import Span
from counterclaim.records.words import Effect, Kind, PlacePrecision, Status, WeaponKind
from incidents_by_hand import ARMENIA, FRIDAY, KUT, SATURDAY, SOTK, VAYK, Saying, harm, place, told
from sayings import claims_told

LATER = FRIDAY + dt.timedelta(days=9)


GAZA = place("Gaza", 31.4, 34.4, PlacePrecision.REGION)


def level(name: str, one: dict[str, Any], other: dict[str, Any]) -> str:
    return COMPARATORS[name](told(Saying(**one), "r1"), told(Saying(**other), "r2"))


@pytest.mark.parametrize(
    ("name", "one", "other", "expected"),
    [
        ("place", {}, {}, "same"),
        ("place", {}, {"where": KUT}, "same"),
        ("place", {}, {"where": VAYK}, "far"),
        ("place", {}, {"where": place("Basarkecher", 40.0, 45.55)}, "near"),
        ("place", {}, {"where": ARMENIA}, "within"),
        ("place", {}, {"where": None}, "unknown"),
        ("place", {"where": place("Nowhere", None, None)}, {"where": place("nowhere", None, None)}, "same"),
        ("place", {"where": place("Nowhere", None, None)}, {"where": place("Old Nowhere", None, None)}, "same"),
        ("place", {"where": place("Nowhere", None, None)}, {}, "unknown"),
        ("place", {"where": GAZA}, {"where": GAZA}, "same"),
        ("place", {"where": GAZA}, {"where": place("Sinai", 31.0, 34.0, PlacePrecision.REGION)}, "within"),
        ("place", {"where": ARMENIA}, {"where": ARMENIA}, "within"),
        ("date", {}, {}, "same"),
        ("date", {}, {"days": (FRIDAY, SATURDAY)}, "overlap"),
        ("date", {}, {"days": (SATURDAY, SATURDAY)}, "adjacent"),
        ("date", {}, {"days": (LATER, LATER)}, "apart"),
        ("date", {}, {"days": None}, "unknown"),
        ("kind", {}, {}, "same"),
        ("kind", {}, {"kind": Kind.AIR_STRIKE}, "both violence"),
        ("kind", {}, {"kind": Kind.OTHER}, "one is other"),
        ("kind", {"kind": Kind.TALKS}, {"kind": Kind.CEASEFIRE}, "same family"),
        ("kind", {}, {"kind": Kind.TALKS}, "other family"),
        ("parties", {}, {}, "same"),
        ("parties", {}, {"targets": ()}, "one within"),
        ("parties", {}, {"targets": ("RUS",)}, "some"),
        ("parties", {}, {"initiators": ("RUS",), "targets": ()}, "none"),
        ("parties", {}, {"initiators": (), "targets": ()}, "unknown"),
        ("sides", {}, {}, "same"),
        ("sides", {}, {"initiators": ("ARM",), "targets": ("AZE",)}, "turned"),
        ("sides", {}, {"initiators": ("RUS",), "targets": ()}, "none"),
        ("sides", {}, {"initiators": ()}, "unknown"),
        ("weapons", {"weapons": (WeaponKind.DRONE,)}, {"weapons": (WeaponKind.DRONE, WeaponKind.MORTAR)}, "some"),
        ("weapons", {"weapons": (WeaponKind.DRONE,)}, {"weapons": (WeaponKind.MORTAR,)}, "none"),
        ("weapons", {}, {}, "unknown"),
        ("numbers", {"harm": (harm(2, "ARM"),)}, {"harm": (harm(2, "AZE"),)}, "same"),
        ("numbers", {"harm": (harm(2, "ARM"),)}, {"harm": (harm(3, "ARM"),)}, "same effect"),
        ("numbers", {"harm": (harm(2, "ARM"),)}, {"harm": (harm(2, "ARM", Effect.WOUNDED),)}, "none"),
        ("numbers", {"harm": (harm(0, "ARM", low=None, high=None),)}, {"harm": (harm(0, "ARM"),)}, "same"),
        ("numbers", {}, {}, "unknown"),
        ("words", {}, {}, "many"),
        ("status", {}, {}, "both past"),
        ("status", {}, {"status": Status.PLANNED}, "one ahead"),
        ("status", {"status": Status.HYPOTHETICAL}, {"status": Status.PLANNED}, "both ahead"),
        ("report", {}, {}, "another"),
    ],
)
def test_levels(name: str, one: dict[str, Any], other: dict[str, Any], expected: str) -> None:
    assert level(name, one, other) == expected


def carried(saying: Saying, report_id: str) -> Told:
    """What is told with place and day from another sentence of the report."""
    own = told(saying, report_id)
    elsewhere = Span(start=0, end=3)
    where = own.event.place.model_copy(update={"span": elsewhere}) if own.event.place else None
    when = own.event.time.model_copy(update={"span": elsewhere}) if own.event.time else None
    return Told(own.key, own.report, own.claim, own.event.model_copy(update={"place": where, "time": when}))


def test_what_is_carried_over_from_another_sentence_tells_nothing_apart() -> None:
    here, there = Saying(), Saying(where=VAYK, days=(LATER, LATER))
    levels = levels_of(told(here), carried(there, "r2"))
    assert (levels["place"], levels["date"]) == (CARRIED, CARRIED)
    levels = levels_of(told(here), carried(here, "r2"))
    assert (levels["place"], levels["date"]) == ("same", "same")
    assert levels_of(told(here), carried(Saying(where=None, days=None), "r2"))["place"] == "unknown"
    assert told_apart(told(here), told(there))
    assert not told_apart(told(here), carried(there, "r1"))
    assert not told_apart(carried(here, "r1"), told(there))


def test_the_same_report() -> None:
    assert COMPARATORS["report"](told(Saying()), told(Saying(where=SOTK))) == "same"


@given(claims_told, claims_told)
def test_all_are_symmetric(one: Told, other: Told) -> None:
    assert levels_of(one, other) == levels_of(other, one)


@given(claims_told, claims_told)
def test_every_level_has_a_weight(one: Told, other: Told) -> None:
    assert {item for item in levels_of(one, other).items() if item not in load_weights()} == set()


def test_every_line_of_the_table_names_a_comparator() -> None:
    assert {name for name, _ in load_weights()} == {BASE, *COMPARATORS}


def test_a_score_is_the_weight_of_any_pair_and_of_the_levels() -> None:
    assert score({"a": "x", "b": "y", "c": "unheard of"}, {(BASE, ""): -1.0, ("a", "x"): 2.0, ("b", "y"): 0.5}) == 1.5
