"""How somebody vouches for a happening, and what that makes of it: charges, denials, demands, commitments."""

from __future__ import annotations

from spacy.tokens import Token

from counterclaim.claims.frames import Frame
from counterclaim.claims.status import clause_of
from counterclaim.claims.syntax import children, subject
from counterclaim.records.drafts import DraftEvent
from counterclaim.records.words import Family, Kind, Stance, Status, family_of

STATUS_BY_STANCE = {Stance.DENIES: Status.DENIED, Stance.CALLS_FOR: Status.HYPOTHETICAL, Stance.WARNS: Status.HYPOTHETICAL}
MISCARRIED = frozenset({Kind.CEASEFIRE, Kind.TALKS, Kind.AGREEMENT, Kind.WITHDRAWAL, Kind.PRISONER_EXCHANGE})
"""Kinds whose negation means that they did not come about, not that a charge is denied."""
DUTIES = frozenset({"should", "must", "ought"})
FIRST_PERSON = frozenset({"we", "i"})


def stance_of(frame: Frame, covering: list[Frame], event: DraftEvent) -> Stance:
    """The stance of a claim: that of its cue, but where the words told say more ("said that both sides should withdraw" demands)."""
    if frame.stance is Stance.ASSERTS and event.negated and event.kind not in MISCARRIED and not any(h.low == 0 for h in event.harm):
        return Stance.DENIES
    if frame.stance is Stance.COMMITS_TO and event.kind is Kind.THREAT:
        return Stance.WARNS
    if frame.stance is Stance.ASSERTS and is_demanded(event.trigger):
        return Stance.CALLS_FOR
    if frame.stance is Stance.ASSERTS:
        for outer in reversed(covering[:-1]):
            if outer.source == frame.source and outer.stance is not Stance.ASSERTS:
                return outer.stance
    return frame.stance


def is_demanded(trigger: Token) -> bool:
    """ "Russia should withdraw", "the siege must be lifted": what others have to do, not what they should have done."""
    clause = clause_of(trigger)
    auxiliaries = {c.lower_ for c in children(clause, "aux")}
    doer = subject(clause)
    return bool(auxiliaries & DUTIES) and "have" not in auxiliaries and not (doer is not None and doer.lower_ in FIRST_PERSON)


def is_no_charge(stance: Stance, event: DraftEvent) -> bool:
    """A truce, talks or a deal is nothing that anybody is accused of, unless it did not come about."""
    return stance is Stance.ACCUSES and event.kind in (Kind.CEASEFIRE, Kind.TALKS, Kind.AGREEMENT) and event.status is not Status.AVERTED


def settled(event: DraftEvent, stance: Stance) -> DraftEvent:
    """The event with its kind and status brought in line with the stance and with negation.

    Who demands that somebody do no violence makes an appeal to him; the act itself nobody tells.
    """
    if stance is Stance.CALLS_FOR and family_of(event.kind) is Family.VIOLENCE:
        event.kind, event.targets, event.initiators, event.mutual = Kind.APPEAL, event.initiators or event.targets, [], False
    if stance in STATUS_BY_STANCE:
        event.status = STATUS_BY_STANCE[stance]
    elif event.negated and event.kind in MISCARRIED:
        event.status = Status.AVERTED
    elif event.negated and not any(h.low == 0 for h in event.harm):
        event.status = Status.DENIED
    if stance is Stance.COMMITS_TO and event.status is Status.OCCURRED and event.trigger.pos_ == "VERB" and event.trigger.tag_ == "VB":
        event.status = Status.PLANNED
    if event.kind is Kind.THREAT and event.status is Status.PLANNED and not _is_set(event.trigger):
        event.status = Status.HYPOTHETICAL
    return event


def _is_set(trigger: Token) -> bool:
    """Whether a threat says that it will be carried out, not only that it would be ("will respond", "would respond")."""
    return any(c.lower_ in ("will", "shall") for c in children(clause_of(trigger), "aux"))
