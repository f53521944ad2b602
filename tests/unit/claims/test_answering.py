"""Promised answers are threats, and the deeds that they answer are the report's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from counterclaim.claims.extract import extract
from counterclaim.claims.lexicon import load_lexicon
from counterclaim.language.engine import load_engine
from counterclaim.records.drafts import DraftClaim
from counterclaim.records.words import Kind, Stance, Status

Claims = Callable[[str], list[DraftClaim]]
pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def claims() -> Claims:
    engine, lexicon = load_engine(), load_lexicon()
    return lambda text: extract(engine(text), lexicon).claims


def summary(claim: DraftClaim) -> tuple[str, Stance, Kind, Status]:
    """Source, stance, kind and status."""
    event = claim.event
    assert event is not None
    return claim.claimant.text if claim.claimant else "", claim.stance, event.kind, event.status


@pytest.mark.parametrize(
    ("text", "source", "deed"),
    [
        ("Pakistan vowed to punish an attack on a convoy in Quetta.", "Pakistan", Kind.ATTACK),
        ("Kenya's president promised to answer the shelling of a border post.", "president", Kind.SHELLING),
        ("Ankara vowed revenge for the bombing of a base in Idlib.", "Ankara", Kind.AIR_STRIKE),
        ("The Houthis vowed to avenge the killing of a commander in Hodeidah.", "Houthis", Kind.ATTACK),
        ("Seoul threatened to respond to the shelling of an island.", "Seoul", Kind.SHELLING),
        ("Chad vowed a harsh response to the raid on a village near Abeche.", "Chad", Kind.INCURSION),
    ],
)
def test_who_vows_to_answer_a_deed_threatens_and_the_report_tells_of_the_deed(claims: Claims, text: str, source: str, deed: Kind) -> None:
    threat, told = claims(text)
    assert summary(threat)[0] == source and threat.event is not None and threat.event.kind is Kind.THREAT
    assert summary(told) == ("", Stance.ASSERTS, deed, Status.OCCURRED)
    assert told.event is not None and not {t.i for t in told.event.scope} & {t.i for t in threat.event.scope}


@pytest.mark.parametrize(
    "text",
    [
        "Chad vowed to respond to attacks on its border posts.",
        "Peru's army pledged to answer any raid on its bases.",
        "Hanoi threatened to retaliate against further shelling of the island.",
    ],
)
def test_what_may_come_is_answered_and_not_told(claims: Claims, text: str) -> None:
    (threat,) = claims(text)
    assert threat.event is not None and (threat.stance, threat.event.kind) == (Stance.WARNS, Kind.THREAT)


def test_an_attack_that_is_vowed_is_a_commitment(claims: Claims) -> None:
    assert [summary(c) for c in claims("Israel vowed to attack the camp.")] == [
        ("Israel", Stance.COMMITS_TO, Kind.ATTACK, Status.PLANNED),
    ]


def test_an_answer_that_was_given_leaves_the_deed_to_who_tells_of_it(claims: Claims) -> None:
    assert {summary(c)[0] for c in claims("The army said it had answered the attack on its base by shelling the camp.")} == {"army"}


def test_who_says_that_he_would_punish_a_deed_says_that_it_happened(claims: Claims) -> None:
    threat, told = claims("The junta said it would punish those behind the attack on a barracks in Kati.")
    assert threat.event is not None and threat.event.kind is Kind.THREAT
    assert summary(told) == ("junta", Stance.ASSERTS, Kind.ATTACK, Status.OCCURRED)
