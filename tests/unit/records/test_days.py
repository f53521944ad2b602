from __future__ import annotations

import datetime as dt

import pytest

from counterclaim.errors import ConfigError
from counterclaim.incidents.compare import compare
from counterclaim.incidents.publication import published_at
from counterclaim.ingest.assembling import assemble
from counterclaim.ingest.found import Found
from counterclaim.ingest.options import IngestOptions, parse_published
from counterclaim.records.days import in_utc, is_placeholder, shifted
from counterclaim.records.models import Report
from records_by_hand import border_record

DAY = dt.date(2023, 5, 12)
EAST, WEST = (dt.timezone(dt.timedelta(hours=hours)) for hours in (5, -5))
ENDS = (dt.date.min, dt.date.max, dt.datetime.min, dt.datetime(9999, 12, 31, 23, 59), dt.datetime(1, 1, 1, tzinfo=EAST))


def test_days_end_with_the_calendar() -> None:
    assert shifted(DAY, -12) == dt.date(2023, 4, 30)
    assert shifted(dt.date(1, 1, 3), -4) == dt.date.min
    assert shifted(dt.date.max, 1) == dt.date.max


def test_moments_end_with_the_calendar() -> None:
    assert in_utc(dt.datetime(2023, 5, 12, 1, tzinfo=EAST)) == dt.datetime(2023, 5, 11, 20, tzinfo=dt.UTC)
    assert in_utc(dt.datetime(1, 1, 1, tzinfo=EAST)).date() == dt.date.min
    assert in_utc(dt.datetime(9999, 12, 31, 23, tzinfo=WEST)).date() == dt.date.max


@pytest.mark.parametrize("published", ENDS)
def test_reports_of_the_ends_of_the_calendar_are_compared(published: dt.date) -> None:
    record = border_record()
    events = tuple(event.model_copy(update={"time": None}) for event in record.events)
    record = record.model_copy(update={"events": events, "report": record.report.model_copy(update={"published": published})})
    assert compare([record], {}).incidents
    assert published_at(record.report)[0][:4] in ("0001", "9999")


@pytest.mark.parametrize("published", ENDS)
def test_a_date_that_only_fills_the_field_counts_as_none(published: dt.date) -> None:
    found = Found("Two soldiers were killed near the border on Friday, the ministry said.", published=published)
    assert is_placeholder(published)
    assert assemble(found, IngestOptions()).published is None
    assert assemble(found, IngestOptions(published=DAY)).published == DAY
    with pytest.raises(ConfigError, match="nothing was published in the year"):
        parse_published(published.isoformat())


def test_early_reports_keep_their_day() -> None:
    assert not is_placeholder(dt.date(1854, 11, 14))
    assert Report(id="r", text="x", published=dt.date(1854, 11, 14)).published_on == dt.date(1854, 11, 14)
