"""What the blame matrix is made of: claims, events and days, without texts, accounts and links, which take most of the time to read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Incident
from counterclaim.records.models import Claim, Event, Report, Time
from counterclaim.records.words import TimePrecision
from counterclaim.store.asking import IncidentFilter
from counterclaim.store.batches import in_batches
from counterclaim.store.incident_query import conditions
from counterclaim.store.tables import claims, events, incident_claims, incidents, reports


def charged(on: Connection, which: IncidentFilter | None) -> Comparison:
    """A comparison fit for `incidents.blame.blame_of` and nothing else: reports have no text, incidents no accounts, and what it holds is
    not checked again. Without a filter claims that belong to no incident are there too: they may answer one that does.
    """
    of, told = incidents.c, incident_claims.c
    days = on.execute(select(of.id, of.first_day, of.last_day).where(*conditions(which or IncidentFilter(), on.dialect.name))).all()
    named: dict[str, list[str]] = defaultdict(list)
    for incident, claim in _in(on, select(told.incident, told.claim).order_by(told.position), told.incident, [row.id for row in days]):
        named[incident].append(claim)
    inside = sorted({claim for some in named.values() for claim in some}) if which is not None else None
    said = list(_in(on, select(claims.c.json, claims.c.report), claims.c.id, inside))
    spoken = [Claim.model_validate_json(row.json) for row in said]
    shown = sorted({event for claim in spoken for event in claim.events}) if which is not None else None
    happened = list(_in(on, select(events.c.json), events.c.id, shown))
    origins = {name: origin for name, origin in on.execute(select(reports.c.id, reports.c.origin).where(reports.c.origin != reports.c.id))}
    return Comparison.model_construct(
        reports=tuple(Report.model_construct(id=name, copy_of=origins.get(name)) for name in {row.report for row in said}),
        claims=tuple(spoken),
        events=tuple(Event.model_validate_json(json) for (json,) in happened),
        incidents=tuple(_incident(row, tuple(named[row.id])) for row in days),
    )


def _in(on: Connection, query: Select[Any], column: ColumnElement[str], names: Sequence[str] | None) -> Iterator[Any]:
    for batch in in_batches(list(names)) if names is not None else [None]:
        yield from on.execute(query if batch is None else query.where(column.in_(batch))).all()


def _incident(row: Any, told: tuple[str, ...]) -> Incident:
    time = (
        Time.model_construct(start=row.first_day, end=row.last_day, precision=TimePrecision.DAY) if row.first_day or row.last_day else None
    )
    return Incident.model_construct(id=row.id, time=time, claims=told)
