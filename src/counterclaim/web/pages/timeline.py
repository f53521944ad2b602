"""Incidents in time: a row for each party, a column for each day, week or month."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from counterclaim.records.days import shifted
from counterclaim.store.asking import Tally
from counterclaim.web.asking import TimelineQuery
from counterclaim.web.desk import AtDesk
from counterclaim.web.rendering import page

router = APIRouter()
COLUMNS = 45
"""Columns that a screen holds: time is cut more coarsely where there would be more."""
ROWS = 20
LONGEST = {"day": 1, "week": 7, "month": 31}


@dataclass(frozen=True)
class Column:
    """A stretch of days, both included."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class Chart:
    """Counts by party and column, the parties with the most first. `left` counts parties that have no row, `undated` incidents by party."""

    by: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]
    most: int
    left: int
    undated: int

    def height(self, count: int) -> int:
        """The class of a bar, from 0 to 8."""
        return 0 if not count else max(1, round(8 * count / self.most))


def chart_of(tallies: Sequence[Tally], by: str | None) -> Chart:
    """The chart of some counts. Columns without an incident between others are kept, so that time is to scale."""
    dated = [t for t in tallies if t.day is not None]
    days = [t.day for t in dated if t.day is not None]
    cut = by or (_fitting(min(days), max(days)) if days else "day")
    columns = tuple(_columns(min(days), max(days), cut)) if days else ()
    starts = {column.first: number for number, column in enumerate(columns)}
    numbers = {day: starts[start_of(day, cut)] for day in set(days)}
    counts: Counter[tuple[str, int]] = Counter()
    disputed: Counter[tuple[str, int]] = Counter()
    for tally in dated:
        if tally.day is not None:
            key = (tally.party, numbers[tally.day])
            counts[key] += tally.incidents
            disputed[key] += tally.disputed
    totals = Counter[str]()
    for (party, _), many in counts.items():
        totals[party] += many
    ranked = sorted(totals, key=lambda party: (-totals[party], party))
    rows = tuple((party, tuple((counts[party, n], disputed[party, n]) for n in range(len(columns)))) for party in ranked[:ROWS])
    undated = sum(t.incidents for t in tallies if t.day is None)
    return Chart(cut, columns, rows, max(counts.values(), default=1), max(0, len(ranked) - ROWS), undated)


def start_of(day: dt.date, by: str) -> dt.date:
    """The first day of the column that holds a day."""
    return day.replace(day=1) if by == "month" else shifted(day, -day.weekday()) if by == "week" else day


def _fitting(first: dt.date, last: dt.date) -> str:
    return next((by for by, days in LONGEST.items() if (last - first).days / days < COLUMNS), "month")


def _columns(first: dt.date, last: dt.date, by: str) -> Iterator[Column]:
    start = start_of(first, by)
    while start <= last:
        after = start_of(shifted(start, LONGEST[by]), by)
        if after <= start:  # the last column of the calendar
            yield Column(start, last)
            return
        yield Column(start, shifted(after, -1))
        start = after


@router.get("/timeline")
def timeline(request: Request, desk: AtDesk, asked: Annotated[TimelineQuery, Query()]) -> HTMLResponse:
    """How many incidents each party had, by day, week or month."""
    with desk.store.reading() as reading:
        chart = chart_of(reading.tallies(asked.incidents()), asked.by)
    return page(request, "timeline.html", chart=chart, query=asked)
