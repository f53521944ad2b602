"""Rejections told in passing, and what nobody says: read by the bundled language model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from counterclaim.claims.extract import extract
from counterclaim.claims.lexicon import load_lexicon
from counterclaim.language.engine import load_engine
from counterclaim.records.drafts import DraftClaim
from counterclaim.records.words import Stance

Claims = Callable[[str], list[DraftClaim]]


@pytest.fixture(scope="module")
def claims() -> Claims:
    engine, lexicon = load_engine(), load_lexicon()
    return lambda text: extract(engine(text), lexicon).claims


def summary(claim: DraftClaim) -> tuple[str, Stance, str]:
    """Source, stance and trigger."""
    return (claim.claimant.text if claim.claimant else "", claim.stance, claim.event.trigger.text if claim.event else "")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            'The army said it had recaptured the bridge after three days of fighting, a claim the rebels dismissed as "propaganda".',
            "rebels",
        ),
        ("The government accused Rwanda of having sent 4,000 troops across the border, which Kigali has repeatedly rejected.", "Kigali"),
    ],
)
def test_who_rejects_a_claim_in_passing_denies_it(claims: Claims, text: str, who: str) -> None:
    *told, denial = claims(text)
    assert (denial.echo, *summary(denial)) == (True, who, Stance.DENIES, "")
    rejected = denial.content[0].start
    assert told and not any(span.start <= rejected < span.end for claim in told for span in claim.content)


def test_a_plan_that_is_rejected_is_no_claim(claims: Claims) -> None:
    assert not any(c.stance is Stance.DENIES for c in claims("The mediators proposed a truce for the valley, which Tirana has rejected."))


def test_a_denial_may_carry_a_gerund(claims: Claims) -> None:
    (denial,) = claims("The ministry, which denies targeting civilians, made no mention of the raid in its briefing.")
    assert summary(denial) == ("ministry", Stance.DENIES, "targeting")


@pytest.mark.parametrize(
    "text",
    [
        "It was unclear who had fired the mortar.",
        "It was not known whether rebels had attacked the convoy.",
        "It is not clear who shelled the village.",
    ],
)
def test_what_nobody_knows_is_no_claim(claims: Claims, text: str) -> None:
    assert claims(text) == []


def test_who_does_not_answer_says_nothing(claims: Claims) -> None:
    text = "The rebels accused the army of shelling a market on Monday. The army did not respond to a request for comment."
    assert [summary(c) for c in claims(text)] == [("rebels", Stance.ACCUSES, "shelling")]


def test_a_closing_attribution_is_none_of_what_it_reports(claims: Claims) -> None:
    (told,) = claims("The crossing has been shut until further notice, a customs official told reporters.")
    assert summary(told) == ("official", Stance.ASSERTS, "shut")


def test_each_verb_has_the_object_behind_it(claims: Claims) -> None:
    (told,) = claims(
        "A drone struck a bus in the southern city of Kherson on Thursday morning, killing two people and injuring eight, he said."
    )
    assert told.event is not None
    assert [(h.effect.value, h.best) for h in told.event.harm] == [("killed", 2), ("wounded", 8)]


def test_who_rejects_a_deed_condemns_it(claims: Claims) -> None:
    (claim,) = claims("The delegate repudiated the criminal attacks on judges.")
    assert summary(claim) == ("delegate", Stance.ASSERTS, "attacks")


def test_who_rejects_a_charge_denies_it(claims: Claims) -> None:
    (claim,) = claims("The minister rejected the charge that troops shelled the town.")
    assert summary(claim) == ("minister", Stance.DENIES, "shelled")
