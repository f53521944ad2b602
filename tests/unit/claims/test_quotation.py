"""Quotations."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from counterclaim.claims.quotation import LONGEST, find_quotations, is_anothers_word
from counterclaim.language.engine import load_engine
from trees_by_hand import VOCAB, plain


def quoted(doc: Doc) -> list[str]:
    return [" ".join(t.text for t in doc[r.start : r.end]) for r in find_quotations(doc)]


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ("«", "»"), ("„", "“"), ('"', '"')])
def test_words_between_marks(opening: str, closing: str) -> None:
    assert quoted(plain(f"He said: {opening}We fired back.{closing} They left.")) == ["We fired back ."]


def test_marks_of_treebanks() -> None:
    assert quoted(Doc(VOCAB, ["``", "We", "fired", "''", "he", "said"])) == ["We fired"]


def test_a_straight_mark_that_was_forgotten_spoils_no_later_quotation() -> None:
    assert quoted(plain('He said "we fired. They left. "No," she said. "Nobody fired."')) == ["No ,", "Nobody fired ."]


def test_a_straight_mark_repeated_at_a_new_paragraph_goes_on() -> None:
    doc = Doc(
        VOCAB,
        ['"', "We", "fired", ".", "\n", '"', "They", "left", ".", '"'],
        [False, True, False, False, False, False, True, False, False, False],
    )
    assert quoted(doc) == ['We fired . \n " They left .']


def test_several_quotations_in_order() -> None:
    assert quoted(plain("“Yes”, he said, “we did”, and “no”.")) == ["Yes", "we did", "no"]


def test_opening_mark_repeated_at_a_new_paragraph_goes_on() -> None:
    assert quoted(plain("“We fired. “We left.” Done.")) == ["We fired . “ We left ."]


@pytest.mark.parametrize("text", ["", "No marks.", "A stray ” here.", "“Never closed", '""', "It's the soldiers' post."])
def test_no_quotation(text: str) -> None:
    assert quoted(plain(text)) == []


def test_mark_that_does_not_close_in_time_is_stray() -> None:
    doc = plain("“ " + "word " * (LONGEST + 1) + "” and “this one”.")
    assert quoted(doc) == ["this one"]


def test_curly_mark_is_not_closed_by_a_straight_one() -> None:
    assert quoted(plain('“He said "no" to us”.')) == ['He said " no " to us']


@pytest.mark.engine
def test_that_clause_that_no_cue_covers_is_somebody_elses() -> None:
    doc = load_engine()("The inquiry found no proof that the rebels fired on the base. It is a fact that rebels shelled the base.")
    fired, shelled = (next(t for t in doc if t.text == word) for word in ("fired", "shelled"))
    assert is_anothers_word(fired, frozenset())
    assert not is_anothers_word(shelled, frozenset())
    assert is_anothers_word(shelled, {shelled.i})
