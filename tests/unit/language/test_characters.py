"""Characters as numbers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.language.characters import CASES, CHARACTER_CLASSES, encode_characters


def test_one_number_a_code_point() -> None:
    text = "Aé😀e\u0301\u2028z"
    classes, cases = encode_characters(text)
    assert len(classes) == len(cases) == len(text)


def test_empty_text() -> None:
    classes, cases = encode_characters("")
    assert len(classes) == len(cases) == 0


def test_case_is_told_beside_the_class() -> None:
    classes, cases = encode_characters("aA7")
    assert classes[0] == classes[1] != classes[2]
    assert cases.tolist() == [0, 1, 2]


@pytest.mark.parametrize(("one", "other"), [("'", "’"), ('"', "“"), ("-", "–"), (".", "…"), ("a", "b"), ("1", "2")])
def test_frequent_characters_are_told_apart(one: str, other: str) -> None:
    classes, _ = encode_characters(one + other)
    assert classes[0] != classes[1]


def test_rare_characters_share_the_class_of_their_category() -> None:
    classes, cases = encode_characters("éüÉ漢字\u0301")
    assert classes[0] == classes[1] != classes[2]
    assert classes[3] == classes[4]
    assert classes[5] not in classes[:5]
    assert cases[2] == 1


@given(st.text(alphabet=st.characters(codec=None), max_size=40))
@settings(max_examples=150, deadline=None)
def test_numbers_stay_within_the_embeddings(text: str) -> None:
    classes, cases = encode_characters(text)
    assert len(classes) == len(text)
    assert all(0 < c < CHARACTER_CLASSES for c in classes)
    assert all(0 <= c < CASES for c in cases)
