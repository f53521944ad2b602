"""Drafts: what they hold when nothing is said."""

from __future__ import annotations

import dataclasses

import pytest

from counterclaim.records.drafts import DraftClaim, DraftEvent, DraftWeapon, TokenRange
from counterclaim.records.words import Kind, Stance, Status, WeaponKind
from trees_by_hand import tree

DOC = tree("They PRON nsubj 2\nfired VERB root 0 fire VBD")


def test_event_starts_with_nobody_and_nothing() -> None:
    event = DraftEvent(DOC[1], Kind.ATTACK, Status.OCCURRED, list(DOC))
    assert (event.initiators, event.targets, event.mediators, event.weapons, event.harm) == ([], [], [], [], [])
    assert not (event.mutual or event.negated or event.means_only or event.undertaken)


def test_events_share_no_lists() -> None:
    one, other = (DraftEvent(DOC[1], Kind.ATTACK, Status.OCCURRED, []) for _ in range(2))
    one.initiators.append(DOC[0])
    assert other.initiators == []


def test_claim_starts_plain() -> None:
    claim = DraftClaim(None, Stance.ASSERTS, None, [TokenRange(0, 2)])
    assert claim.cue is None
    assert claim.accused is None
    assert claim.relayed_by == []
    assert not (claim.hearsay or claim.mutual or claim.echo)


def test_ranges_and_weapons_do_not_change() -> None:
    weapon = DraftWeapon(WeaponKind.DRONE, TokenRange(0, 1))
    with pytest.raises(dataclasses.FrozenInstanceError):
        weapon.tokens = TokenRange(1, 2)  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        weapon.tokens.start = 5  # type: ignore[misc]
