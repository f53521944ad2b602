"""What bears on agreements and talks: mentions of them by day, and incidents in outline. No more is read than is asked for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from counterclaim.records.incidents import Casualties, Incident
from counterclaim.records.models import Place, Time
from counterclaim.records.words import Category, Effect, Kind, PlacePrecision, TimePrecision
from counterclaim.store.asking import Days, Under
from counterclaim.store.batches import in_batches
from counterclaim.store.tables import agreements, casualties, incident_claims, incident_parties, incidents, reports, talks

OUTLINE = tuple(incidents.c[name] for name in "id kind place country lat lon precision first_day last_day parties".split())
FEWEST = 2
"""Parties of an agreement that take part in an incident for it to bear on the agreement."""


def mentioned_in(days: Days) -> list[ColumnElement[bool]]:
    """What holds of the agreements that reports of these days mention."""
    return [agreements.c.report.in_(_reports_of(days))] if days != Days() else []


def meeting_in(days: Days) -> list[ColumnElement[bool]]:
    """What holds of the talks of these days; where no day is told the day of the report counts."""
    if days == Days():
        return []
    undated = and_(talks.c.first_day.is_(None), talks.c.report.in_(_reports_of(days)))
    return [or_(undated, and_(*_among(talks.c.first_day, talks.c.last_day, days)))]


def _reports_of(days: Days) -> Select[Any]:
    """The reports published on these days; one of unknown date counts by the day on which it was added."""
    after = days.until + dt.timedelta(days=1) if days.until is not None else None
    added = [reports.c.added_at >= days.since.isoformat()] if days.since is not None else []
    added += [reports.c.added_at < after.isoformat()] if after is not None else []
    published = and_(*_among(reports.c.published_on, reports.c.published_on, days))
    return select(reports.c.id).where(or_(published, and_(reports.c.published_on.is_(None), *added)))


def _among(first: Any, last: Any, days: Days) -> Iterator[ColumnElement[bool]]:
    if days.since is not None:
        yield last >= days.since
    if days.until is not None:
        yield first <= days.until


def outlines_of(on: Connection, claims: Iterable[str]) -> list[Incident]:
    """The incidents of some claims, in outline: without accounts and links, and with the numbers of the casualties alone."""
    query = select(*OUTLINE).join(incident_claims, incident_claims.c.incident == incidents.c.id).distinct()
    rows = [row for batch in in_batches(sorted(set(claims))) for row in on.execute(query.where(incident_claims.c.claim.in_(batch)))]
    return _outlined(on, {row.id: row for row in rows})


def outlines_under(on: Connection, which: Under) -> list[Incident]:
    """The incidents in outline in which two of some parties take part, on days of a stretch."""
    among = select(incident_parties.c.incident).where(incident_parties.c.party.in_(sorted(which.parties)))
    several = among.group_by(incident_parties.c.incident).having(func.count() >= FEWEST)
    query = select(*OUTLINE).where(incidents.c.id.in_(several), *_among(incidents.c.first_day, incidents.c.first_day, which.days))
    if which.harmed:
        query = query.where(incidents.c.id.in_(select(casualties.c.incident)))
    if which.kinds:
        query = query.where(incidents.c.kind.in_(sorted(which.kinds)))
    return _outlined(on, {row.id: row for row in on.execute(query)}, told=not which.harmed)


def _outlined(on: Connection, rows: dict[str, Any], *, told: bool = True) -> list[Incident]:
    """Incidents of some rows; their claims are named only if `told`."""
    claims: dict[str, list[str]] = defaultdict(list)
    harmed: dict[str, list[Casualties]] = defaultdict(list)
    for batch in in_batches(sorted(rows)):
        told_of = select(incident_claims.c.incident, incident_claims.c.claim).where(incident_claims.c.incident.in_(batch))
        for name, claim in on.execute(told_of.order_by(incident_claims.c.incident, incident_claims.c.position)) if told else ():
            claims[name].append(claim)
        lines = select(casualties).where(casualties.c.incident.in_(batch))
        for line in on.execute(lines.order_by(casualties.c.incident, casualties.c.position)):
            harmed[line.incident].append(_line(line))
    return [_outline(rows[name], tuple(claims[name]), tuple(harmed[name])) for name in sorted(rows)]


def _outline(row: Any, claims: tuple[str, ...], harmed: tuple[Casualties, ...]) -> Incident:
    """Rows were checked when they were written."""
    return Incident.model_construct(
        id=row.id,
        kind=Kind(row.kind),
        place=_place(row),
        time=_time(row.first_day, row.last_day),
        parties=tuple(row.parties.split()),
        claims=claims,
        reports=tuple(dict.fromkeys(name.rpartition("/")[0] for name in claims)),
        casualties=harmed,
    )


def _place(row: Any) -> Place | None:
    if row.place is None:
        return None
    precision = PlacePrecision(row.precision)
    return Place.model_construct(name=row.place, country=row.country, lat=row.lat, lon=row.lon, precision=precision, confidence=1.0)


def _time(first: dt.date | None, last: dt.date | None) -> Time | None:
    if first is None:
        return None
    return Time.model_construct(start=first, end=last, precision=TimePrecision.DAY if first == last else TimePrecision.RANGE)


def _line(row: Any) -> Casualties:
    return Casualties.model_construct(
        side=row.side,
        effect=Effect(row.effect),
        category=Category(row.category),
        low=row.low,
        best=row.best,
        high=row.high,
        rule=row.rule,
        claims=(),
    )
