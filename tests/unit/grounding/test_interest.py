"""Interest of claims, rule by rule."""

from __future__ import annotations

import pytest

from counterclaim.grounding.interest import interest_of
from counterclaim.records.models import Actor, Event
from counterclaim.records.words import Effect, Interest, Kind, Sector, Stance, Status
from told_by_hand import ARM, AZE, RUS, harm, told

ATTACK = told(Kind.ATTACK, initiators=(AZE,), targets=(ARM,))
BREACH = told(Kind.CEASEFIRE_BREACH, initiators=(ARM,), targets=(AZE,))
LOSS = told(Kind.CASUALTY, targets=(ARM,), harm=(harm(ARM),))
CLASH = told(Kind.ARMED_CLASH, initiators=(ARM, AZE), harm=(harm(ARM),))
UNTOLD = told(Kind.ATTACK)
ARMY = Actor.of("ARM", Sector.MIL)


@pytest.mark.parametrize(
    ("claimant", "stance", "event", "interest", "rule"),
    [
        (Actor.of(None, name="somebody"), Stance.ASSERTS, ATTACK, Interest.UNKNOWN, "unnamed_claimant"),
        (ARM, Stance.ACCUSES, ATTACK, Interest.SELF_SERVING, "blames_adversary"),
        (ARMY, Stance.ACCUSES, ATTACK, Interest.SELF_SERVING, "blames_adversary"),
        (RUS, Stance.ASSERTS, ATTACK, Interest.NEUTRAL, "third_party"),
        (RUS, Stance.ASSERTS, LOSS, Interest.NEUTRAL, "third_party"),
        (RUS, Stance.ASSERTS, UNTOLD, Interest.UNKNOWN, "no_party_told"),
        (ARM, Stance.ASSERTS, LOSS, Interest.AGAINST_INTEREST, "own_loss"),
        (ARMY, Stance.ASSERTS, LOSS, Interest.AGAINST_INTEREST, "own_loss"),
        (ARM, Stance.ASSERTS, CLASH, Interest.AGAINST_INTEREST, "own_loss"),
        (ARM, Stance.ASSERTS, BREACH, Interest.AGAINST_INTEREST, "own_fault"),
        (AZE, Stance.DENIES, ATTACK, Interest.SELF_SERVING, "denies_own_act"),
        (AZE, Stance.ASSERTS, ATTACK, Interest.SELF_SERVING, "own_success"),
        (ARM, Stance.ASSERTS, ATTACK, Interest.SELF_SERVING, "own_cause"),
        (ARM, Stance.COMMITS_TO, told(Kind.CEASEFIRE, initiators=(ARM, AZE)), Interest.UNKNOWN, "own_cause"),
    ],
)
def test_rule(claimant: Actor, stance: Stance, event: Event, interest: Interest, rule: str) -> None:
    assert interest_of(claimant, stance, event) == (interest, rule)


def test_claim_of_no_losses_is_no_loss() -> None:
    event = told(Kind.SHELLING, initiators=(AZE,), targets=(ARM,), harm=(harm(ARM, 0, Effect.WOUNDED),))
    assert interest_of(ARM, Stance.ASSERTS, event)[1] != "own_loss"


def test_loss_of_the_other_side_is_no_own_loss() -> None:
    event = told(Kind.ATTACK, initiators=(ARM,), targets=(AZE,), harm=(harm(AZE),))
    assert interest_of(ARM, Stance.ASSERTS, event) == (Interest.SELF_SERVING, "own_success")


def test_loss_that_is_only_feared_is_no_admission() -> None:
    event = told(Kind.CASUALTY, status=Status.HYPOTHETICAL, targets=(ARM,), harm=(harm(ARM),))
    assert interest_of(ARM, Stance.ASSERTS, event)[1] != "own_loss"
