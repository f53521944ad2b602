"""Talks from claims: who meets whom, where, when, and whether it is held."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from counterclaim.accords.comparators import days_of
from counterclaim.accords.meetings import days_meet, exclude_each_other
from counterclaim.records.models import Actor, Claim, Event, Report, Talks
from counterclaim.records.words import Kind, Level, Stance, Status, TalksStatus

STATUS = {
    Status.PLANNED: TalksStatus.SCHEDULED,
    Status.HYPOTHETICAL: TalksStatus.PROPOSED,
    Status.OCCURRED: TalksStatus.HELD,
    Status.ONGOING: TalksStatus.HELD,
    Status.AVERTED: TalksStatus.CANCELLED,
}
SUREST = (TalksStatus.CANCELLED, TalksStatus.HELD, TalksStatus.SCHEDULED, TalksStatus.PROPOSED)
"""Of several tellings in one report: what is called off was planned before, and what is scheduled was proposed."""
LEADERS = re.compile(r"\b(president|prime minister|leader|king|premier|chancellor|head of (state|government))s?\b(?! spokes| envoy)")


def find_talks(claims: Sequence[Claim], events: Sequence[Event], report: Report) -> tuple[Talks, ...]:
    """One entry for each meeting that claims tell of, or invite to; a denial makes none, nor a call for talks with neither day nor place.

    Args:
        claims, events: those of one report, joined by id.
        report: the report; nothing is held on a day after its publication.
    """
    stances = {event: c.stance for c in claims for event in c.events}
    told = [_told(e, report.published_on) for e in events if _is_meeting(e) and stances.get(e.id) is not Stance.DENIES]
    meetings: list[list[Talks]] = []
    for talks in sorted(told, key=lambda t: (days_of(t.time) is None, t.venue is None, t.spans[0].start)):
        home = next((group for group in meetings if all(_may_be_one(talks, other) for other in group)), None)
        if home is not None:
            home.append(talks)
        else:
            meetings.append([talks])
    joined = [
        t for t in map(_joined, meetings) if t.status is not TalksStatus.PROPOSED or t.venue is not None or days_of(t.time) is not None
    ]
    return tuple(t.model_copy(update={"id": f"t{k}"}) for k, t in enumerate(sorted(joined, key=lambda t: t.spans[0].start), 1))


def _is_meeting(event: Event) -> bool:
    """Whether an event is a meeting, past or to come, of which anything is known."""
    known = event.initiators or event.mediators or event.place
    return event.kind in (Kind.TALKS, Kind.MEDIATION) and event.status in STATUS and bool(known)


def _told(event: Event, published: dt.date | None) -> Talks:
    status = TalksStatus.PROPOSED if event.kind is Kind.MEDIATION else STATUS[event.status]
    days = days_of(event.time)
    if status is TalksStatus.HELD and days is not None and published is not None and days[0] > published:
        status = TalksStatus.SCHEDULED
    return Talks(
        id=event.id,
        participants=event.initiators,
        mediators=event.mediators,
        venue=event.place,
        time=event.time,
        level=_level(event.initiators),
        status=status,
        event=event.id,
        spans=event.spans,
    )


def _may_be_one(one: Talks, other: Talks) -> bool:
    """Whether two tellings of one report are of one meeting: what is known of both agrees."""
    if exclude_each_other(one, other):
        return False
    together = days_meet(one, other)
    if together is not None:
        return together
    ahead = {TalksStatus.PROPOSED, TalksStatus.SCHEDULED, TalksStatus.CANCELLED}
    return (one.status in ahead) == (other.status in ahead)


def _joined(tellings: Sequence[Talks]) -> Talks:
    """One meeting of its tellings: the surest status, the most that is told of each thing."""
    ordered = sorted(tellings, key=lambda t: t.spans[0].start)
    dated = [t.time for t in ordered if days_of(t.time) is not None] or [t.time for t in ordered if t.time is not None]
    levels = [t.level for t in ordered if t.level is not None]
    return ordered[0].model_copy(
        update={
            "participants": _each(a for t in ordered for a in t.participants),
            "mediators": _each(a for t in ordered for a in t.mediators),
            "venue": next((t.venue for t in ordered if t.venue is not None), None),
            "time": dated[0] if dated else None,
            "level": min(levels, key=list(Level).index, default=None),
            "status": min((t.status for t in ordered), key=SUREST.index),
            "spans": tuple(dict.fromkeys(s for t in ordered for s in t.spans)),
        }
    )


def _each(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    found: dict[str | None, Actor] = {}
    for actor in actors:
        if actor.party not in found or (actor.person and not found[actor.party].person):
            found[actor.party] = actor
    return tuple(found.values())


def _level(participants: Sequence[Actor]) -> Level | None:
    """The highest office named among the participants; None when no office is named."""
    roles = [a.role.lower() for a in participants if a.role]
    if any(LEADERS.search(role) for role in roles):
        return Level.LEADERS
    if any("minister" in role or "secretary of state" in role for role in roles):
        return Level.MINISTERS
    return Level.OFFICIALS if roles else None
