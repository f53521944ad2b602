from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.incidents.campaigns import APART_KM, LEAST, PAUSE_DAYS, VAGUEST_DAYS, find_campaigns
from counterclaim.incidents.compare import compare
from counterclaim.records.comparison import Comparison
from counterclaim.records.models import Record
from counterclaim.records.words import Family, Kind, PlacePrecision, Stance, Status, family_of
from incidents_by_hand import ARMENIA, FRIDAY, KUT, SOTK, VAYK, Saying, place, record
from sayings import several_records

FIRST = Saying()


def after(days: int, **changed: object) -> Saying:
    """Another shelling so many days later."""
    day = FRIDAY + dt.timedelta(days=days)
    return replace(FIRST, days=(day, day), **changed)  # type: ignore[arg-type]


def compared(*sayings: Saying) -> Comparison:
    """Each saying in a report of its own, published the day after; what lies apart in place or time is an incident of its own."""
    days = [saying.days[1] + dt.timedelta(days=1) if saying.days else None for saying in sayings]
    return compare([record(f"r{n}", s, published=day) for n, (s, day) in enumerate(zip(sayings, days, strict=True))], {})


def sizes(*sayings: Saying) -> list[int]:
    return [len(campaign.incidents) for campaign in compared(*sayings).campaigns]


def test_days_of_fighting_are_one_campaign() -> None:
    comparison = compared(FIRST, after(3, where=KUT), after(6))
    (campaign,) = comparison.campaigns
    assert campaign.parties == ("ARM", "AZE")
    assert campaign.places == ("Sotk", "Kut")
    assert (campaign.start, campaign.end) == (FRIDAY, FRIDAY + dt.timedelta(days=6))
    assert [i.campaign for i in comparison.incidents] == [campaign.id] * 3
    days = {i.id: i.time.start for i in comparison.incidents if i.time}
    assert [days[name] for name in campaign.incidents] == sorted(d for d in days.values() if d)


@pytest.mark.parametrize(
    ("second", "together"),
    [
        (after(PAUSE_DAYS), True),
        (after(PAUSE_DAYS + 1), False),
        (after(3, initiators=("ARM",), targets=("AZE",)), True),
        (after(3, initiators=("RUS",)), False),
        (after(3, initiators=("AZE", "TUR")), True),
        (after(3, initiators=()), False),
        (after(3, where=VAYK), False),
        (after(3, where=ARMENIA), False),
        (after(3, where=None), False),
        (after(3, where=place("Gegharkunik", 40.3, 45.3, PlacePrecision.REGION)), True),
        (after(3, where=place("Nowhere", None, None)), False),
        (after(3, kind=Kind.BLOCKADE), False),
        (after(3, kind=Kind.ATTACK), True),
        (after(3, status=Status.PLANNED), False),
        (after(3, stance=Stance.DENIES, status=Status.DENIED), False),
        (after(3, stance=Stance.CALLS_FOR), False),
    ],
)
def test_what_hangs_together(second: Saying, together: bool) -> None:
    assert sizes(FIRST, second) == ([2] if together else [])


def test_incidents_of_the_same_two_sides_hang_together_whoever_else_is_named() -> None:
    ally, other_ally = Saying(initiators=("AZE", "TUR")), Saying(initiators=("AZE", "PAK"))
    main = [Saying(), Saying(claimant="AZE:MIL")]
    day = FRIDAY + dt.timedelta(days=3)
    later = [replace(saying, days=(day, day)) for saying in (*main, other_ally)]
    firsts = [record(f"a{n}", saying, published=FRIDAY) for n, saying in enumerate((*main, ally))]
    comparison = compare([*firsts, *(record(f"b{n}", saying, published=day) for n, saying in enumerate(later))], {})
    (campaign,) = comparison.campaigns
    assert campaign.parties == ("ARM", "AZE", "PAK", "TUR")
    assert [len(i.claims) for i in comparison.incidents] == [3, 3]
    third = compared(Saying(initiators=("TUR",), targets=("ARM", "RUS")), after(3, initiators=("PAK",), targets=("ARM", "RUS")))
    assert third.campaigns == ()


def test_a_vague_day_joins_nothing() -> None:
    week = (FRIDAY + dt.timedelta(days=3), FRIDAY + dt.timedelta(days=2 + VAGUEST_DAYS))
    assert sizes(FIRST, replace(FIRST, days=week)) == [2]
    assert sizes(FIRST, replace(FIRST, days=(week[0], week[1] + dt.timedelta(days=1)))) == []


def test_a_campaign_may_move() -> None:
    step = (APART_KM + 10) / 111.2
    places = [place(f"P{n}", 40 + n * step, 45.0) for n in range(3)]
    assert sizes(*(after(3 * n, where=p) for n, p in enumerate(places))) == [3]
    assert sizes(after(0, where=places[0]), after(3, where=places[2])) == []


def test_two_wars_are_two_campaigns_the_earlier_first() -> None:
    other = {"initiators": ("PAK",), "targets": ("IND",), "where": place("Uri", 34.08, 74.03)}
    comparison = compared(after(10, **other), after(13, **other), FIRST, after(3, where=SOTK))
    assert [c.parties for c in comparison.campaigns] == [("ARM", "AZE"), ("IND", "PAK")]
    assert len({c.id for c in comparison.campaigns}) == 2


@settings(max_examples=60)
@given(several_records(), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_each_incident_has_one_parent_at_most(records: list[Record], random: Random) -> None:
    comparison = compare(records, {})
    shuffled = [*records, *records]
    random.shuffle(shuffled)
    assert compare(shuffled, {}).campaigns == comparison.campaigns == tuple(find_campaigns(comparison))
    inside = [name for campaign in comparison.campaigns for name in campaign.incidents]
    assert len(inside) == len(set(inside))
    assert {i.id: i.campaign for i in comparison.incidents if i.campaign} == {
        name: campaign.id for campaign in comparison.campaigns for name in campaign.incidents
    }
    for campaign in comparison.campaigns:
        kinds = {i.kind for i in comparison.incidents if i.id in campaign.incidents}
        assert len(campaign.incidents) >= LEAST
        assert {family_of(kind) for kind in kinds} == {Family.VIOLENCE}
