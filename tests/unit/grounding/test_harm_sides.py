"""Whose people were harmed, by rule."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from counterclaim.grounding.actors.sides import Sides
from counterclaim.grounding.harm import OF_LAND, OF_REBELS, OF_SPEAKER, OF_TARGET, harm_of, harmed_side, summed, tells_of_more, with_harmed
from counterclaim.grounding.roles import Case
from counterclaim.records.drafts import DraftHarm, TokenRange
from counterclaim.records.models import Actor, Span
from counterclaim.records.words import Category, Effect, Kind, Sector, Stance
from told_by_hand import ARM, AZE, harm
from trees_by_hand import tree

UN = Actor.of("UN")
DOCTOR = Actor.of("ARM", Sector.MED)


def case(kind: Kind = Kind.SHELLING, claimant: Actor = ARM, **known: Any) -> Case:
    sides = Sides(Counter({"ARM": 2, "AZE": 2}), Counter({"ARM": 2, "AZE": 2}))
    return Case(
        **{
            "kind": kind,
            "stance": Stance.ASSERTS,
            "claimant": claimant,
            "sides": sides,
            "land": None,
            "initiators": (),
            "targets": (),
            **known,
        }
    )


@pytest.mark.parametrize(
    ("named", "told", "side"),
    [
        ([AZE], case(targets=(ARM,)), ("AZE", None)),
        ([UN], case(targets=(ARM,)), ("ARM", OF_TARGET)),
        ([], case(targets=(ARM,)), ("ARM", OF_TARGET)),
        ([], case(targets=(ARM, AZE), land="ARM"), None),
        ([], case(claimant=UN, land="ARM"), ("ARM", OF_LAND)),
        ([], case(claimant=UN, land="ARM", initiators=(ARM,)), None),
        ([], case(claimant=DOCTOR, land="AZE"), ("ARM", OF_SPEAKER)),
        ([], case(Kind.CASUALTY, land="AZE"), ("ARM", OF_SPEAKER)),
        ([], case(Kind.CASUALTY, UN), None),
        ([], case(Kind.DISPLACEMENT, UN, land="AZE"), ("AZE", OF_LAND)),
        ([], case(Kind.ARMED_CLASH, DOCTOR, land="ARM"), None),
    ],
)
def test_side(named: list[Actor], told: Case, side: tuple[str, str | None] | None) -> None:
    found = harmed_side(named, told)
    assert (found and (found.party, found.source)) == side


def test_those_harmed_are_the_targets_of_a_toll() -> None:
    assert with_harmed(case(Kind.CASUALTY), [harm(ARM), harm(ARM)]).targets == (ARM,)
    assert with_harmed(case(Kind.CASUALTY), [harm(ARM, 0), harm(None)]).targets == ()
    assert with_harmed(case(Kind.CASUALTY, targets=(AZE,)), [harm(ARM)]).targets == (AZE,)


def drafted(at: int, word: int = 0, part: bool = False) -> DraftHarm:
    return DraftHarm(Effect.KILLED, None, Category.MILITARY, 1, 1, 1, False, TokenRange(at, at + 1), word, part)


def test_both_sides_together_are_nobodys() -> None:
    assert harmed_side([ARM, AZE], case(targets=(ARM,))) is None


def test_people_of_one_row_are_counted_together() -> None:
    (total,) = summed([(drafted(1), harm(ARM, 2)), (drafted(3), harm(ARM, 3))])
    assert (total.low, total.best, total.high) == (5, 5, 5)


def test_a_number_that_is_not_told_leaves_the_sum_untold() -> None:
    (total,) = summed([(drafted(1), harm(ARM, 2)), (drafted(3), harm(ARM, None))])
    assert total.best is None


def test_counted_apart() -> None:
    told = [
        (drafted(1), harm(ARM, 2)),
        (drafted(3), harm(AZE, 3)),
        (drafted(5, word=9), harm(ARM, 1)),
        (drafted(7, part=True), harm(ARM, 1)),
    ]
    assert [h.best for h in summed(told)] == [2, 3, 1, 1]


def test_a_dead_guerrilla_is_not_of_the_state_that_tells_it() -> None:
    guerrilla, soldier = (tree(f"{noun} NOUN root 0 {noun} NN")[0] for noun in ("guerrilla", "soldier"))
    told = [DraftHarm(Effect.KILLED, who, Category.UNKNOWN, 1, 1, 1, False, TokenRange(0, 1), 0) for who in (guerrilla, soldier)]
    sides = [harm_of(one, [], case(Kind.CASUALTY), Span(start=0, end=9)).side for one in told]
    assert [side.party if side else None for side in sides] == [None, "ARM"]


def test_soldiers_are_not_those_of_the_rebels_who_count_them() -> None:
    rebels, state = case(Kind.CASUALTY, Actor.of("PKK", Sector.REB)), case(Kind.CASUALTY)
    assert harmed_side([], rebels, soldiers=True) is None
    assert [side.party for side in (harmed_side([], rebels), harmed_side([], state, soldiers=True)) if side] == ["PKK", "ARM"]


def test_another_is_one_more_of_those_told_before() -> None:
    another, guard = (tree(f"{word} DET root 0 {word} DT")[0] for word in ("another", "guard"))
    told = [DraftHarm(Effect.WOUNDED, who, Category.UNKNOWN, 1, 1, 1, False, TokenRange(0, 1), 0) for who in (another, guard, None)]
    assert [tells_of_more(one) for one in told] == [True, False, False]


def test_a_dead_guerrilla_is_of_the_one_armed_group() -> None:
    guerrilla = tree("guerrilla NOUN root 0 guerrilla NN")[0]
    told = DraftHarm(Effect.KILLED, guerrilla, Category.UNKNOWN, 1, 1, 1, False, TokenRange(0, 1), 0)
    two_sides = Sides(Counter({"COL": 2, "ELN": 2}), Counter({"COL": 2, "ELN": 2}))
    side = harm_of(told, [], case(Kind.CASUALTY, Actor.of("COL"), sides=two_sides), Span(start=0, end=9)).side
    assert side is not None
    assert (side.party, side.source) == ("ELN", OF_REBELS)


def test_a_bare_number_goes_on_counting() -> None:
    two = tree("two NUM root 0 two CD")[0]
    assert tells_of_more(DraftHarm(Effect.WOUNDED, two, Category.UNKNOWN, 2, 2, 2, False, TokenRange(0, 1), 0))
