from __future__ import annotations

import datetime as dt
import math

import pytest

from counterclaim.errors import ConfigError
from counterclaim.ingest import IngestOptions, parse_published, read_sources
from counterclaim.ingest.dates import parse_iso


@pytest.mark.parametrize(
    "bad",
    [
        {"max_bytes": 0},
        {"timeout_s": 0},
        {"timeout_s": math.nan},
        {"timeout_s": math.inf},
        {"language": "English"},
        {"language": ""},
        {"outlet": " "},
        {"title": ""},
    ],
)
def test_bad_options(bad: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        IngestOptions(**bad)  # type: ignore[arg-type]


def test_one_string_is_no_list_of_sources() -> None:
    with pytest.raises(ConfigError):
        read_sources("report.txt")


def test_published() -> None:
    assert parse_published("2023-05-12") == dt.date(2023, 5, 12)
    assert parse_published("2023-05-12T14:30+04:00") == dt.datetime(2023, 5, 12, 14, 30, tzinfo=dt.timezone(dt.timedelta(hours=4)))
    for bad in ("", "12 May 2023", "2023-13-01", "2023-05", "today"):
        with pytest.raises(ConfigError):
            parse_published(bad)


def test_iso_dates_are_not_made_date_times() -> None:
    assert type(parse_iso(" 2023-05-12 ")) is dt.date
    assert type(parse_iso("2023-05-12 14:30")) is dt.datetime
    assert parse_iso("Fri, 12 May 2023") is None
