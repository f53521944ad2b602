"""How a claim sits with its claimant's own interest, by written rules; the name of the rule goes into the record."""

from __future__ import annotations

from counterclaim.records.models import Actor, Event
from counterclaim.records.words import Family, Interest, Kind, Stance, Status, family_of


def interest_of(claimant: Actor, stance: Stance, event: Event) -> tuple[Interest, str]:
    """Interest of a claim and the rule that says so.

    Rules, the first that holds: `unnamed_claimant`; `blames_adversary`; `third_party`, or `no_party_told` where the event names
    none; `own_loss` a party tells harm to its own side; `own_fault` it says that it broke a truce; `denies_own_act`;
    `own_success` of an act of its own against the other; `own_cause` whatever else a party says of its own doing.
    """
    party = claimant.party
    if party is None:
        return Interest.UNKNOWN, "unnamed_claimant"
    initiators, targets = {a.party for a in event.initiators}, {a.party for a in event.targets}
    sides = initiators | targets | {h.side.party for h in event.harm if h.side is not None}
    if stance is Stance.ACCUSES and party not in initiators and event.status is not Status.DENIED:
        return Interest.SELF_SERVING, "blames_adversary"
    if party not in sides:
        return (Interest.NEUTRAL, "third_party") if sides else (Interest.UNKNOWN, "no_party_told")
    fought = event.kind is Kind.ARMED_CLASH or party not in initiators - targets
    own_losses = [h for h in event.harm if h.side is not None and h.side.party == party and h.best != 0 and h.high != 0]
    if own_losses and stance is Stance.ASSERTS and event.status in (Status.OCCURRED, Status.ONGOING) and fought:
        return Interest.AGAINST_INTEREST, "own_loss"
    if stance is Stance.ASSERTS and event.kind is Kind.CEASEFIRE_BREACH and party in initiators:
        return Interest.AGAINST_INTEREST, "own_fault"
    if stance is Stance.DENIES and party in initiators:
        return Interest.SELF_SERVING, "denies_own_act"
    if stance is Stance.ASSERTS and family_of(event.kind) is Family.VIOLENCE and party in initiators | targets:
        return Interest.SELF_SERVING, "own_success" if party in initiators else "own_cause"
    return Interest.UNKNOWN, "own_cause"
