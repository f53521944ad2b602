"""Talks from claims: who meets whom, where, when, and whether it is held."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.records.models import Actor, Claim, Event, Talks
from counterclaim.records.words import Kind, Level, Stance, Status, TalksStatus

STATUS = {
    Status.PLANNED: TalksStatus.SCHEDULED,
    Status.HYPOTHETICAL: TalksStatus.PROPOSED,
    Status.OCCURRED: TalksStatus.HELD,
    Status.ONGOING: TalksStatus.HELD,
    Status.AVERTED: TalksStatus.CANCELLED,
}
LEADERS = re.compile(r"\b(president|prime minister|leader|king|premier|chancellor|head of (state|government))s?\b(?! spokes| envoy)")


def find_talks(claims: Sequence[Claim], events: Sequence[Event], text: str) -> tuple[Talks, ...]:
    """One entry for each claim of talks or of an invitation to them; a denial makes none.

    Args:
        claims, events: those of one report, joined by id.
        text: the report's text.
    """
    stances = {event: c.stance for c in claims for event in c.events}
    found: list[Talks] = []
    for event in events:
        if event.kind not in (Kind.TALKS, Kind.MEDIATION) or event.status not in STATUS or stances.get(event.id) is Stance.DENIES:
            continue
        if not (event.initiators or event.mediators or event.place):
            continue
        status = TalksStatus.PROPOSED if event.kind is Kind.MEDIATION else STATUS[event.status]
        found.append(
            Talks(
                id=f"t{len(found) + 1}",
                participants=event.initiators,
                mediators=event.mediators,
                venue=event.place,
                time=event.time,
                level=_level(event.initiators),
                status=status,
                event=event.id,
                spans=event.spans,
            )
        )
    return tuple(found)


def _level(participants: Sequence[Actor]) -> Level | None:
    """The highest office named among the participants; None when no office is named."""
    roles = [a.role.lower() for a in participants if a.role]
    if any(LEADERS.search(role) for role in roles):
        return Level.LEADERS
    if any("minister" in role or "secretary of state" in role for role in roles):
        return Level.MINISTERS
    return Level.OFFICIALS if roles else None
