"""Roles that a sentence leaves open, as the same source tells them in another sentence on the same act.

"For three weeks they shelled our villages. On Saturday alone nine rounds fell on Namlan." says in its second sentence neither who fired
nor at whom. What one claimant tells is carried over to what it tells nearby of the same kind of act; never what somebody else tells.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.grounding.merge import GENERAL, Told
from counterclaim.records.models import Actor, Event
from counterclaim.records.words import Family, Kind, Status, family_of

ELSEWHERE = "rule: as the same source tells it elsewhere in the report"
FURTHEST = 700
"""Characters between two tellings."""
MUTUAL = frozenset({Kind.ARMED_CLASH, Kind.CASUALTY})
REAL = frozenset({Status.OCCURRED, Status.ONGOING, Status.DENIED})


def with_roles_carried(made: Sequence[Told]) -> list[Told]:
    """The claims of a report, the roles that one leaves open taken from the nearest that tells the same act.

    Args:
        made: claims with their events, in the order of the text.
    """
    return [_completed(told, k, made) if _is_open(told.event) else told for k, told in enumerate(made)]


def _is_open(event: Event) -> bool:
    one_sided = family_of(event.kind) is Family.VIOLENCE and event.kind not in MUTUAL
    return one_sided and event.status in REAL and not event.initiators


def _completed(told: Told, at: int, made: Sequence[Told]) -> Told:
    others = sorted((k for k in range(len(made)) if k != at), key=lambda k: (abs(k - at), k > at))
    same = next((made[k].event for k in others if _is_same_act(told, made[k])), None)
    if same is None:
        return told
    event = told.event
    doers, targets = event.initiators or _carried(same.initiators), event.targets or _carried(same.targets)
    return told._replace(event=event.model_copy(update={"initiators": doers, "targets": targets}))


def _carried(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    return tuple(Actor.of(a.party, source=ELSEWHERE) for a in actors)


def _is_same_act(told: Told, other: Told) -> bool:
    """Whether another telling may be of the same act, by the same source, and knows who did it."""
    one, two = told.event, other.event
    near = abs(one.spans[0].start - two.spans[0].start) <= FURTHEST
    kinds = one.kind is two.kind or family_of(one.kind) is family_of(two.kind) and bool({one.kind, two.kind} & GENERAL)
    voice = told.claim.claimant.party is not None and told.claim.claimant.party == other.claim.claimant.party
    alike = voice and near and kinds and two.kind not in MUTUAL and two.status is one.status and bool(two.initiators)
    return alike and one.background is two.background and _targets_agree(one, two) and _days_agree(one, two)


def _targets_agree(one: Event, two: Event) -> bool:
    """Whether the targets of both may be one, and those of the first are not who did the second."""
    mine, theirs = {a.party for a in one.targets}, {a.party for a in two.targets}
    return (not mine or not theirs or bool(mine & theirs)) and not mine & {a.party for a in two.initiators}


def _days_agree(one: Event, two: Event) -> bool:
    first, second = one.time, two.time
    if first is None or second is None or first.start is None or second.start is None:
        return True
    return first.start <= (second.end or second.start) and second.start <= (first.end or first.start)
