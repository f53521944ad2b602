from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.incidents.shingles import QUOTE, RUN, fingerprint, hashed, overlap, quotable

WIRE = "Shells fell on the village of Sotk before dawn and two houses burned down, the mayor said. Nobody was hurt."
QUOTING = 'The ministry said: "Our units were forced to return fire in order to protect the road and the people who live beside it."'


def test_a_text_has_a_shingle_for_each_run_of_words() -> None:
    print_ = fingerprint("One two three four five six.")
    assert (len(print_.shingles), print_.words, print_.told_words) == (2, 6, 6)


def test_a_text_of_few_words_is_like_no_other() -> None:
    short = fingerprint("Two were killed")
    assert (short.words, len(short.shingles)) == (3, 0)
    assert overlap(short, short).jaccard == 0


def test_case_and_punctuation_do_not_count() -> None:
    assert np.array_equal(fingerprint(WIRE).shingles, fingerprint(WIRE.upper().replace(",", " —")).shingles)


def test_hashes_are_the_same_on_every_machine() -> None:
    assert hashed("sotk") == 2323011665
    assert fingerprint("one two three four five").shingles.tolist() == [fingerprint("One, two, three, four, five!").shingles[0]]


def test_words_in_quotation_marks_are_not_told() -> None:
    print_ = fingerprint(QUOTING)
    assert print_.told_words == 3
    assert not print_.told[RUN:].any()


def test_what_two_reports_quote_is_no_passage() -> None:
    one, other = fingerprint(f"{WIRE} {QUOTING}"), fingerprint(f"Much else became known later about who had been on that road. {QUOTING}")
    assert overlap(one, other).jaccard < 0.1
    assert overlap(one, other).words == 0


def test_a_text_that_is_one_quotation_is_compared_by_it() -> None:
    one, other = fingerprint(f'"{WIRE}"'), fingerprint(f'"{WIRE} More."')
    assert overlap(one, other).jaccard > 0.8


def test_passages_are_counted_in_words_of_the_first_text() -> None:
    more = f"Another day passed on the border. {WIRE} The road to the north was closed in the afternoon."
    found = overlap(fingerprint(WIRE), fingerprint(more))
    assert (found.words, found.share, found.longest) == (20, 1.0, (0, 20))
    assert 0.5 < found.other_share < 0.7


def test_a_passage_is_quoted_from_the_beginning_of_its_sentence() -> None:
    text = f"He left early that day. {WIRE}"
    start, end = quotable(text, (3, 25))
    assert text[start:end] == WIRE.rstrip(".")


def test_a_long_passage_is_cut() -> None:
    text = " ".join(f"w{i}" for i in range(100))
    start, end = quotable(text, (10, 90))
    assert text[start:end].split() == [f"w{i}" for i in range(10, 10 + QUOTE)]


WORDS = st.lists(st.sampled_from("fire fell on the village of Sotk and Vayk before dawn said \" ' . it".split()), max_size=60).map(" ".join)


@given(WORDS, WORDS)
def test_likeness_is_symmetric_and_that_of_a_text_with_itself_is_one(one: str, other: str) -> None:
    a, b = fingerprint(one), fingerprint(other)
    assert overlap(a, b).jaccard == overlap(b, a).jaccard
    assert overlap(a, a).jaccard == (1.0 if len(a.own) else 0.0)
    assert 0 <= overlap(a, b).share <= 1 >= overlap(a, b).other_share >= 0


def test_texts_without_a_run_of_their_own_words_share_nothing() -> None:
    broken = fingerprint('fire fire " fire fire fire "')
    assert (len(broken.shingles), len(broken.own)) == (1, 0)
    assert overlap(broken, broken).jaccard == 0.0
