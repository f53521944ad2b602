"""Incidents counted by day and party, and as spots of a map: columns alone, so that many thousands are told in one go."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from counterclaim.store.asking import Found, IncidentFilter, Spot, Tally
from counterclaim.store.incident_query import conditions
from counterclaim.store.tables import incident_parties, incidents


def tallies(on: Connection, which: IncidentFilter) -> list[Tally]:
    """How many incidents of each party began on each day; those of no known day come last, as of None."""
    of, least = incidents.c, func.min if on.dialect.name == "sqlite" else func.least
    disputed = func.sum(least(incidents.c.disputed, 1))
    query = (
        select(of.first_day, incident_parties.c.party, func.count(), disputed)
        .join(incident_parties, incident_parties.c.incident == of.id)
        .where(*conditions(which, on.dialect.name))
        .group_by(of.first_day, incident_parties.c.party)
        .order_by(of.first_day.asc().nulls_last(), incident_parties.c.party)
    )
    return [Tally(day, party, many, int(unsettled)) for day, party, many, unsettled in on.execute(query)]


def spots(on: Connection, which: IncidentFilter, most: int) -> Found[Spot]:
    """The incidents that have coordinates, the latest first, so many at most; the total counts all of them."""
    of = incidents.c
    chosen = [*conditions(which, on.dialect.name), of.lat.is_not(None), of.lon.is_not(None)]
    total = on.execute(select(func.count()).select_from(incidents).where(*chosen)).scalar_one()
    columns = (of.id, of.kind, of.place, of.lat, of.lon, of.precision, of.first_day, of.last_day, of.parties)
    counts = (of.claims, of.disputed, of.admitted)
    rows = on.execute(select(*columns, *counts).where(*chosen).order_by(of.first_day.desc().nulls_last(), of.id).limit(most))
    return Found(tuple(Spot(*tuple(row)) for row in rows), total)
