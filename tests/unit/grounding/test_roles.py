"""Roles that a claim leaves open, by rule."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from counterclaim.grounding.actors.sides import Sides
from counterclaim.grounding.roles import (
    ACCUSED_OF,
    ADDRESSED,
    ADVERSARY,
    CHARGED,
    MEANT,
    OTHER_SIDE,
    OWN_ACT,
    OWN_LAND,
    TWO_SIDES,
    Case,
    acting_sides,
    completed,
    stance_of,
    without_brokers,
)
from counterclaim.records.models import Actor
from counterclaim.records.words import Kind, Sector, Stance, Status
from told_by_hand import ARM, AZE, RUS, told

SIDES = Sides(Counter({"ARM": 5, "AZE": 4, "RUS": 1}), Counter({"ARM": 5, "AZE": 4, "RUS": 1}))
UN = Actor.of("UN")


def case(kind: Kind, claimant: Actor = ARM, stance: Stance = Stance.ASSERTS, **known: Any) -> Case:
    return completed(
        Case(
            **{"kind": kind, "stance": stance, "claimant": claimant, "sides": SIDES, "land": None, "initiators": (), "targets": (), **known}
        )
    )


def given(actors: tuple[Actor, ...]) -> list[tuple[str | None, str | None]]:
    return [(a.party, a.source) for a in actors]


@pytest.mark.parametrize(
    ("told_case", "initiators"),
    [
        (case(Kind.ARMED_CLASH, UN), [("ARM", TWO_SIDES), ("AZE", TWO_SIDES)]),
        (case(Kind.ARMED_CLASH, initiators=(AZE,)), [("ARM", OTHER_SIDE), ("AZE", None)]),
        (case(Kind.ARMED_CLASH, initiators=(ARM,)), [("ARM", None), ("AZE", OTHER_SIDE)]),
        (case(Kind.TALKS, UN), [("ARM", TWO_SIDES), ("AZE", TWO_SIDES)]),
        (case(Kind.TALKS, initiators=(ARM, RUS)), [("ARM", None), ("RUS", None)]),
        (case(Kind.CEASEFIRE, UN, initiators=(AZE,)), [("AZE", None), ("ARM", OTHER_SIDE)]),
        (case(Kind.SHELLING, stance=Stance.DENIES), [("ARM", OWN_ACT)]),
        (case(Kind.WITHDRAWAL, stance=Stance.COMMITS_TO), [("ARM", OWN_ACT)]),
        (case(Kind.CEASEFIRE_BREACH), [("AZE", MEANT)]),
        (case(Kind.AIR_STRIKE, stance=Stance.ACCUSES), [("AZE", CHARGED)]),
        (case(Kind.AIR_STRIKE, stance=Stance.ACCUSES, charged=True), []),
        (case(Kind.SHELLING, targets=(ARM,)), [("AZE", CHARGED)]),
        (case(Kind.SHELLING, targets=(AZE,)), []),
        (case(Kind.SHELLING, Actor.of("ARM", Sector.MED), targets=(ARM,)), []),
        (case(Kind.INTERCEPTION), [("ARM", OWN_ACT)]),
        (case(Kind.SHELLING, UN, targets=(ARM,)), []),
        (case(Kind.SHELLING, RUS, Stance.ACCUSES), []),
    ],
)
def test_who_did_it(told_case: Case, initiators: list[tuple[str, str | None]]) -> None:
    assert given(told_case.initiators) == initiators


@pytest.mark.parametrize(
    ("told_case", "targets"),
    [
        (case(Kind.SHELLING, initiators=(AZE,)), [("ARM", ACCUSED_OF)]),
        (case(Kind.SHELLING, initiators=(ARM,)), [("AZE", ADVERSARY)]),
        (case(Kind.SHELLING, UN, initiators=(ARM,)), [("AZE", ADVERSARY)]),
        (case(Kind.SHELLING, stance=Stance.DENIES), [("AZE", ADVERSARY)]),
        (case(Kind.SHELLING, initiators=(RUS,)), []),
        (case(Kind.SHELLING, initiators=(AZE,), targets=(RUS,)), [("RUS", None)]),
        (case(Kind.ARMED_CLASH, targets=(AZE,)), []),
        (case(Kind.THREAT), [("AZE", ADVERSARY)]),
        (case(Kind.APPEAL, UN), [("ARM", ADDRESSED), ("AZE", ADDRESSED)]),
        (case(Kind.APPEAL), [("AZE", ADDRESSED)]),
        (case(Kind.CASUALTY, land="ARM"), []),
        (case(Kind.CASUALTY, RUS, land="ARM"), [("ARM", OWN_LAND)]),
        (case(Kind.SHELLING, UN, land="ARM"), []),
    ],
)
def test_whom_it_was_done_to(told_case: Case, targets: list[tuple[str, str | None]]) -> None:
    assert given(told_case.targets) == targets


@pytest.mark.parametrize(
    ("claimant", "kind", "status", "stance"),
    [
        (ARM, Kind.SHELLING, Status.OCCURRED, Stance.ACCUSES),
        (AZE, Kind.SHELLING, Status.OCCURRED, Stance.ASSERTS),
        (UN, Kind.SHELLING, Status.OCCURRED, Stance.ASSERTS),
        (ARM, Kind.ARMED_CLASH, Status.OCCURRED, Stance.ASSERTS),
        (ARM, Kind.SHELLING, Status.DENIED, Stance.ASSERTS),
    ],
)
def test_hostile_act_laid_on_another_is_a_charge(claimant: Actor, kind: Kind, status: Status, stance: Stance) -> None:
    assert stance_of(Stance.ASSERTS, claimant, told(kind, status=status, initiators=(AZE,))) is stance


@pytest.mark.parametrize(("claimant", "stance"), [(AZE, Stance.WARNS), (ARM, Stance.ASSERTS)])
def test_who_says_that_he_will_answer_warns(claimant: Actor, stance: Stance) -> None:
    assert stance_of(Stance.ASSERTS, claimant, told(Kind.THREAT, initiators=(AZE,))) is stance


def test_truce_of_one_side_has_no_other() -> None:
    alone = case(Kind.CEASEFIRE, stance=Stance.COMMITS_TO, initiators=(ARM,), unilateral=True)
    assert given(alone.initiators) == [("ARM", None)]
    assert given(case(Kind.CEASEFIRE, stance=Stance.COMMITS_TO, unilateral=True).initiators) == [("ARM", OWN_ACT)]


def test_third_who_makes_a_truce_with_both_sides_brokers_it() -> None:
    made = case(Kind.CEASEFIRE, UN, initiators=(ARM, AZE, RUS))
    assert (given(made.initiators), given(made.brokers)) == ([("ARM", None), ("AZE", None)], [("RUS", None)])


def test_broker_is_no_side_by_rule() -> None:
    assert given(without_brokers(case(Kind.CEASEFIRE, initiators=(ARM,)), {"AZE"}).initiators) == [("ARM", None)]
    assert given(without_brokers(case(Kind.CEASEFIRE, initiators=(ARM, AZE)), {"AZE"}).initiators) == [("ARM", None), ("AZE", None)]


def test_nobody_brings_down_his_own() -> None:
    assert given(case(Kind.INTERCEPTION, targets=(ARM,)).targets) == [("AZE", ADVERSARY)]


def test_who_appeals_speaks() -> None:
    assert given(case(Kind.APPEAL, RUS, Stance.CALLS_FOR).initiators) == [("RUS", OWN_ACT)]
    assert given(case(Kind.APPEAL, UN, Stance.CALLS_FOR).initiators) == [("UN", OWN_ACT)]
    assert given(case(Kind.APPEAL, Actor.of("NARRATOR"), Stance.CALLS_FOR).initiators) == []


def test_what_strikes_the_land_of_a_group_strikes_the_land() -> None:
    named = Counter({"ISR": 14, "PSE": 7, "HAMAS": 6})
    sides = Sides(named, named)
    struck = case(Kind.AIR_STRIKE, UN, sides=sides, land="PSE", initiators=(Actor.of("ISR"),))
    assert given(struck.targets) == [("PSE", OWN_LAND)]


def test_who_only_says_where_is_no_side() -> None:
    weighed = Sides(Counter({"ARM": 2, "AZE": 1, "BLR": 3}), Counter({"ARM": 6, "AZE": 3, "BLR": 3}))
    assert acting_sides(weighed).pair == ("ARM", "AZE")
    only_scenery = Sides(Counter({"BLR": 1}), Counter({"BLR": 1}))
    assert acting_sides(only_scenery) == only_scenery
