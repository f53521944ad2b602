"""Who accuses whom of what, how often, and what the accused says to it: incidents → the blame matrix.

A *charge* is an incident in which a party `accuses` another of an act, whatever the status but `denied` and `hypothetical`. Several
claims that say so are one charge, so neither outlets nor repetitions count; the independent origins behind a cell are counted apart.
The conflict is that of the accused and the party it is said to have acted against: the accuser if that is among the targets, else
each target, else (nobody is told) the accuser. What lies on one's own party is no charge.

The *reply* is what those who speak for the accused say in the same incident, or in direct answer to one of the charging claims
(`records/replies.py`).

The *period* is the month of the first day of the incident; what stretches over more than `ONE_PERIOD` days, or has no day, lies in none.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.records.blame import BlameMatrix, By, Cell, Charge
from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Incident
from counterclaim.records.models import Event
from counterclaim.records.replies import Accusation, Said, blamed_in, each_once, reply_to
from counterclaim.records.replies import answering as answering_claims
from counterclaim.records.words import Kind, Reply

ONE_PERIOD = 31
"""Days. "In May" lies in one month, "in spring" does not; a night from one month into the next counts to the first."""
ALL = "all"


@dataclass(frozen=True)
class BlameOptions:
    """The first and the last day that count, inclusive, None for no bound, and how long the periods are."""

    since: dt.date | None = None
    until: dt.date | None = None
    by: By = By.ALL


@dataclass(frozen=True, order=True)
class Key:
    """What makes a cell. `period` is "" for none."""

    conflict: tuple[str, str]
    period: str
    accuser: str
    accused: str
    kind: Kind


def blame_of(comparison: Comparison, options: BlameOptions | None = None) -> BlameMatrix:
    """The matrix of all charges in a comparison.

    Args:
        comparison: reports compared; a report's `copy_of` tells its origin. The order of anything in it does not matter.
        options: the days and periods asked for. An incident counts if any of its days is among them; one of no known day counts
            only if no bound is set.
    """
    asked = options or BlameOptions()
    events = {event.id: event for event in comparison.events}
    said = {claim.id: [Said(claim, events[name]) for name in claim.events] for claim in comparison.claims}
    answering = answering_claims(comparison.claims)
    bounded = asked.since is not None or asked.until is not None
    cells: dict[Key, list[Charge]] = defaultdict(list)
    undated = 0
    for incident in sorted(comparison.incidents, key=lambda i: (_first(i) or dt.date.max, i.id)):
        charges = list(_charges(incident, said, answering))
        if bounded and _first(incident) is None:
            undated += len({(key.accuser, key.accused, key.kind) for key, _ in charges})
        elif _within(incident, asked):
            for key, charge in charges:
                cells[_in_period(key, incident, asked.by)].append(charge)
    origins = {report.id: report.copy_of or report.id for report in comparison.reports}
    made = tuple(_cell(key, cells[key], origins) for key in sorted(cells))
    return BlameMatrix(since=asked.since, until=asked.until, by=asked.by, cells=made, undated=undated)


def _charges(incident: Incident, said: Mapping[str, list[Said]], answering: Mapping[str, list[str]]) -> Iterator[tuple[Key, Charge]]:
    """The charges of an incident, the period still open."""
    inside = [s for name in incident.claims for s in said[name] if not s.event.background]
    charging: dict[Key, list[str]] = defaultdict(list)
    for s in inside:
        for accuser, accused in blamed_in(s):
            for conflict in _conflicts(s.event, accuser, accused):
                charging[Key(conflict, "", accuser, accused, s.event.kind)].append(s.claim.id)
    for key, names in charging.items():
        direct = [s for name in names for answer in answering.get(name, ()) for s in said[answer]]
        reply, replies = reply_to(Accusation(key.accuser, key.accused, key.kind), inside, direct)
        yield key, Charge(incident=incident.id, day=_first(incident), claims=each_once(names), reply=reply, replies=replies)


def _conflicts(event: Event, accuser: str, accused: str) -> set[tuple[str, str]]:
    targets = {a.party for a in event.targets if a.party} - {accused}
    against = {accuser} if accuser in targets or not targets else targets
    return {(min(accused, other), max(accused, other)) for other in against}


def _first(incident: Incident) -> dt.date | None:
    return incident.time.start if incident.time is not None else None


def _last(incident: Incident) -> dt.date | None:
    return (incident.time.end or incident.time.start) if incident.time is not None else None


def _within(incident: Incident, asked: BlameOptions) -> bool:
    first, last = _first(incident), _last(incident)
    return first is None or last is None or (last >= (asked.since or dt.date.min) and first <= (asked.until or dt.date.max))


def _in_period(key: Key, incident: Incident, by: By) -> Key:
    return Key(key.conflict, ALL if by is By.ALL else _month(incident), key.accuser, key.accused, key.kind)


def _month(incident: Incident) -> str:
    first, last = _first(incident), _last(incident)
    return f"{first:%Y-%m}" if first and last and (last - first).days < ONE_PERIOD else ""


def _cell(key: Key, charges: Sequence[Charge], origins: Mapping[str, str]) -> Cell:
    replies = Counter(charge.reply for charge in charges)
    reports = {name.rpartition("/")[0] for charge in charges for name in charge.claims}
    return Cell(
        conflict=key.conflict,
        period=key.period or None,
        accuser=key.accuser,
        accused=key.accused,
        kind=key.kind,
        times=len(charges),
        origins=len({origins.get(name, name) for name in reports}),
        admitted=replies[Reply.ADMITTED],
        denied=replies[Reply.DENIED],
        countered=replies[Reply.COUNTERED],
        silent=replies[Reply.SILENT],
        charges=tuple(charges),
    )
