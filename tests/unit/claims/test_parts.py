from __future__ import annotations

from counterclaim.claims.reading.model import parts_of


def test_a_long_text_is_looked_at_in_parts_cut_between_sentences() -> None:
    assert parts_of([0, 0, 1, 1, 1, 2], 4) == [slice(0, 2), slice(2, 6)]


def test_a_sentence_that_is_longer_than_a_part_is_cut() -> None:
    assert parts_of([0] * 5, 2) == [slice(0, 2), slice(2, 4), slice(4, 5)]


def test_an_ordinary_text_is_one_part() -> None:
    assert parts_of([0, 0, 1], 3) == [slice(0, 3)]
