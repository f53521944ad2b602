"""Lemmas of the lexicon's words, whatever the engine guesses."""

from __future__ import annotations

import pytest

from counterclaim.claims.wordforms import lemma_of
from trees_by_hand import tree, word


@pytest.mark.parametrize(
    ("form", "guess", "lemma"),
    [
        ("liquidated", "liquida", "liquidate"),
        ("fled", "flead", "flee"),
        ("dug", "d", "dig"),
        ("repelled", "repelle", "repel"),
        ("carries", "carries", "carry"),
        ("razing", "razing", "raze"),
        ("waltzed", "waltz", "waltz"),
    ],
)
def test_verb(form: str, guess: str, lemma: str) -> None:
    assert lemma_of(word(tree(f"{form} VERB root 0 {guess}"), form)) == lemma


@pytest.mark.parametrize(
    ("form", "guess", "lemma"), [("Fighting", "fight", "fighting"), ("killings", "kill", "killing"), ("posts", "post", "post")]
)
def test_noun(form: str, guess: str, lemma: str) -> None:
    assert lemma_of(word(tree(f"{form} NOUN root 0 {guess}"), form)) == lemma
