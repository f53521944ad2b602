from __future__ import annotations

from datetime import date

import pytest

from counterclaim.grounding.dates.almanac import away, easter, feast_day, month_extent, months_away, season_extent, week_extent
from counterclaim.grounding.dates.words import CLASSES, NUMERIC, SORTS, load_timewords
from counterclaim.grounding.placewords import KNOWLEDGE, read_rows


def test_every_line_of_the_word_list_is_known_and_told_once() -> None:
    rows = [(r["word"], r["class"]) for r in read_rows(KNOWLEDGE / "time_words.csv", ("word", "class", "value"))]
    assert {c for _, c in rows} == CLASSES
    assert sorted({r for r in rows if rows.count(r) > 1}) == []
    assert [w for w, _ in rows if w != w.lower() or not w.isalpha()] == []


def test_every_line_of_the_outlook_list_is_known() -> None:
    rows = [(r["word"], r["sort"]) for r in read_rows(KNOWLEDGE / "time_outlook.csv", ("word", "sort"))]
    assert {s for _, s in rows} == SORTS
    assert sorted({r for r in rows if rows.count(r) > 1}) == []


def test_every_feast_has_a_rule_that_works() -> None:
    feasts = [f for group in load_timewords().feasts.values() for f in group]
    assert {f.rule for f in feasts} == {"fixed", "easter", "nth", "movable"}
    for feast in feasts:
        assert (feast_day(2023, feast.rule, feast.value) is None) == (feast.rule == "movable")


def test_numbers_have_their_values() -> None:
    words = load_timewords()
    assert [words.numbers["month"][m] for m in ("january", "may", "december")] == [1, 5, 12]
    assert words.numbers["weekday"]["sunday"] == 6
    assert set(words.numbers) == NUMERIC


@pytest.mark.parametrize(
    ("year", "day"), [(2000, date(2000, 4, 23)), (2023, date(2023, 4, 9)), (2024, date(2024, 3, 31)), (2025, date(2025, 4, 20))]
)
def test_easter(year: int, day: date) -> None:
    assert easter(year) == day


def test_thanksgiving() -> None:
    assert feast_day(1999, "nth", "11 3 4") == date(1999, 11, 25)


def test_sums_with_months_and_weeks() -> None:
    assert months_away(date(2023, 3, 31), -1) == date(2023, 2, 28)
    assert away(date(2024, 2, 29), -1, "year") == date(2023, 2, 28)
    assert away(date(2023, 5, 12), -36, "hour") == date(2023, 5, 11)
    assert away(date(2023, 5, 12), 2, "fortnight") == date(2023, 6, 9)
    assert month_extent(2024, 2, "late").last == date(2024, 2, 29)
    assert week_extent(date(2023, 5, 12)).first == date(2023, 5, 8)
    winter = season_extent(2022, "winter")
    assert (winter.first, winter.last) == (date(2022, 12, 1), date(2023, 2, 28))
    autumn = season_extent(2022, "autumn")
    assert (autumn.first, autumn.last) == (date(2022, 9, 1), date(2022, 11, 30))
