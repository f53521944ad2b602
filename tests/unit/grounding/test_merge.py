"""Headings, and claims told twice."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from counterclaim.grounding.merge import Told, heading_ranges, merge_claims
from counterclaim.records.models import Actor, Place, Time
from counterclaim.records.words import Effect, Kind, PlacePrecision, Stance, Status, TimePrecision
from told_by_hand import ARM, AZE, claim, harm, span, told

HEADLINE = "Armenia says its troops were shelled"
TEXT = f"{HEADLINE}\n\nArmenia said on Friday that its troops had been shelled near the village of Sotk. It happened at dawn, it said.\n"
BODY = len(HEADLINE) + 2
LATER = TEXT.index("It happened")


def day(number: int) -> Time:
    return Time(start=dt.date(2023, 5, number), end=dt.date(2023, 5, number), precision=TimePrecision.DAY)


def place(name: str) -> Place:
    return Place(name=name, precision=PlacePrecision.SETTLEMENT, confidence=0.9)


def claimed(
    at: int, *, claimant: Actor = ARM, stance: Stance = Stance.ASSERTS, kind: Kind = Kind.SHELLING, verb: str | None = None, **known: Any
) -> Told:
    """A claim and its event told at a place of the text."""
    return Told(claim(claimant, stance, at=at), told(kind, at=at, **known), verb)


def test_headings_are_short_lines_without_a_stop() -> None:
    assert [TEXT[start:end] for start, end in heading_ranges(TEXT)] == [HEADLINE]


@pytest.mark.parametrize(
    "line", ["It was shelled.", "Why?", "It said:", "“Stop.”", "He left (on Friday)", "and so on…", "", "   ", "word " * 25]
)
def test_no_heading(line: str) -> None:
    assert heading_ranges(line) == []


def test_heading_among_paragraphs() -> None:
    text = "First line\nA sentence.\n\nWhat we know\nAnother one.\n"
    assert [text[start:end] for start, end in heading_ranges(text)] == ["First line", "What we know"]


def test_heading_offsets_count_code_points() -> None:
    text = "😀 said.\nHeading 😀\nDone."
    assert [text[start:end] for start, end in heading_ranges(text)] == ["Heading 😀"]


def test_nothing_to_merge() -> None:
    assert merge_claims([], TEXT) == ((), (), ())


def test_claims_and_events_are_numbered_and_joined() -> None:
    claims, events, skipped = merge_claims([claimed(BODY), claimed(LATER, claimant=AZE)], TEXT)
    assert [c.id for c in claims] == ["c1", "c2"]
    assert [e.id for e in events] == ["e1", "e2"]
    assert [c.events for c in claims] == [("e1",), ("e2",)]
    assert skipped == ()


def test_claim_told_twice_is_one_with_both_pieces_of_evidence() -> None:
    claims, events, _ = merge_claims([claimed(BODY), claimed(LATER)], TEXT)
    assert len(claims) == len(events) == 1
    assert [s.start for s in claims[0].content] == [BODY, LATER]
    assert [s.start for s in events[0].spans] == [BODY, LATER]


def test_merged_event_knows_what_either_telling_knows() -> None:
    first = claimed(BODY, initiators=(AZE,), place=place("Sotk"))
    second = claimed(LATER, initiators=(AZE,), targets=(ARM,), time=day(12), harm=(harm(ARM),))
    _, (event,), _ = merge_claims([first, second], TEXT)
    assert (event.initiators, event.targets) == ((AZE,), (ARM,))
    assert event.place == place("Sotk")
    assert event.time == day(12)
    assert event.harm == (harm(ARM),)


def test_more_exact_kind_wins() -> None:
    _, (event,), _ = merge_claims([claimed(BODY, kind=Kind.ATTACK), claimed(LATER, kind=Kind.SHELLING)], TEXT)
    assert event.kind is Kind.SHELLING


def test_charge_and_assertion_of_one_claimant_are_a_charge() -> None:
    (merged,), _, _ = merge_claims([claimed(BODY), claimed(LATER, stance=Stance.ACCUSES)], TEXT)
    assert merged.stance is Stance.ACCUSES


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"claimant": AZE}),
        ({}, {"stance": Stance.DENIES}),
        ({}, {"kind": Kind.TALKS}),
        ({}, {"kind": Kind.AIR_STRIKE}),
        ({"status": Status.OCCURRED}, {"status": Status.PLANNED}),
        ({"background": False}, {"background": True}),
        ({"initiators": (ARM,)}, {"initiators": (AZE,)}),
        ({"targets": (ARM,)}, {"targets": (AZE,)}),
        ({"place": place("Sotk")}, {"place": place("Jermuk")}),
        ({"time": day(11)}, {"time": day(12)}),
        ({"harm": (harm(ARM, 2),)}, {"harm": (harm(ARM, 3),)}),
        ({"harm": (harm(ARM, 2),)}, {"harm": (harm(AZE, 2),)}),
        ({"claimant": Actor.of(None, name="a villager")}, {"claimant": Actor.of(None, name="a driver")}),
    ],
)
def test_contradicting_claims_stay_apart(first: dict[str, Any], second: dict[str, Any]) -> None:
    claims, events, _ = merge_claims([claimed(BODY, **first), claimed(LATER, **second)], TEXT)
    assert len(claims) == len(events) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"status": Status.OCCURRED}, {"status": Status.ONGOING}),
        ({"initiators": (AZE,)}, {}),
        ({"place": place("Sotk")}, {"place": place("Sotk")}),
        ({"time": day(11)}, {}),
        ({"harm": (harm(ARM, 2),)}, {"harm": (harm(ARM, 2),)}),
    ],
)
def test_agreeing_claims_are_merged(first: dict[str, Any], second: dict[str, Any]) -> None:
    claims, _, _ = merge_claims([claimed(BODY, **first), claimed(LATER, **second)], TEXT)
    assert len(claims) == 1


def test_headline_is_more_evidence_for_the_claim_that_takes_it_up() -> None:
    claims, (event,), skipped = merge_claims([claimed(0, kind=Kind.ATTACK), claimed(BODY)], TEXT)
    assert len(claims) == 1
    assert event.kind is Kind.SHELLING
    assert {s.start for s in event.spans} == {0, BODY}
    assert {s.start for s in claims[0].content} == {0, BODY}
    assert skipped == ()


@pytest.mark.parametrize("body", [[], [claimed(BODY, kind=Kind.TALKS)], [claimed(BODY, claimant=AZE)]])
def test_headline_that_the_text_does_not_take_up_is_skipped_with_a_reason(body: list[Told]) -> None:
    claims, _, (skipped,) = merge_claims([claimed(0), *body], TEXT)
    assert len(claims) == len(body)
    assert skipped.reason
    assert skipped.span == span(0)


@pytest.mark.parametrize(
    ("first", "second", "merged"),
    [
        ({}, {}, False),
        ({"time": day(11)}, {"time": day(11)}, True),
        ({"kind": Kind.ATTACK, "time": day(11)}, {"time": day(11)}, False),
        ({"kind": Kind.CEASEFIRE_BREACH}, {}, True),
    ],
)
def test_two_verbs_tell_two_acts_but_for_one_day_or_a_breach(first: dict[str, Any], second: dict[str, Any], merged: bool) -> None:
    claims, _, _ = merge_claims([claimed(BODY, verb="shell", **first), claimed(LATER, verb="fire", **second)], TEXT)
    assert len(claims) == (1 if merged else 2)


def test_further_harm_to_the_same_side_is_one_telling_more() -> None:
    wounded = harm(ARM, 3).model_copy(update={"effect": Effect.WOUNDED})
    _, (event,), _ = merge_claims([claimed(BODY, harm=(harm(ARM, 1),)), claimed(LATER, harm=(wounded,))], TEXT)
    assert [(h.effect, h.best) for h in event.harm] == [(Effect.KILLED, 1), (Effect.WOUNDED, 3)]


def test_two_tolls_are_two_claims() -> None:
    wounded = harm(ARM, 3).model_copy(update={"effect": Effect.WOUNDED})
    tolls = [claimed(BODY, kind=Kind.CASUALTY, harm=(harm(ARM, 1),)), claimed(LATER, kind=Kind.CASUALTY, harm=(wounded,))]
    assert len(merge_claims(tolls, TEXT)[0]) == 2


def test_truce_told_as_agreed_and_as_held_is_one_commitment() -> None:
    known: dict[str, Any] = {"kind": Kind.CEASEFIRE, "initiators": (ARM, AZE)}
    agreed = claimed(BODY, stance=Stance.COMMITS_TO, status=Status.PLANNED, **known)
    (claim,), (event,), _ = merge_claims([agreed, claimed(LATER, **known)], TEXT)
    assert (claim.stance, event.status) == (Stance.COMMITS_TO, Status.OCCURRED)


@pytest.mark.parametrize(
    ("breach", "merged"), [("It broke the truce four times.", False), ("This is the 412th violation.", False), ("It broke it.", True)]
)
def test_a_count_of_breaches_is_no_telling_of_one_act(breach: str, merged: bool) -> None:
    text = f"The enemy shelled Sotk. {breach}"
    charge = told(Kind.CEASEFIRE_BREACH, at=24, initiators=(AZE,)).model_copy(update={"spans": (span(24, len(text)),)})
    events = merge_claims([claimed(0, initiators=(AZE,)), Told(claim(ARM, at=24), charge, "break")], text)[1]
    assert len(events) == (1 if merged else 2)
