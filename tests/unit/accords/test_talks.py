"""Talks from events."""

from __future__ import annotations

import pytest

from counterclaim.accords import find_talks
from counterclaim.records.models import Actor, Place
from counterclaim.records.words import Kind, Level, PlacePrecision, Stance, Status, TalksStatus
from told_by_hand import ARM, AZE, RUS, claim, told

BRUSSELS = Place(name="Brussels", precision=PlacePrecision.SETTLEMENT, confidence=0.9)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.PLANNED, TalksStatus.SCHEDULED),
        (Status.HYPOTHETICAL, TalksStatus.PROPOSED),
        (Status.OCCURRED, TalksStatus.HELD),
        (Status.ONGOING, TalksStatus.HELD),
        (Status.AVERTED, TalksStatus.CANCELLED),
    ],
)
def test_status(status: Status, expected: TalksStatus) -> None:
    (talks,) = find_talks([claim(RUS)], [told(Kind.TALKS, status=status, initiators=(ARM, AZE))])
    assert talks.status is expected


def test_who_meets_where() -> None:
    event = told(Kind.TALKS, "e7", at=30, initiators=(ARM, AZE), mediators=(RUS,), place=BRUSSELS)
    (talks,) = find_talks([claim(RUS, events=("e7",))], [event])
    assert (talks.id, talks.event) == ("t1", "e7")
    assert (talks.participants, talks.mediators, talks.venue) == ((ARM, AZE), (RUS,), BRUSSELS)
    assert talks.spans == event.spans


def test_invitation_is_a_proposal() -> None:
    (talks,) = find_talks([claim(RUS)], [told(Kind.MEDIATION, status=Status.OCCURRED, mediators=(RUS,))])
    assert talks.status is TalksStatus.PROPOSED


def test_denial_makes_none() -> None:
    assert find_talks([claim(ARM, Stance.DENIES)], [told(Kind.TALKS, status=Status.PLANNED, initiators=(ARM, AZE))]) == ()
    assert find_talks([claim(ARM)], [told(Kind.TALKS, status=Status.DENIED, initiators=(ARM, AZE))]) == ()


def test_other_kinds_make_none() -> None:
    events = [told(kind, initiators=(ARM, AZE)) for kind in Kind if kind not in (Kind.TALKS, Kind.MEDIATION)]
    assert find_talks([claim(ARM)], events) == ()


def test_each_is_numbered() -> None:
    events = [told(Kind.TALKS, f"e{n}", initiators=(ARM, AZE)) for n in (1, 2, 3)]
    assert [t.id for t in find_talks([], events)] == ["t1", "t2", "t3"]


@pytest.mark.parametrize(
    ("roles", "level"),
    [
        (("president", "prime minister"), Level.LEADERS),
        (("Prime Minister", None), Level.LEADERS),
        (("foreign minister", "foreign minister"), Level.MINISTERS),
        (("secretary of state", "spokesman"), Level.MINISTERS),
        (("president", "foreign minister"), Level.LEADERS),
        (("envoy", None), Level.OFFICIALS),
        ((None, None), None),
    ],
)
def test_level_is_that_of_the_highest_office(roles: tuple[str | None, ...], level: Level | None) -> None:
    participants = tuple(Actor.of(party, role=role) for party, role in zip(("ARM", "AZE"), roles, strict=True))
    (talks,) = find_talks([], [told(Kind.TALKS, initiators=participants)])
    assert talks.level is level


@pytest.mark.parametrize("role", ["presidential spokesman", "presidential envoy", "working group member"])
def test_aide_is_no_leader(role: str) -> None:
    (talks,) = find_talks([], [told(Kind.TALKS, initiators=(Actor.of("ARM", role=role),))])
    assert talks.level is Level.OFFICIALS
