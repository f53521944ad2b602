"""Sums with days: months, weeks, seasons, the nearest year.

Weeks begin on Monday (ISO 8601); seasons are the northern meteorological ones.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from counterclaim.records.words import TimePrecision

AGAINST_OUTLOOK = 8.0
"""How much farther a date counts that lies on the other side of publication than the tense says. With 8, "elections in June" beside a
past verb, told on 12 May, is the June to come, and "fighting in July" the last one."""
DAY_AGAINST = 3.0
"""The same for days that lie back although the words look ahead: nobody leaves out the year of a day ten months on."""
TO_COME = 3.0
"""How much farther a date to come counts when the tense says nothing: news looks back more than ahead."""
SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "end": (21, 31), "half1": (1, 15), "half2": (16, 31)}
THIRDS |= {f"week{k}": (7 * k - 6, 7 * k) for k in range(1, 5)}
"""Parts of a month by day of the month."""
QUARTERS = {"early": (1, 3), "mid": (5, 8), "late": (10, 12), "end": (12, 12), "half1": (1, 6), "half2": (7, 12)}
QUARTERS |= {f"quarter{k}": (3 * k - 2, 3 * k) for k in range(1, 5)}
"""Parts of a year by month."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Days from `first` to `last`, both included; `first` None when the beginning is not told. `dated`: the text gave the year."""

    first: date | None
    last: date
    precision: TimePrecision
    dated: bool = False
    note: str | None = None


def single(day: date, *, dated: bool = False, note: str | None = None) -> Extent:
    """One day."""
    return Extent(day, day, TimePrecision.DAY, dated, note)


def month_extent(year: int, month: int, part: str | None = None, *, dated: bool = False) -> Extent:
    """A month or its part; `earlier` and `later` mean the whole."""
    length = calendar.monthrange(year, month)[1]
    low, high = THIRDS.get(part or "", (1, length))
    return Extent(date(year, month, low), date(year, month, min(high, length)), TimePrecision.MONTH, dated)


def year_extent(year: int, part: str | None = None, *, dated: bool = False) -> Extent:
    """A year or its part."""
    low, high = QUARTERS.get(part or "", (1, 12))
    return Extent(date(year, low, 1), month_extent(year, high).last, TimePrecision.YEAR, dated)


def week_extent(day: date, part: str | None = None) -> Extent:
    """The week of a day, Monday to Sunday, or its part."""
    low, high = {"early": (0, 1), "mid": (2, 3), "late": (3, 5), "end": (4, 6)}.get(part or "", (0, 6))
    monday = day - timedelta(days=day.weekday())
    return Extent(monday + timedelta(days=low), monday + timedelta(days=high), TimePrecision.WEEK)


def season_extent(year: int, season: str) -> Extent:
    """A season by the year that it begins in: winter 2022 runs to the end of February 2023."""
    first = SEASON_STARTS[season]
    last = month_extent(year + (first + 2) // 13, (first + 1) % 12 + 1).last
    return Extent(date(year, first, 1), last, TimePrecision.SEASON)


def months_away(day: date, months: int) -> date:
    """The same day of another month, or the last day of that month when it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def away(day: date, count: int, unit: str) -> date:
    """The day `count` units away from a day; units shorter than a day count as whole days where they make them."""
    if unit in ("minute", "hour"):
        hours = abs(count) if unit == "hour" else abs(count) // 60
        return day + timedelta(days=(hours // 24) * (1 if count > 0 else -1))
    if unit in ("day", "night"):
        return day + timedelta(days=count)
    if unit in ("week", "weekend"):
        return day + timedelta(weeks=count)
    if unit == "fortnight":
        return day + timedelta(weeks=2 * count)
    return months_away(day, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit])


def distance(candidate: Extent, base: date, outlook: int) -> float:
    """How far a candidate lies from publication, in days, made longer where it lies against the outlook (-1 past, 0 unknown, 1 future)."""
    first = candidate.first or candidate.last
    if first <= base <= candidate.last:
        return 0.0
    if base < first:
        return (first - base).days * (AGAINST_OUTLOOK if outlook < 0 else TO_COME if outlook == 0 else 1.0)
    against = DAY_AGAINST if candidate.precision is TimePrecision.DAY else AGAINST_OUTLOOK
    return (base - candidate.last).days * (against if outlook > 0 else 1.0)


def easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def feast_day(year: int, rule: str, value: str) -> date | None:
    """The day of a feast in a year; None for one that no rule here gives."""
    if rule == "fixed":
        month, day = value.split("-")
        return date(year, int(month), int(day))
    if rule == "easter":
        return easter(year) + timedelta(days=int(value))
    if rule == "nth":
        month_, weekday, which = (int(v) for v in value.split())
        first = date(year, month_, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
    return None
