"""One claim told twice in a report is one claim with two pieces of evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from counterclaim.records.models import Actor, Claim, Event, Harm, Skipped, Span
from counterclaim.records.words import Interest, Kind, Stance, Status, family_of

GENERAL = frozenset({Kind.ATTACK, Kind.CASUALTY, Kind.CEASEFIRE_BREACH})
"""Kinds that may be a less exact telling of a more exact kind of their family."""
LONGEST_HEADING = 24
"""Words."""
SENTENCE_ENDS = '.!?:;,"”’)]…—-'
OFTEN = re.compile(
    r"\b(?:\w+ times|for the [\w-]+ time|once|twice|repeated(?:ly)?|"
    r"(?:\d[\d,]*|dozens of|scores of|hundreds of|\w+ hundred) (?:[\w-]+ ){0,2}(?:violations|breaches)|"
    r"\d+(?:st|nd|rd|th) (?:[\w-]+ ){0,2}(?:violation|breach))\b",
    re.IGNORECASE,
)
"""Words that count breaches: a sum of acts, and none of them told over again."""
SAYING = frozenset({Stance.ASSERTS, Stance.ACCUSES})
KEEPING = frozenset({Stance.ASSERTS, Stance.COMMITS_TO})
"""Stances in which one claimant tells of a truce of his own."""


class Told(NamedTuple):
    """A grounded claim with its event, and the lemma of the verb that told it (None for a noun)."""

    claim: Claim
    event: Event
    verb: str | None


def merge_claims(made: Sequence[Told], text: str) -> tuple[tuple[Claim, ...], tuple[Event, ...], tuple[Skipped, ...]]:
    """Fold repeated claims of one report into one.

    Two are the same when claimant, stance, kind and status agree and no role, place, day or number contradicts. A headline
    claim that the text does not take up is left out with a reason: a headline shortens, and nobody stands behind it.
    """
    headings = heading_ranges(text)
    kept: list[Told] = []
    headlines: list[Told] = []
    homes: dict[str, int] = {}
    for claim, event, verb in made:
        if any(start <= event.spans[0].start < end for start, end in headings):
            headlines.append(Told(claim, event, verb))
            continue
        for k, (other_claim, other_event, other_verb) in enumerate(kept):
            if _is_sum(event, other_event, text) or _is_sum(other_event, event, text):
                continue
            if _verbs_agree(kept[k], Told(claim, event, verb)) and _same(other_claim, other_event, claim, event):
                kept[k] = Told(*_joined(other_claim, other_event, claim, event), other_verb)
                homes[claim.id] = k
                break
        else:
            homes[claim.id] = len(kept)
            kept.append(Told(claim, event, verb))
    skipped = []
    for claim, event, _ in headlines:
        taking = [k for k, told in enumerate(kept) if _takes_up(told, claim, event)]
        at = next((k for k in taking if kept[k].event.kind is event.kind), taking[0] if taking else None)
        if at is None:
            skipped.append(Skipped(what="headline claim", reason="not taken up in the text below it", span=event.spans[0]))
        else:
            c, e, verb = kept[at]
            kept[at] = Told(
                c.model_copy(update={"content": (*c.content, *claim.content)}),
                e.model_copy(update={"spans": (*e.spans, *event.spans)}),
                verb,
            )
    claims = tuple(
        c.model_copy(
            update={
                "id": f"c{n}",
                "events": (f"e{n}",),
                "answers": _renamed(c.answers, homes),
            }
        )
        for n, (c, _, _) in enumerate(kept, start=1)
    )
    events = tuple(e.model_copy(update={"id": f"e{n}"}) for n, (_, e, _) in enumerate(kept, start=1))
    return claims, events, tuple(skipped)


def _takes_up(told: Told, claim: Claim, event: Event) -> bool:
    """Whether a claim of the text is what a headline shortens: the same claimant tells, or denies, the same sort of act by the same."""
    same = family_of(told.event.kind) is family_of(event.kind) and told.claim.claimant.party == claim.claimant.party
    denials = [s is Stance.DENIES for s in (told.claim.stance, claim.stance)]
    return same and denials[0] == denials[1] and _roles_agree(told.event.initiators, event.initiators)


def _is_sum(event: Event, other: Event, text: str) -> bool:
    """Whether an event sums up several breaches, and the other tells an act by its kind: "violated the truce seven times"."""
    breach = event.kind is Kind.CEASEFIRE_BREACH and other.kind is not Kind.CEASEFIRE_BREACH
    return breach and any(OFTEN.search(s.of(text)) for s in event.spans)


def _renamed(old: str | None, homes: Mapping[str, int]) -> str | None:
    """The new id of a claim by its old one; None for a claim that is not kept."""
    return f"c{homes[old] + 1}" if old is not None and old in homes else None


def heading_ranges(text: str) -> list[tuple[int, int]]:
    """Character ranges of the headline and of headings: short lines without a full stop or the like at their end."""
    found, at = [], 0
    for line in text.split("\n"):
        words = line.split()
        if words and len(words) <= LONGEST_HEADING and line.rstrip()[-1] not in SENTENCE_ENDS:
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def _verbs_agree(one: Told, other: Told) -> bool:
    """Whether two tellings may be one by their verbs.

    Two verbs tell two acts; but one kind of act on one day is told in several words, and a breach names no act of its own.
    """
    if one.verb is None or other.verb is None or one.verb == other.verb or Kind.CEASEFIRE_BREACH in (one.event.kind, other.event.kind):
        return True
    first, second = one.event.time, other.event.time
    return one.event.kind is other.event.kind and first is not None and second is not None and first.start == second.start


def _same(claim: Claim, event: Event, new_claim: Claim, new: Event) -> bool:
    if claim.claimant.id != new_claim.claimant.id or claim.claimant.name != new_claim.claimant.name and claim.claimant.id is None:
        return False
    stances = {claim.stance, new_claim.stance}
    if len(stances) > 1 and not stances <= SAYING and not (event.kind is new.kind is Kind.CEASEFIRE and stances <= KEEPING):
        return False
    if Interest.AGAINST_INTEREST in (claim.interest, new_claim.interest) and claim.interest is not new_claim.interest:
        return False  # an admission stands by itself
    if not _kinds_agree(event.kind, new.kind) or event.background is not new.background or not _statuses_agree(event, new):
        return False
    if not (_roles_agree(event.initiators, new.initiators) and _roles_agree(event.targets, new.targets)):
        return False
    if event.place and new.place and event.place.name != new.place.name:
        return False
    if (
        event.time
        and new.time
        and event.time.start
        and new.time.start
        and event.time.end
        and new.time.end
        and (event.time.end < new.time.start or new.time.end < event.time.start)
    ):
        return False
    if Kind.CASUALTY in (event.kind, new.kind) and event.harm and new.harm:
        return _numbers(event.harm) == _numbers(new.harm)  # two tolls are two claims
    return _harm_agrees(event.harm, new.harm)


def _numbers(harm: Sequence[Harm]) -> set[tuple[object, ...]]:
    return {(h.effect, h.side.party if h.side else None, h.low, h.high) for h in harm}


def _harm_agrees(one: Sequence[Harm], other: Sequence[Harm]) -> bool:
    """Whether no number contradicts: of the same harm both tell the same; a second may tell of other harm to the same side."""
    mine, theirs = _numbers(one), _numbers(other)
    if mine and theirs and {n[1] for n in mine} != {n[1] for n in theirs}:
        return False
    told = {n[:2] for n in mine} & {n[:2] for n in theirs}
    return {n for n in mine if n[:2] in told} == {n for n in theirs if n[:2] in told}


def _all_harm(one: Sequence[Harm], other: Sequence[Harm]) -> tuple[Harm, ...]:
    """The harm of both tellings, what both tell once."""
    known = {(h.effect, h.side.party if h.side else None) for h in one}
    return (*one, *(h for h in other if (h.effect, h.side.party if h.side else None) not in known))


def _kinds_agree(one: Kind, other: Kind) -> bool:
    return one is other or (
        family_of(one) is family_of(other)
        and bool({one, other} & GENERAL)
        and Kind.ARMED_CLASH not in (one, other)
        and Kind.TERRITORIAL_GAIN not in (one, other)
    )


def _statuses_agree(one: Event, other: Event) -> bool:
    """Whether both may be tellings of one happening; a truce that is agreed to be kept is one however its words put it."""
    both = {one.status, other.status}
    settled = one.kind is other.kind is Kind.CEASEFIRE and both <= {Status.OCCURRED, Status.ONGOING, Status.PLANNED}
    return len(both) == 1 or both == {Status.OCCURRED, Status.ONGOING} or settled


def _roles_agree(one: Sequence[Actor], other: Sequence[Actor]) -> bool:
    first, second = {a.party for a in one}, {a.party for a in other}
    return not first or not second or first <= second or second <= first


def _joined(claim: Claim, event: Event, new_claim: Claim, new: Event) -> tuple[Claim, Event]:
    kind = event.kind if event.kind not in GENERAL or new.kind is event.kind else new.kind
    joined = event.model_copy(
        update={
            "kind": kind,
            "status": event.status if event.status is not Status.PLANNED else new.status,
            "initiators": event.initiators if len(event.initiators) >= len(new.initiators) else new.initiators,
            "targets": event.targets if len(event.targets) >= len(new.targets) else new.targets,
            "mediators": event.mediators or new.mediators,
            "place": event.place or new.place,
            "other_places": event.other_places or new.other_places,
            "time": event.time or new.time,
            "weapons": (*event.weapons, *(w for w in new.weapons if w.kind not in {k.kind for k in event.weapons})),
            "harm": _all_harm(event.harm, new.harm),
            "spans": _united(event.spans, new.spans),
        }
    )
    stance = next((s for s in (Stance.ACCUSES, Stance.COMMITS_TO) if s in (claim.stance, new_claim.stance)), claim.stance)
    return claim.model_copy(update={"stance": stance, "content": _united(claim.content, new_claim.content)}), joined


def _united(one: tuple[Span, ...], other: tuple[Span, ...]) -> tuple[Span, ...]:
    return (*one, *(s for s in other if s not in one))
