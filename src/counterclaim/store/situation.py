"""The situation: which conflicts are more active than usual, and which talks lie ahead."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from statistics import median

from sqlalchemy import ColumnElement, Connection, func, select

from counterclaim.records.models import Talks
from counterclaim.store.asking import Activity, TalksFilter
from counterclaim.store.tables import dangers, incidents, talks, talks_actors

Pair = tuple[str, str]
STRETCHES = 8
"""Stretches before the last one whose median is what is usual."""


def activity(on: Connection, as_of: dt.date, days: int) -> list[Activity]:
    """Every pair of parties with an incident in the last `STRETCHES + 1` stretches of so many days, the most active first.

    Incidents of unknown day are left out; one of several parties counts for each pair.
    """
    begin = as_of - dt.timedelta(days=days * (STRETCHES + 1) - 1)
    of = incidents.c
    recent = select(of.first_day, of.parties, of.disputed, of.admitted).where(of.first_day.between(begin, as_of))
    counts: dict[Pair, list[int]] = defaultdict(lambda: [0] * (STRETCHES + 1))
    judged: dict[Pair, list[int]] = defaultdict(lambda: [0, 0])
    last: dict[Pair, dt.date] = {}
    for row in on.execute(recent):
        back = (as_of - row.first_day).days // days
        for pair in combinations(sorted(row.parties.split()), 2):
            counts[pair][back] += 1
            last[pair] = max(last.get(pair, row.first_day), row.first_day)
            if back == 0:
                judged[pair][0] += bool(row.disputed)
                judged[pair][1] += bool(row.admitted)
    totals = _totals(on)
    found = [
        Activity(pair, many[0], float(median(many[1:])), totals[pair], judged[pair][0], judged[pair][1], last[pair])
        for pair, many in counts.items()
    ]
    return sorted(found, key=lambda a: (-a.recent, -a.total, a.parties))


def _totals(on: Connection) -> Counter[Pair]:
    """How many incidents each pair has at all, those of unknown day too."""
    totals = Counter[Pair]()
    for parties, many in on.execute(select(incidents.c.parties, func.count()).group_by(incidents.c.parties)):
        totals.update(dict.fromkeys(combinations(sorted(parties.split()), 2), many))
    return totals


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
