"""Casing shapes and lemma edits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.language.wordform import SHAPES, apply_lemma_edit, lemma_edit, shape_of


@pytest.mark.parametrize(
    ("form", "first", "shape"),
    [
        ("troops", False, "lower"),
        ("Baku", False, "title"),
        ("Baku", True, "title_first"),
        ("I", False, "title"),
        ("UN", False, "upper"),
        ("UN", True, "upper"),
        ("McCain", False, "mixed"),
        ("2023", False, "number"),
        ("1,200", False, "number"),
        ("Su-35", False, "alnum"),
        ("...", False, "punct"),
        ("—", True, "punct"),
        ("", False, "punct"),
        ("Élysée", False, "title"),
    ],
)
def test_shape(form: str, first: bool, shape: str) -> None:
    assert SHAPES[shape_of(form, first)] == shape


def test_padding_is_shape_zero() -> None:
    assert SHAPES[0] == "pad"
    assert len(set(SHAPES)) == len(SHAPES)


@pytest.mark.parametrize(
    ("form", "lemma", "edit"),
    [
        ("soldiers", "soldier", "k|1|"),
        ("fired", "fire", "k|1|"),
        ("went", "go", "k|4|go"),
        ("The", "the", "l|0|"),
        ("Forces", "force", "l|1|"),
        ("Baku", "Baku", "k|0|"),
        ("Armenians", "Armenian", "k|1|"),
    ],
)
def test_edit_is_case_cut_and_addition(form: str, lemma: str, edit: str) -> None:
    assert lemma_edit(form, lemma) == edit
    assert apply_lemma_edit(form, edit) == lemma


def test_edit_generalises_to_words_of_the_same_pattern() -> None:
    assert apply_lemma_edit("Missiles", lemma_edit("Forces", "force")) == "missile"


def test_edit_that_cuts_more_than_there_is_leaves_the_form() -> None:
    assert apply_lemma_edit("it", "k|5|go") == "it"


def test_edit_never_makes_an_empty_lemma() -> None:
    assert apply_lemma_edit("it", "k|2|") == "it"


def test_bar_in_the_addition_is_kept() -> None:
    assert apply_lemma_edit("a", lemma_edit("a", "a|b")) == "a|b"


@given(form=st.text(max_size=12), lemma=st.text(min_size=1, max_size=12))
@settings(max_examples=200, deadline=None)
def test_edit_makes_every_lemma_but_the_empty_one(form: str, lemma: str) -> None:
    assert apply_lemma_edit(form, lemma_edit(form, lemma)) == lemma


@given(form=st.text(min_size=1, max_size=12), is_first=st.booleans())
@settings(max_examples=100, deadline=None)
def test_every_word_has_a_shape_that_is_not_padding(form: str, is_first: bool) -> None:
    assert 0 < shape_of(form, is_first) < len(SHAPES)
