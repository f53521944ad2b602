"""From what the grammar read to days of the calendar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from counterclaim.grounding.dates import calendar_days, stretches
from counterclaim.grounding.dates.almanac import Extent, single, week_extent
from counterclaim.grounding.dates.forms import (
    Bound,
    Day,
    DayOfMonth,
    Eve,
    Feasts,
    Form,
    Interval,
    InYear,
    Lasting,
    Month,
    Overnight,
    Period,
    Season,
    Shift,
    Streak,
    Unclear,
    Weekday,
    WeekOf,
    Window,
    Within,
    Year,
)
from counterclaim.grounding.dates.frame import DAY, Frame, Unresolved
from counterclaim.records.words import TimePrecision


def resolve(form: Form, frame: Frame) -> Extent:
    """The days of a form.

    Raises:
        Unresolved: it tells none, or needs a publication date that is not known.
    """
    try:
        return _resolve(form, frame)
    except (ValueError, OverflowError) as error:
        raise Unresolved("no such date") from error


def _resolve(form: Form, frame: Frame) -> Extent:
    return READINGS[type(form)](form, frame)


def _shift(form: Shift, frame: Frame) -> Extent:
    return stretches.shift(form, frame, None if form.of is None else _resolve(form.of, frame).last)


def _eve(form: Eve, frame: Frame) -> Extent:
    of = _resolve(form.of, frame)
    return single((of.first or of.last) - DAY, dated=of.dated)


def _week_of(form: WeekOf, frame: Frame) -> Extent:
    return week_extent(_resolve(form.of, frame).last)


def _in_year(form: InYear, frame: Frame) -> Extent:
    return _resolve(replace(form.of, year=frame.base.year + form.shift), frame)


def _lasting(form: Lasting, _: Frame) -> Extent:
    raise Unresolved("a length of time" if form.kind == "duration" else "a recurring time")


def _unclear(form: Unclear, _: Frame) -> Extent:
    raise Unresolved(form.reason)


def _year(form: Year, _: Frame) -> Extent:
    return calendar_days.year(form)


def _overnight(form: Overnight, frame: Frame) -> Extent:
    if form.until is not None:
        last = _resolve(form.until, frame).last
        return Extent(last - DAY, last, TimePrecision.RANGE)
    if form.of is None:
        last = frame.base
        return Extent(last - DAY, last, TimePrecision.RANGE)
    named = _resolve(form.of, frame).last
    if frame.published is not None and named >= frame.published and frame.outlook <= 0:
        return Extent(named - DAY, named, TimePrecision.RANGE)
    return Extent(named, named + DAY, TimePrecision.RANGE)


def _interval(form: Interval, frame: Frame) -> Extent:
    start, end = _ends(form, frame)
    if start.first is None or start.first > end.last:
        raise Unresolved("the end lies before the beginning")
    return Extent(start.first, end.last, TimePrecision.RANGE, end.dated, start.note or end.note)


def named(form: Form, frame: Frame) -> tuple[Extent, ...]:
    """The times that a bound or an interval names, () for other forms: Thursday of "since Thursday", the ends of "May 3 to 5".

    Raises:
        Unresolved: as `resolve`.
    """
    if isinstance(form, Interval):
        return _ends(form, frame)
    if not isinstance(form, Bound):
        return ()
    of = _resolve(form.of, frame)
    late = form.how == "since" and isinstance(form.of, Weekday) and of.last > frame.base
    return (single(of.last - timedelta(weeks=1)) if late else of,)


def _ends(form: Interval, frame: Frame) -> tuple[Extent, Extent]:
    """Both ends, the first moved before the last where it has no week or year of its own."""
    first, last = _lend(form.first, form.last)
    end = _resolve(last, frame)
    start = _resolve(first, frame)
    if isinstance(first, Weekday) and start.first and start.first > end.last:
        start = single(start.first - timedelta(weeks=1))
    if isinstance(first, Month | Day) and first.year is None and start.first and start.first > end.last:
        start = replace(start, first=start.first.replace(year=start.first.year - 1), last=start.last.replace(year=start.last.year - 1))
    return start, end


def _lend(first: Form, last: Form) -> tuple[Form, Form]:
    """Month and year pass between the ends: "3 to 5 March", "May to July 2023", "March 3 to 5"."""
    if isinstance(first, Day) and isinstance(last, Day):
        last = replace(last, month=last.month or first.month, year=last.year)
        first = replace(first, month=first.month or last.month)
    if isinstance(first, Month | Day) and isinstance(last, Month | Day) and first.year is None and last.year is not None:
        earlier = (first.month or 0) > (last.month or 0)
        return replace(first, year=last.year - earlier), last
    if isinstance(first, Month | Day) and isinstance(last, Month | Day) and last.year is None and first.year is not None:
        return first, replace(last, year=first.year + ((last.month or 13) < (first.month or 0)))
    return first, last


def _bound(form: Bound, frame: Frame) -> Extent:
    of = _resolve(form.of, frame)
    if form.how == "since":
        start = of.first or of.last
        end = frame.base
        if start > end and isinstance(form.of, Weekday):
            start -= timedelta(weeks=1)
        if start > end:
            raise Unresolved("since a day after publication")
        return Extent(start, end, TimePrecision.RANGE, of.dated)
    if form.how == "by" and of.precision is TimePrecision.DAY:
        return of
    if form.how == "by" and isinstance(form.of, Month | Period | Year) and form.of.part == "end":
        return single(of.last, dated=of.dated)
    if frame.published is not None and of.last >= frame.published:
        return Extent(frame.published, of.last, TimePrecision.RANGE, of.dated)
    if form.how == "by":
        return of
    return Extent(None, of.last, TimePrecision.RANGE, of.dated, "the beginning is not told")


def _within(form: Within, frame: Frame) -> Extent:
    if frame.outlook <= 0:
        raise Unresolved("a length of time")
    if form.point:
        return stretches.shift(Shift(form.count, form.unit, 1, "published"), frame)
    return stretches.window(Window(form.count, form.unit, 1), frame)


READINGS: dict[type, Callable[[Any, Frame], Extent]] = {
    Day: calendar_days.day,
    DayOfMonth: calendar_days.day_of_month,
    Month: calendar_days.month,
    Year: _year,
    Season: calendar_days.season,
    Weekday: calendar_days.weekday,
    Feasts: calendar_days.feast,
    Period: stretches.period,
    Shift: _shift,
    Window: stretches.window,
    Streak: stretches.streak,
    Overnight: _overnight,
    Interval: _interval,
    Bound: _bound,
    Eve: _eve,
    WeekOf: _week_of,
    InYear: _in_year,
    Within: _within,
    Lasting: _lasting,
    Unclear: _unclear,
}
"""How each form is resolved."""
