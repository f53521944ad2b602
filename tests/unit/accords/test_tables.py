"""Every line of the tables of the stage loads and means something."""

from __future__ import annotations

import re

from counterclaim.accords.breaches import duties_broken
from counterclaim.accords.comparators import BASE, COMPARATORS, DATA, accord_words, load_weights
from counterclaim.records.words import Kind, TalksStatus
from counterclaim.tables import read_table


def test_weights_are_of_known_comparators() -> None:
    assert {name for name, _ in load_weights()} == {BASE, *COMPARATORS}


def test_words_of_agreements_are_lower_case_and_stand_once() -> None:
    words = [row["word"] for row in read_table(DATA, "accord_words.csv")]
    assert words == [word.lower() for word in words]
    assert len(words) == len(accord_words())
    assert set(accord_words().values()) == {"any", "joining", "truce"}


def test_patterns_compile_and_statuses_are_known() -> None:
    for table in ("breach_words.csv", "danger_words.csv", "meeting_words.csv", "putting_off.csv"):
        assert all(re.compile(row["pattern"]) for row in read_table(DATA, table))
    assert {row["sort"] for row in read_table(DATA, "putting_off.csv")} == {"verb", "day"}
    assert {row["sort"] for row in read_table(DATA, "breach_words.csv")} == {"calls", "ranks", "counts", "answers", "owed", "accord"}
    sorts = {*(set(TalksStatus) - {TalksStatus.HELD}), "together", "meeting", "absent", "refused", "wished", "unanswered"}
    assert {row["sort"] for row in read_table(DATA, "meeting_words.csv")} == sorts


def test_acts_break_duties() -> None:
    assert set(duties_broken()) <= set(Kind)
    assert all(duties_broken().values())
