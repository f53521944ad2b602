"""Conditions of the lexicon, on trees written by hand."""

from __future__ import annotations

import pytest

from counterclaim.claims.lexicon import load_lexicon
from counterclaim.claims.triggers import condition_holds, happening_of
from trees_by_hand import tree, word

LEXICON = load_lexicon()
ON_A_MINE = tree("""
Two NUM nummod 2
rangers NOUN nsubj 3 ranger NNS
stepped VERB root 0 step VBD
on ADP case 6
a DET det 6
landmine NOUN obl 3
""")
BODIES = tree("""
They PRON nsubj 2
handed VERB root 0 hand VBD
over ADP case 5
the DET det 5
bodies NOUN obl 2 body NNS
""")


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("", True),
        ("on=mine", True),
        ("on|over=mine", True),
        ("over=mine", False),
        ("subj=ranger|soldier", True),
        ("subj=*&on=mine", True),
        ("obj=*", False),
        ("obj!=*", True),
        ("on!=mine", False),
    ],
)
def test_condition(condition: str, holds: bool) -> None:
    assert condition_holds(word(ON_A_MINE, "stepped"), condition, LEXICON) is holds


def test_particle_taken_for_a_preposition() -> None:
    happening = happening_of(word(BODIES, "handed"), LEXICON)
    assert happening is not None and happening.kind == "prisoner_exchange"


def test_most_exacting_line_wins() -> None:
    found = happening_of(word(tree("seized VERB root 0 seize VBD\nthe DET det 3\ntown NOUN obj 1"), "seized"), LEXICON)
    assert found is not None and found.kind == "territorial_gain"


def test_participle_before_its_noun_tells_nothing() -> None:
    assert happening_of(word(tree("captured VERB amod 2 capture VBN\ntanks NOUN root 0 tank NNS"), "captured"), LEXICON) is None
