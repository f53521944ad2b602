"""Agreements that a report speaks of, what they oblige to, and the claims that allege a breach."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.records.models import Agreement, Claim, Event, Obligation
from counterclaim.records.words import Kind, Stance, Status

ACCORDS = frozenset({Kind.CEASEFIRE, Kind.AGREEMENT})
NEAR = 400
"""Characters between an obligation and the mention of the agreement that it belongs to; about three sentences."""


def find_agreements(claims: Sequence[Claim], events: Sequence[Event], duties: Sequence[Obligation], text: str) -> tuple[Agreement, ...]:
    """Agreements told as concluded, and those that obligations or breaches of the same report imply.

    Args:
        claims, events: those of one report, joined by id.
        duties: obligations found in it; each goes to the last agreement told before it, if near.
        text: the report's text, for names.
    """
    concluded = [e for e in events if e.kind in ACCORDS and e.status in (Status.OCCURRED, Status.ONGOING)]
    breaches = [
        (c, e)
        for c in claims
        for e in events
        if e.id in c.events and e.kind is Kind.CEASEFIRE_BREACH and c.stance in (Stance.ACCUSES, Stance.ASSERTS)
    ]
    groups: list[list[Event]] = []
    for event in concluded:
        for group in groups:
            if _same_accord(group[0], event):
                group.append(event)
                break
        else:
            groups.append([event])
    owed = _by_last_mention(groups, duties)
    found: list[Agreement] = []
    for number, group in enumerate(groups):
        first = min(group, key=lambda e: e.spans[0].start)
        year = next((e.time.start.year for e in group if e.time and e.time.start), None)
        own = tuple(owed[number])
        alleged = tuple(c.id for c, e in breaches if len(groups) == 1 or _years_agree(e, group))
        found.append(
            Agreement(
                id=f"a{len(found) + 1}",
                name=f"{year} {_noun(first)}" if year else _noun(first),
                date=next((e.time for e in group if e.time and e.kind in ACCORDS), None),
                parties=max((e.initiators for e in group), key=len),
                brokers=max((e.mediators for e in group), key=len),
                obligations=own,
                breaches=alleged,
                spans=tuple(s for e in group for s in e.spans),
            )
        )
    return tuple(found) if found else _implied([c for c, _ in breaches], [e for _, e in breaches], duties)


def _by_last_mention(groups: Sequence[Sequence[Event]], duties: Sequence[Obligation]) -> list[list[Obligation]]:
    """The duties of each agreement: a duty goes to the agreement told last before it, if that is near."""
    owed: list[list[Obligation]] = [[] for _ in groups]
    for duty in duties:
        gaps = [(duty.span.start - e.spans[0].start, number) for number, group in enumerate(groups) for e in group]
        near = [(gap, number) for gap, number in gaps if 0 <= gap <= NEAR]
        if near:
            owed[min(near)[1]].append(duty)
    return owed


def _implied(claims: Sequence[Claim], breaches: Sequence[Event], duties: Sequence[Obligation]) -> tuple[Agreement, ...]:
    """The one agreement that breaches and duties speak of where the report does not tell it; its date is not known."""
    spans = (*(s for e in breaches for s in e.spans), *(d.span for d in duties))
    if not spans:
        return ()
    name = "ceasefire" if breaches else "agreement"
    return (Agreement(id="a1", name=name, obligations=tuple(duties), breaches=tuple(c.id for c in claims), spans=spans),)


def _noun(event: Event) -> str:
    return "agreement" if event.kind is Kind.AGREEMENT else "ceasefire"


def _same_accord(one: Event, other: Event) -> bool:
    if one.kind is not other.kind:
        return False
    first, second = ({a.party for a in e.initiators} for e in (one, other))
    if first and second and not first & second:
        return False
    return not (one.time and other.time and one.time.start and other.time.start) or abs((one.time.start - other.time.start).days) <= 31


def _years_agree(breach: Event, group: Sequence[Event]) -> bool:
    years = {e.time.start.year for e in group if e.time and e.time.start}
    return not years or breach.time is None or breach.time.start is None or breach.time.start.year in years
