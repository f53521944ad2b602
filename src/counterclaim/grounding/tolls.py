"""Harm that a sentence tells by itself belongs to the act that the same source tells before it.

"Their forces shelled the village with mortars, the ministry said. … Two of our servicemen were wounded." names no act in its second
sentence, but nobody reads two happenings in it. On the dev half that holds for some nine of ten such sentences.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.grounding.harm import SIDE_RULES
from counterclaim.grounding.merge import Told
from counterclaim.records.models import Actor, Claim, Event, Harm
from counterclaim.records.words import Category, Family, Kind, Sector, Stance, Status, family_of

FURTHEST = 900
"""Characters between an act and the harm that is told of it."""
SAYING = frozenset({Stance.ASSERTS, Stance.ACCUSES})
REAL = frozenset({Status.OCCURRED, Status.ONGOING})


def with_tolls(made: Sequence[Told]) -> list[Told]:
    """The claims of a report, each bare toll put with the last act of violence, where the same claimant tells that.

    Args:
        made: claims with their events, in the order of the text.
    """
    kept: list[Told] = []
    for told in made:
        act = _act_of(told, kept) if told.event.kind is Kind.CASUALTY else None
        if act is not None:
            kept[act] = _with_toll(kept[act], told)
        else:
            kept.append(told)
    return kept


def _act_of(toll: Told, told: Sequence[Told]) -> int | None:
    """The act that a toll is told of: of those that its claimant has told last, one that was done to the people harmed, else the last."""
    acts: list[int] = []
    for k in range(len(told) - 1, -1, -1):
        if not _is_act(told[k].event):
            continue
        if not _are_one(told[k].claim.claimant, toll.claim.claimant):
            break
        if _belongs(toll, told[k]):
            acts.append(k)
    harmed = {h.side.party for h in toll.event.harm if h.side is not None}
    return next((k for k in acts if harmed & {t.party for t in told[k].event.targets}), acts[0] if acts else None)


def _is_act(event: Event) -> bool:
    return family_of(event.kind) is Family.VIOLENCE and event.kind is not Kind.CASUALTY


def _belongs(toll: Told, act: Told) -> bool:
    """Whether a toll is that of an act: one claimant, near in the text, on no other day, of nobody whom the act did not touch."""
    (claim, event, _), (earlier, deed, _) = toll, act
    near = event.spans[0].start - deed.spans[-1].end <= FURTHEST
    vouched = _are_one(claim.claimant, earlier.claimant) and claim.stance in SAYING
    real = event.status in REAL and deed.status in REAL and earlier.stance in SAYING and event.background is deed.background
    whole = bool(event.harm) and _same_day(event, deed) and _adds(event.harm, deed)
    return near and vouched and real and whole and not _is_owned_up_to(claim, earlier, event)


def _is_owned_up_to(claim: Claim, earlier: Claim, event: Event) -> bool:
    """ "Later the ministry said that the Armenian side had one killed": losses that a party names as its own, in a saying of their own."""
    again = claim.cue is not None and claim.cue != earlier.cue
    named = {t.party for t in event.targets if t.span is not None} | {
        h.side.party for h in event.harm if h.side is not None and _is_named(h)
    }
    return again and claim.claimant.party in named


def _is_named(harm: Harm) -> bool:
    return harm.side is not None and harm.side.source not in SIDE_RULES


def _are_one(one: Actor, other: Actor) -> bool:
    """Whether two claimants are one voice: a party, of one sector, or its government and its army in one statement."""
    sectors = {one.sector, other.sector}
    known = one.party is not None and one.party == other.party
    return known and (len(sectors) == 1 or None in sectors or sectors == {Sector.GOV, Sector.MIL}) and one.person == other.person


def _same_day(one: Event, other: Event) -> bool:
    first, second = one.time, other.time
    if first is None or second is None or first.start is None or second.start is None:
        return True
    return first.start <= (second.end or second.start) and second.start <= (first.end or first.start)


def _adds(harm: Sequence[Harm], deed: Event) -> bool:
    """Whether harm may be that of an act: of its targets or of nobody named, and no second number of what it told already."""
    touched = {a.party for a in (*deed.targets, *deed.initiators)}
    told = {(h.effect, h.side.party if h.side else None) for h in deed.harm}
    for one in (_of_target(h, deed) for h in harm):
        party = one.side.party if one.side is not None else None
        if party is not None and touched and party not in touched and one.side is not None and one.side.source not in SIDE_RULES:
            return False
        if _is_part(one, deed.harm):
            continue
        if (one.effect, party) in told or (party is None and one.effect in {e for e, _ in told}):
            return False
    return True


def _is_part(one: Harm, told: Sequence[Harm]) -> bool:
    """Whether some harm is a part of what is told ("three of the dead were children")."""
    return one.category is not Category.UNKNOWN and any(
        h.effect is one.effect and h.category is Category.UNKNOWN and (h.low or 0) > (one.low or 0) > 0 for h in told
    )


def _with_toll(act: Told, toll: Told) -> Told:
    claim, deed, verb = act
    harm = tuple(_of_target(h, deed) for h in toll.event.harm)
    event = deed.model_copy(update={"harm": (*deed.harm, *harm), "spans": (*deed.spans, *toll.event.spans)})
    content = (*claim.content, *(s for s in toll.claim.content if s not in claim.content))
    return Told(claim.model_copy(update={"content": content}), event, verb)


def _of_target(harm: Harm, deed: Event) -> Harm:
    """The harm, of the act's target where the words name no side."""
    if _is_named(harm) or len(deed.targets) != 1:
        return harm
    return harm.model_copy(update={"side": Actor.of(deed.targets[0].party, source=harm.side.source if harm.side else SIDE_RULES[0])})
