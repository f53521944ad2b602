from __future__ import annotations

import pycountry

from archives_by_hand import SPORT, text_of
from counterclaim.archive.options import ArchiveOptions
from counterclaim.archive.relevance import BASE, THRESHOLD, WINDOW, load_weights, relevance, windows


def test_conflict_passes_and_sport_does_not() -> None:
    assert relevance(text_of(1)) >= THRESHOLD
    assert relevance(text_of(1).upper()) >= THRESHOLD
    assert relevance(SPORT) < THRESHOLD
    assert relevance("") < THRESHOLD
    assert ArchiveOptions().threshold == THRESHOLD


def test_one_paragraph_on_shelling_is_enough_in_a_long_page() -> None:
    long = SPORT * 40
    assert relevance(long) < THRESHOLD
    assert relevance(long + text_of(1) * 2 + long) > relevance(long) + 1


def test_windows_cover_a_text() -> None:
    words = [f"w{'x' * n}" for n in range(2 * WINDOW + 10)]
    found = list(windows(" ".join(words)))
    assert [len(window) for window in found] == [WINDOW, WINDOW], "ten words at the end are no window"
    assert list(windows("")) == [frozenset()]


def test_every_line_of_the_table_is_a_word_with_a_weight_and_no_name() -> None:
    weights = load_weights()
    assert len(weights) > 1_000
    assert weights["shelling"] > 0 > weights["coach"]
    assert all(word == BASE or (word == word.lower() and -10 < weight < 10) for word, weight in weights.items())
    assert not weights.keys() & {country.name.lower() for country in pycountry.countries}, "the next war has other names"
