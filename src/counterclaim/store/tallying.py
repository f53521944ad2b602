"""Incidents counted by day and party, and as spots of a map: columns alone, so that many thousands are told in one go."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from sqlalchemy import Connection, Text, cast, func, select

from counterclaim.store.asking import IncidentFilter, Spots, Tally
from counterclaim.store.incident_query import conditions
from counterclaim.store.tables import BY_DAY, incidents

LATEST = (incidents.c.first_day.desc().nulls_last(), *(incidents.c[name].desc() for name in BY_DAY[1:]))
"""The index by day from its end: rows that come in its order need not be sorted."""


def tallies(on: Connection, which: IncidentFilter) -> list[Tally]:
    """How many incidents of each party began on each day; those of no known day come last, as of None."""
    of, least = incidents.c, func.min if on.dialect.name == "sqlite" else func.least
    query = (
        select(of.first_day, of.parties, func.count(), func.sum(least(of.disputed, 1)))
        .where(*conditions(which, on.dialect.name))
        .group_by(of.first_day, of.parties)
        .order_by(of.first_day.asc().nulls_last())
    )
    counts: dict[tuple[dt.date | None, str], list[int]] = defaultdict(lambda: [0, 0])
    for day, parties, many, unsettled in on.execute(query).all():
        for party in parties.split():
            count = counts[day, party]
            count[0] += many
            count[1] += int(unsettled)
    return [Tally(day, party, *count) for (day, party), count in counts.items()]


def spots(on: Connection, which: IncidentFilter, most: int) -> Spots:
    """The incidents that have coordinates, the latest first, so many at most."""
    of = incidents.c
    chosen = [*conditions(which, on.dialect.name), of.lat.is_not(None), of.lon.is_not(None)]
    total = on.execute(select(func.count()).select_from(incidents).where(*chosen)).scalar_one()
    days = (cast(of.first_day, Text), cast(of.last_day, Text))
    columns = (of.id, of.kind, of.place, of.lat, of.lon, of.precision, *days, of.parties, of.claims, of.disputed, of.admitted)
    found = on.execute(select(*columns).where(*chosen).order_by(*LATEST).limit(most))
    rows = found.cursor.fetchall()  # as the driver has them: rows of SQLAlchemy take twice as long
    return Spots(total, *zip(*rows, strict=True))
