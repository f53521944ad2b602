"""The situation: which conflicts are more active than usual, and which talks lie ahead."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from statistics import median

from sqlalchemy import ColumnElement, Connection, func, select

from counterclaim.records.models import Talks
from counterclaim.store.asking import Activity, TalksFilter
from counterclaim.store.tables import dangers, incident_parties, incidents, talks, talks_actors

STRETCHES = 8
"""Stretches before the last one whose median is what is usual."""


def activity(on: Connection, as_of: dt.date, days: int) -> list[Activity]:
    """Every pair of parties with an incident in the last `STRETCHES + 1` stretches of so many days, the most active first.

    Incidents of unknown day are left out; one of several parties counts for each pair.
    """
    begin = as_of - dt.timedelta(days=days * (STRETCHES + 1) - 1)
    one, other = incident_parties.alias(), incident_parties.alias()
    columns = (one.c.party.label("one"), other.c.party.label("other"))
    pairs = one.join(other, (one.c.incident == other.c.incident) & (one.c.party < other.c.party)).join(
        incidents, incidents.c.id == one.c.incident
    )
    query = select(*columns, incidents.c.first_day, incidents.c.disputed, incidents.c.admitted).select_from(pairs)
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * (STRETCHES + 1))
    judged: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    last: dict[tuple[str, str], dt.date] = {}
    for row in on.execute(query.where(incidents.c.first_day.between(begin, as_of))):
        pair, back = (row.one, row.other), (as_of - row.first_day).days // days
        counts[pair][back] += 1
        last[pair] = max(last.get(pair, row.first_day), row.first_day)
        if back == 0:
            judged[pair][0] += bool(row.disputed)
            judged[pair][1] += bool(row.admitted)
    totals = {
        (a, b): count for a, b, count in on.execute(select(*columns, func.count()).select_from(pairs).group_by(one.c.party, other.c.party))
    }
    found = [
        Activity(pair, many[0], float(median(many[1:])), totals[pair], judged[pair][0], judged[pair][1], last[pair])
        for pair, many in counts.items()
    ]
    return sorted(found, key=lambda a: (-a.recent, -a.total, a.parties))


def talks_that(on: Connection, which: TalksFilter) -> list[Talks]:
    """The talks that a filter leaves, by day, those of no known day last. Ids are unique over reports."""
    query = select(talks.c.json).where(*_conditions(which)).order_by(talks.c.first_day.asc().nulls_last(), talks.c.id)
    return [Talks.model_validate_json(json) for (json,) in on.execute(query)]


def _conditions(which: TalksFilter) -> Iterator[ColumnElement[bool]]:
    if which.since is not None:
        yield talks.c.last_day >= which.since
    if which.until is not None:
        yield talks.c.first_day <= which.until
    if which.statuses:
        yield talks.c.status.in_(which.statuses)
    for party in which.parties:
        yield talks.c.id.in_(select(talks_actors.c.talks).where(talks_actors.c.party == party))
    if which.endangered:
        yield talks.c.id.in_(select(dangers.c.talks))
