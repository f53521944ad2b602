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


KEPT = {
    "NEITHER": tree("""
Neither PRON nsubj 3
has AUX aux 3
kept VERB root 0 keep VBN
its PRON nmod:poss 5
word NOUN obj 3
"""),
    "FAILED": tree("""
They PRON nsubj 2
failed VERB root 0 fail VBD
to PART mark 4
keep VERB xcomp 2 keep VB
it PRON obj 4
"""),
    "NEVER_FAILED": tree("""
They PRON nsubj 3
never ADV advmod 3
failed VERB root 0 fail VBD
to PART mark 5
keep VERB xcomp 3 keep VB
it PRON obj 5
"""),
    "KEPT": tree("""
They PRON nsubj 2
kept VERB root 0 keep VBD
it PRON obj 2
"""),
}


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


@pytest.mark.parametrize(("verb", "told"), [("NEITHER", True), ("FAILED", True), ("NEVER_FAILED", False), ("KEPT", False)])
def test_what_denies_a_verb(verb: str, told: bool) -> None:
    kept = next(t for t in KEPT[verb] if t.lemma_ == "keep")
    assert condition_holds(kept, "neg=*", LEXICON) is told


def test_particle_taken_for_a_preposition() -> None:
    happening = happening_of(word(BODIES, "handed"), LEXICON)
    assert happening is not None and happening.kind == "prisoner_exchange"


def test_most_exacting_line_wins() -> None:
    found = happening_of(word(tree("seized VERB root 0 seize VBD\nthe DET det 3\ntown NOUN obj 1"), "seized"), LEXICON)
    assert found is not None and found.kind == "territorial_gain"


def test_participle_before_its_noun_tells_nothing() -> None:
    assert happening_of(word(tree("captured VERB amod 2 capture VBN\ntanks NOUN root 0 tank NNS"), "captured"), LEXICON) is None


@pytest.mark.parametrize(
    ("row", "holds"),
    [
        ("villagers NOUN obj 1 villager NNS", True),
        ("them PRON obj 1", True),
        ("nine NUM obj 1", True),
        ("rifles NOUN obj 1 rifle NNS", False),
    ],
)
def test_someone_is_a_person_a_pronoun_or_a_number(row: str, holds: bool) -> None:
    doc = tree(f"freed VERB root 0 free VBD\n{row}")
    assert condition_holds(doc[0], "obj=someone", LEXICON) is holds
