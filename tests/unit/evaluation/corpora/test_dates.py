from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import spacy

from counterclaim.errors import ResourceError
from counterclaim.evaluation.corpora.dates import SUITE, in_days, measure, timex_value
from counterclaim.evaluation.corpora.timeml import Timex
from counterclaim.evaluation.suite import Engines, Folders
from counterclaim.records.models import Span, Time
from counterclaim.records.words import TimePrecision

DAY = TimePrecision.DAY


def time(start: int, end: int, first: str, last: str | None = None, precision: TimePrecision = DAY) -> Time:
    """A time at `text[start:end]` from one day to another."""
    return Time(
        start=dt.date.fromisoformat(first), end=dt.date.fromisoformat(last or first), precision=precision, span=Span(start=start, end=end)
    )


FRIDAY = Timex(10, 16, "DATE", "2023-05-12")


def test_same_extent_and_value() -> None:
    measured = measure([FRIDAY], [time(10, 16, "2023-05-12")])
    assert (measured.strict.f1, measured.relaxed.f1, measured.value.f1, measured.verbatim.f1) == (1, 1, 1, 1)


def test_overlap_is_relaxedly_right() -> None:
    measured = measure([FRIDAY], [time(7, 16, "2023-05-12")])
    assert (measured.strict.f1, measured.relaxed.f1, measured.value.f1) == (0, 1, 1)


def test_touching_is_no_overlap() -> None:
    assert measure([FRIDAY], [time(16, 20, "2023-05-12")]).relaxed.right == 0


def test_value_f1_is_accuracy_times_relaxed_f1() -> None:
    wanted = [FRIDAY, Timex(30, 36, "DATE", "2023-05-13"), Timex(50, 54, "DATE", "2020")]
    measured = measure(wanted, [time(10, 16, "2023-05-12"), time(30, 36, "2023-05-20")])
    figures = {f.name: f.value for f in measured.figures()}
    assert figures["relaxed_f1"] == pytest.approx(0.8)
    assert figures["value_accuracy"] == 0.5
    assert figures["value_f1"] == pytest.approx(0.4)


def test_one_find_answers_one_time() -> None:
    wanted = [FRIDAY, Timex(17, 22, "DATE", "2023-05-13")]
    measured = measure(wanted, [time(10, 22, "2023-05-12")])
    assert (measured.relaxed.right, measured.value.right) == (1, 1)


def test_durations_and_sets_are_not_looked_for_but_found_too_much() -> None:
    measured = measure([Timex(10, 16, "DURATION", "P2D"), Timex(30, 36, "SET", "P1D")], [time(10, 16, "2023-05-12")])
    assert (measured.relaxed.wanted, measured.relaxed.found, measured.relaxed.right) == (0, 1, 0)


def test_clock_is_cut_off_but_not_verbatim() -> None:
    measured = measure([Timex(10, 16, "TIME", "2023-05-12T10:35")], [time(10, 16, "2023-05-12")])
    assert (measured.value.f1, measured.verbatim.f1) == (1, 0)


def test_unresolved_time_has_an_extent_and_no_value() -> None:
    unresolved = Time(start=None, end=None, precision=TimePrecision.VAGUE, span=Span(start=10, end=16), reason="not told")
    measured = measure([FRIDAY], [unresolved])
    assert (measured.strict.f1, measured.value.f1) == (1, 0)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("1998-08-08T10:35", "1998-08-08"),
        ("2000-01-05TEV", "2000-01-05"),
        ("1949-XX", "1949"),
        ("1994-XX-XX", "1994"),
        ("1998-12-XX", "1998-12"),
        ("199X", "199"),
        ("199X-XX-XX", "199"),
        ("2000-W7", "2000-W07"),
        ("2000-W14", "2000-W14"),
        ("1998-FA", "1998-FA"),
        ("PRESENT_REF", "PRESENT_REF"),
        ("PT4H", "PT4H"),
    ],
)
def test_value_in_days(value: str, day: str) -> None:
    assert in_days(value) == day


@pytest.mark.parametrize(
    ("first", "last", "precision", "value"),
    [
        ("2023-05-12", "2023-05-12", DAY, "2023-05-12"),
        ("2023-05-08", "2023-05-14", TimePrecision.WEEK, "2023-W19"),
        ("2023-01-01", "2023-01-01", TimePrecision.WEEK, "2022-W52"),
        ("2023-05-13", "2023-05-14", TimePrecision.WEEK, "2023-W19-WE"),
        ("2023-05-01", "2023-05-31", TimePrecision.MONTH, "2023-05"),
        ("2023-05-01", "2023-05-10", TimePrecision.MONTH, "2023-05"),
        ("2023-09-01", "2023-11-30", TimePrecision.SEASON, "2023-FA"),
        ("2022-12-01", "2023-02-28", TimePrecision.SEASON, "2022-WI"),
        ("2023-01-01", "2023-12-31", TimePrecision.YEAR, "2023"),
        ("1990-01-01", "1999-12-31", TimePrecision.RANGE, "199"),
        ("1990-01-01", "1990-12-30", TimePrecision.RANGE, None),
        ("2023-05-08", "2023-05-12", TimePrecision.RANGE, None),
        ("2023-05-12", "2023-05-12", TimePrecision.RANGE, "2023-05-12"),
    ],
)
def test_value_of_a_time(first: str, last: str, precision: TimePrecision, value: str | None) -> None:
    assert timex_value(time(0, 1, first, last, precision)) == value


def test_beginning_not_told_has_no_value() -> None:
    assert timex_value(Time(start=None, end=dt.date(2023, 5, 12), precision=TimePrecision.RANGE)) is None


class BlankEngines(Engines):
    """Engines with a tokenizer alone: finding times needs no more."""

    language = spacy.blank("en")


def test_suite_on_one_text(tmp_path: Path) -> None:
    folder = tmp_path / "timeml-aquaint"
    folder.mkdir()
    (folder / "a.tml").write_text(
        '<TimeML><DCT><TIMEX3 functionInDocument="CREATION_TIME" type="DATE" value="2023-05-12">x</TIMEX3></DCT>'
        '<TEXT>It rained on <TIMEX3 type="DATE" value="2023-05-10">Wednesday</TIMEX3> for '
        '<TIMEX3 type="DURATION" value="PT5H">five hours</TIMEX3>.</TEXT></TimeML>',
        encoding="utf-8",
    )
    place = SUITE.find(Folders(tmp_path, tmp_path, tmp_path))
    assert place == folder
    figures = {f.name: f.value for f in SUITE.run(place, BlankEngines())}
    assert figures["reports"] == figures["wanted"] == figures["found"] == 1
    assert figures["strict_f1"] == figures["value_f1"] == 1


def test_suite_without_its_data(tmp_path: Path) -> None:
    assert SUITE.find(Folders(tmp_path, tmp_path, tmp_path)) is None
    with pytest.raises(ResourceError):
        SUITE.run(tmp_path, BlankEngines())
