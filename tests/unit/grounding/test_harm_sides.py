"""Whose people were harmed, by rule."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from counterclaim.grounding.actors.sides import Sides
from counterclaim.grounding.harm import OF_LAND, OF_SPEAKER, OF_TARGET, harmed_side, with_harmed
from counterclaim.grounding.roles import Case
from counterclaim.records.models import Actor
from counterclaim.records.words import Kind, Sector, Stance
from told_by_hand import ARM, AZE, harm

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
