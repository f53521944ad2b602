"""Resolves what counts from an anchor: calendar units around it, shifts, windows, weekends, streaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from counterclaim.grounding.dates import calendar_days
from counterclaim.grounding.dates.almanac import Extent, away, month_extent, single, week_extent, year_extent
from counterclaim.grounding.dates.forms import Period, Shift, Streak, Window, Year
from counterclaim.grounding.dates.frame import DAY, Frame, Unresolved
from counterclaim.records.words import TimePrecision

VAGUE_DAYS = {"minute": 0, "hour": 1, "day": 7, "night": 7, "week": 28, "month": 180, "weekend": 28}
"""How many days "recent days", "recent weeks" reach back; longer units stay open."""


def period(form: Period, frame: Frame) -> Extent:
    """The unit of the calendar that holds the anchor, or a neighbour of it, or its part."""
    anchor = frame.base if form.anchor == "published" else frame.anchor(form.unit)
    shift = form.shift or 0
    if form.unit in ("day", "night"):
        return single(anchor + DAY * shift)
    if form.unit == "weekend":
        return _weekend(form.shift, anchor, frame.outlook)
    extent = _around(away(anchor, shift, form.unit), form.unit, form.part)
    if form.part == "earlier" and shift == 0 and extent.first:
        return replace(extent, last=max(extent.first, min(anchor, extent.last)))
    if form.part == "later" and shift == 0:
        return replace(extent, first=anchor)
    return extent


def _around(day: date, unit: str, part: str | None) -> Extent:
    """The unit that a day lies in."""
    if unit == "week":
        return week_extent(day, part)
    if unit == "month":
        return month_extent(day.year, day.month, part)
    if unit == "year":
        return year_extent(day.year, part)
    if unit == "quarter":
        first = (day.month - 1) // 3 * 3 + 1
        return Extent(date(day.year, first, 1), month_extent(day.year, first + 2).last, TimePrecision.SEASON)
    if unit in ("decade", "century"):
        span = 10 if unit == "decade" else 100
        return calendar_days.year(Year(day.year // span * span, part, span))
    raise Unresolved("shorter than a day")


def _weekend(shift: int | None, anchor: date, outlook: int) -> Extent:
    saturday = anchor - DAY * anchor.weekday() + 5 * DAY
    if shift is None:
        ahead = anchor.weekday() >= 5 or outlook > 0 or (outlook == 0 and anchor.weekday() >= 3)
        saturday -= timedelta(weeks=0 if ahead else 1)
    elif shift == 0:
        saturday -= timedelta(weeks=1 if outlook < 0 and anchor.weekday() < 5 else 0)
    elif shift < 0:
        saturday -= timedelta(weeks=1)
    elif anchor.weekday() >= 3:
        saturday += timedelta(weeks=1)
    return Extent(saturday, saturday + DAY, TimePrecision.RANGE)


def shift(form: Shift, frame: Frame, anchor: date | None = None) -> Extent:
    """A count of units away from `anchor`, else from publication or the time told before."""
    if anchor is None:
        anchor = frame.base if form.anchor == "published" else frame.anchor(form.unit)
    if form.count is None:
        return _some_away(form, anchor)
    day = away(anchor, form.sign * form.count, form.unit)
    ahead = form.sign > 0 and frame.published is not None and day > frame.published
    if form.anchor == "mention" and ahead and frame.outlook < 0:
        raise Unresolved("counts from a day that is not told")
    if form.unit in ("day", "night", "hour", "minute"):
        return single(day)
    if form.unit in ("decade", "century"):
        return Extent(date(day.year - 1, 1, 1), date(day.year + 1, 12, 31), TimePrecision.VAGUE)
    if form.unit == "fortnight" or (form.unit == "week" and form.anchor == "mention" and frame.mentioned):
        return Extent(day, day, TimePrecision.WEEK)
    return _around(day, "month" if form.unit == "quarter" else form.unit, None)


def _some_away(form: Shift, anchor: date) -> Extent:
    """ "hours later", "days ago", "weeks before": how many is not told."""
    if form.unit == "hour" and form.anchor == "complement":
        first, last = sorted((anchor, anchor + form.sign * DAY))
        return Extent(first, last, TimePrecision.VAGUE)
    if form.unit in ("minute", "hour"):
        return single(anchor)
    reach = VAGUE_DAYS.get(form.unit)
    if reach is None or form.anchor == "complement":
        raise Unresolved("how long is not told")
    first, last = sorted((anchor + form.sign * 2 * DAY, anchor + form.sign * reach * DAY))
    return Extent(first, last, TimePrecision.VAGUE)


def window(form: Window, frame: Frame) -> Extent:
    """A stretch that ends or begins at publication."""
    base = frame.base
    if form.count is None:
        reach = VAGUE_DAYS.get(form.unit)
        if reach is None:
            raise Unresolved("how long is not told")
        other = base + form.sign * reach * DAY
    elif form.unit in ("hour", "minute") and form.sign < 0:
        hours = form.count if form.unit == "hour" else 1
        other = base - DAY * max(1, (hours + 23) // 24)
    else:
        other = away(base, form.sign * form.count, form.unit)
    vague = form.vague or form.count is None or form.unit in ("decade", "century")
    first, last = sorted((base, other))
    return Extent(first, last, TimePrecision.VAGUE if vague else TimePrecision.RANGE)


def streak(form: Streak, frame: Frame) -> Extent:
    """Days in a row up to the anchor, which does not lie after publication."""
    last = frame.anchor("day")
    if frame.published is not None:
        last = min(last, frame.published)
    return Extent(away(last, 1 - form.count, form.unit), last, TimePrecision.RANGE)
