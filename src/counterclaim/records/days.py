"""Days near the ends of the calendar, where arithmetic would run over."""

from __future__ import annotations

import datetime as dt

PLACEHOLDERS = (dt.MINYEAR, dt.MAXYEAR)
"""Years that no report was published in: software writes their days where it knows none (`0001-01-01`, `9999-12-31`)."""


def shifted(day: dt.date, days: int) -> dt.date:
    """The day so many days later, or earlier if there is a minus; the first or last day of the calendar where that lies beyond it."""
    return dt.date.fromordinal(min(max(day.toordinal() + days, dt.date.min.toordinal()), dt.date.max.toordinal()))


def in_utc(moment: dt.datetime) -> dt.datetime:
    """A moment in UTC, one without a zone being that already; the first or last moment of the calendar where it lies beyond."""
    aware = moment.replace(tzinfo=moment.tzinfo or dt.UTC)
    try:
        return aware.astimezone(dt.UTC)
    except OverflowError:
        return (dt.datetime.min if aware.year == dt.MINYEAR else dt.datetime.max).replace(tzinfo=dt.UTC)


def is_placeholder(when: dt.date) -> bool:
    """Whether a date of publication is none but stands for an unknown one."""
    return when.year in PLACEHOLDERS
