"""News and history."""

from __future__ import annotations

import datetime as dt

import pytest

from counterclaim.grounding.background import is_background
from counterclaim.records.models import Time
from counterclaim.records.words import Status, TimePrecision

PUBLISHED = dt.date(2031, 6, 30)


def days(first: str, last: str, precision: TimePrecision = TimePrecision.DAY) -> Time:
    return Time(start=dt.date.fromisoformat(first), end=dt.date.fromisoformat(last), precision=precision)


@pytest.mark.parametrize(
    ("time", "status", "background"),
    [
        (days("2031-06-29", "2031-06-29"), Status.OCCURRED, False),
        (days("2031-06-15", "2031-06-15"), Status.OCCURRED, True),
        (days("2031-06-15", "2031-06-15"), Status.ONGOING, False),
        (days("2031-06-01", "2031-06-30", TimePrecision.MONTH), Status.OCCURRED, True),
        (days("2001-06-30", "2031-06-30", TimePrecision.VAGUE), Status.OCCURRED, True),
        (None, Status.OCCURRED, False),
    ],
)
def test_background(time: Time | None, status: Status, background: bool) -> None:
    assert is_background(PUBLISHED, time, status) is background


def test_nothing_is_history_of_a_report_without_a_date() -> None:
    assert not is_background(None, days("1991-01-01", "1991-01-01"), Status.OCCURRED)
