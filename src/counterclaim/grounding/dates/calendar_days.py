"""Resolves calendar forms: days, months, years, seasons, weekdays, feasts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from counterclaim.grounding.dates.almanac import (
    SEASON_STARTS,
    Extent,
    distance,
    feast_day,
    month_extent,
    season_extent,
    single,
    year_extent,
)
from counterclaim.grounding.dates.forms import Day, DayOfMonth, Feasts, Month, Season, Weekday, Year
from counterclaim.grounding.dates.frame import DAY, Frame, Unresolved
from counterclaim.records.words import TimePrecision


def day(form: Day, frame: Frame) -> Extent:
    """A day; with a weekday told, the nearest year in which both agree."""
    if form.month is None:
        raise Unresolved("no month told")
    if form.year is not None:
        day = date(form.year, form.month, form.day)
        odd = form.weekday is not None and day.weekday() != form.weekday
        return single(day, dated=True, note="the weekday told does not fall on this date" if odd else None)
    candidates = [single(date(y, form.month, form.day)) for y in frame.years(4) if _valid(y, form.month, form.day)]
    agreeing = [c for c in candidates if c.last.weekday() == form.weekday]
    chosen = frame.nearest(candidates)
    if form.weekday is None or chosen in agreeing:
        return chosen
    near = [c for c in agreeing if distance(c, frame.base, 0) <= 2 * 366]
    return frame.nearest(near) if near else replace(chosen, note="the weekday told does not fall on this date")


def day_of_month(form: DayOfMonth, frame: Frame) -> Extent:
    """A day of the month told, else the nearest of this, the last and the next month as the outlook has it."""
    first = frame.base.replace(day=1)
    shifts = (-1, 0, 1) if form.shift is None else (form.shift,)
    months = [((first.month - 1 + k) % 12 + 1, first.year + (first.month - 1 + k) // 12) for k in shifts]
    candidates = [single(date(y, m, form.day)) for m, y in months if _valid(y, m, form.day)]
    if not candidates:
        raise Unresolved("no such date")
    return frame.nearest(candidates)


def _valid(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def month(form: Month, frame: Frame) -> Extent:
    """A month, by its year, its turn ("last May") or its nearness."""
    if form.year is not None:
        return month_extent(form.year, form.month, form.part, dated=True)
    candidates = [month_extent(y, form.month, form.part) for y in frame.years()]
    if form.shift is None:
        return frame.nearest(candidates)
    base = frame.base
    if form.shift < 0:
        return max((c for c in candidates if c.last < base), key=lambda c: c.last)
    if form.shift > 0:
        return min((c for c in candidates if c.last > base and c.last.month != base.month), key=lambda c: c.last)
    return month_extent(base.year, form.month, form.part)


def year(form: Year) -> Extent:
    """A year, decade or century, or a part of it."""
    if form.length == 1:
        return year_extent(form.first, form.part, dated=True)
    third = form.length // 3
    parts = {"early": (0, third), "mid": (third, 2 * third), "late": (2 * third, form.length - 1)}
    low, high = parts.get(form.part or "", (0, form.length - 1))
    return Extent(date(form.first + low, 1, 1), date(form.first + high, 12, 31), TimePrecision.RANGE, dated=True)


def season(form: Season, frame: Frame) -> Extent:
    """A season."""
    if form.year is not None:
        return replace(season_extent(form.year, form.season), dated=True)
    candidates = [season_extent(y, form.season) for y in frame.years()]
    base = frame.base
    if form.shift is None:
        return frame.nearest(candidates)
    if form.shift < 0:
        return max((c for c in candidates if c.last < base), key=lambda c: c.last)
    if form.shift > 0:
        return min((c for c in candidates if (c.first or c.last) > base), key=lambda c: c.last)
    return season_extent(base.year if base.month > 2 or SEASON_STARTS[form.season] < 12 else base.year - 1, form.season)


def weekday(form: Weekday, frame: Frame) -> Extent:
    """A day of the week: the latest on or before publication, the coming one when the context looks ahead."""
    if form.anchored is not None:
        day = frame.anchor("day") + DAY * form.anchored
        return single(_next(day, form.weekday) if form.anchored > 0 else _latest(day, form.weekday))
    base = frame.base
    if form.week is not None:
        monday = base - DAY * base.weekday()
        return single(monday + timedelta(weeks=form.week, days=form.weekday))
    if form.shift == -1:
        return single(_latest(base - DAY, form.weekday))
    if form.shift == 1:
        return single(_next(base + DAY, form.weekday))
    ahead = frame.outlook > 0 or (form.shift == 0 and frame.outlook == 0)
    return single(_next(base, form.weekday) if ahead else _latest(base, form.weekday))


def _latest(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def _next(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def feast(form: Feasts, frame: Frame) -> Extent:
    """A feast whose rule is known."""
    if form.rule == "movable":
        raise Unresolved("a movable feast")
    if form.year is not None:
        day = feast_day(form.year, form.rule, form.value)
        if day is not None:
            return single(day, dated=True)
    candidates = [single(d) for y in frame.years() if (d := feast_day(y, form.rule, form.value))]
    if form.shift == -1:
        return max((c for c in candidates if c.last < frame.base), key=lambda c: c.last)
    if form.shift == 1:
        return min((c for c in candidates if c.last > frame.base), key=lambda c: c.last)
    return frame.nearest(candidates)
