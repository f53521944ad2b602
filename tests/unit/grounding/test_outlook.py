"""Times that look back or ahead by the words around them."""

from __future__ import annotations

import datetime as dt

import pytest

from counterclaim.grounding.dates import find_times
from trees_by_hand import tree

FRIDAY = dt.date(2023, 5, 12)
HALT = """They PRON nsubj 2 they PRP
called VERB root 0 call VBD
on ADP case 4 on IN
Paris PROPN obl 2 Paris NNP
to PART mark 6 to TO
obtain VERB xcomp 2 obtain VB
a DET det 8 a DT
halt NOUN obj 6 halt NN
by ADP case 10 by IN
Sunday PROPN obl 6 Sunday NNP"""
KNOWN = """They PRON nsubj 2 they PRP
broke VERB root 0 break VBP
the DET det 5 the DT
July PROPN compound 5 July NNP
{word} NOUN obj 2 {word} NN
. PUNCT punct 2 . ."""


def first_day(table: str) -> dt.date | None:
    (mention,) = find_times(tree(table), FRIDAY)
    return mention.time.start


def test_what_is_demanded_by_a_day_lies_ahead() -> None:
    assert first_day(HALT) == dt.date(2023, 5, 14)


@pytest.mark.parametrize(("word", "year"), [("truce", 2022), ("attack", 2022), ("summit", 2023)])
def test_what_is_known_by_its_month_has_been(word: str, year: int) -> None:
    assert first_day(KNOWN.format(word=word)) == dt.date(year, 7, 1)
