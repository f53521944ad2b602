from __future__ import annotations

import datetime as dt

import pytest

from counterclaim.store.asking import Tally
from counterclaim.web.pages.timeline import chart_of, start_of

FRIDAY = dt.date(2031, 4, 18)


def test_days_without_an_incident_are_kept_so_that_time_is_to_scale() -> None:
    chart = chart_of([Tally(FRIDAY, "ARM", 2, 1), Tally(FRIDAY + dt.timedelta(days=2), "AZE", 1, 0), Tally(None, "ARM", 3, 0)], None)
    assert chart.by == "day"
    assert [column.first.day for column in chart.columns] == [18, 19, 20]
    assert chart.rows == (("ARM", ((2, 1), (0, 0), (0, 0))), ("AZE", ((0, 0), (0, 0), (1, 0))))
    assert chart.undated == 3
    assert [chart.height(count) for count in (0, 1, 2)] == [0, 4, 8]


@pytest.mark.parametrize(("days", "by"), [(0, "day"), (44, "day"), (45, "week"), (400, "month"), (5000, "month")])
def test_time_is_cut_as_finely_as_fits(days: int, by: str) -> None:
    assert chart_of([Tally(FRIDAY, "ARM", 1, 0), Tally(FRIDAY + dt.timedelta(days=days), "ARM", 1, 0)], None).by == by


def test_columns_cover_every_day_once() -> None:
    for by in ("day", "week", "month"):
        columns = chart_of([Tally(FRIDAY, "ARM", 1, 0), Tally(FRIDAY + dt.timedelta(days=70), "ARM", 1, 0)], by).columns
        for one, other in zip(columns, columns[1:], strict=False):
            assert other.first - one.last == dt.timedelta(days=1)
        assert start_of(FRIDAY, by) == columns[0].first


def test_nothing_makes_an_empty_chart() -> None:
    assert chart_of([], None).columns == ()
