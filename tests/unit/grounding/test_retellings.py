"""Roles carried over from what the same source tells of the same act."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from counterclaim.grounding.merge import Told
from counterclaim.grounding.retellings import ELSEWHERE, FURTHEST, with_roles_carried
from counterclaim.records.models import Actor, Time
from counterclaim.records.words import Kind, Status, TimePrecision
from told_by_hand import ARM, AZE, claim, told


def told_of(kind: Kind, at: int, claimant: Actor = ARM, **known: Any) -> Told:
    return Told(claim(claimant, at=at, claim_id=f"c{at}"), told(kind, at=at, event_id=f"e{at}", **known), None)


def day(number: int) -> Time:
    return Time(start=dt.date(2023, 5, number), end=dt.date(2023, 5, number), precision=TimePrecision.DAY)


KNOWN = told_of(Kind.SHELLING, 0, initiators=(AZE,), targets=(ARM,), time=day(1))


@pytest.mark.parametrize(
    "open_one", [told_of(Kind.SHELLING, 50), told_of(Kind.ATTACK, 50, time=day(1)), told_of(Kind.SHELLING, 50, targets=(ARM,))]
)
def test_roles_are_carried(open_one: Told) -> None:
    event = with_roles_carried([KNOWN, open_one])[1].event
    assert [(a.party, a.source) for a in event.initiators] == [("AZE", ELSEWHERE)]
    assert [a.party for a in event.targets] == ["ARM"]


def test_also_from_what_follows() -> None:
    event = with_roles_carried([told_of(Kind.SHELLING, 0), told_of(Kind.SHELLING, 50, initiators=(AZE,))])[0].event
    assert [a.party for a in event.initiators] == ["AZE"]


@pytest.mark.parametrize(
    "open_one",
    [
        told_of(Kind.SHELLING, 50, AZE),
        told_of(Kind.AIR_STRIKE, 50),
        told_of(Kind.ARMED_CLASH, 50),
        told_of(Kind.CASUALTY, 50),
        told_of(Kind.SHELLING, 50, time=day(3)),
        told_of(Kind.SHELLING, 50, status=Status.HYPOTHETICAL),
        told_of(Kind.SHELLING, 50, targets=(AZE,)),
        told_of(Kind.SHELLING, FURTHEST + 1),
    ],
    ids=["another source", "another kind", "a clash", "no act", "another day", "only feared", "of those who did it", "too far"],
)
def test_not_carried(open_one: Told) -> None:
    assert with_roles_carried([KNOWN, open_one])[1] == open_one


def test_what_is_told_stays() -> None:
    own = told_of(Kind.SHELLING, 50, initiators=(ARM,))
    assert with_roles_carried([KNOWN, own]) == [KNOWN, own]
