"""Numbers told of a count: "raised the number of dead guards to three", "puts its dead at 62", "the toll has reached 40"."""

from __future__ import annotations

from spacy.tokens import Token

from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.quantities import count_of, is_numeral
from counterclaim.claims.syntax import children, obliques, relation
from counterclaim.claims.wordforms import lemma_of

TALLIES = frozenset({"number", "count", "tally", "total", "figure", "toll"})
TALLYING = frozenset(
    {"put", "set", "place", "bring", "raise", "rise", "stand", "climb", "reach", "total", "estimate", "give", "revise", "cut", "lower"}
    | {
        "increase",
        "jump",
        "grow",
        "reckon",
        "correct",
        "number",
        "go",
        "mount",
        "drop",
        "fall",
        "reduce",
        "list",
        "record",
        "keep",
        "leave",
    }
)
"""Verbs that give a count its number."""
SETTING = frozenset({"put", "set", "place", "estimate", "reckon", "number", "give", "list", "total"})
"""Those of them that take the people themselves ("put its dead at three")."""
HIGHEST = 3
"""Steps from a word of harm up to the noun for the count."""


def tally_of(word: Token, lexicon: Lexicon) -> Token | None:
    """The number of a count that a word of harm belongs to; None if it belongs to none or none is told.

    Args:
        word: "dead" of "the number of dead", "killed" of "the number of persons killed", "toll".
        lexicon: the numbers.
    """
    noun, counts = _counted(word)
    if not counts and word.pos_ not in ("NOUN", "ADJ"):
        return None
    verb = noun.head
    if verb == noun or lemma_of(verb) not in (TALLYING if counts else SETTING):
        told = obliques(noun, "to", "at") if counts else []
    else:
        told = obliques(verb, "to", "at", "as") or (obliques(noun, "to", "at") if noun != word or counts else [])
        told = told or [c for c in children(verb, "obj", "nsubj") if c != noun and c.pos_ == "NUM"]
    numbers = [t for t in told if t.pos_ == "NUM" and is_numeral(t, lexicon) and count_of(t, lexicon) is not None]
    return min(numbers, key=lambda t: t.i, default=None)


def _counted(word: Token) -> tuple[Token, bool]:
    """The noun for the count, or the word itself; and whether it is such a noun."""
    at = word
    for _ in range(HIGHEST):
        if lemma_of(at) in TALLIES:
            return at, True
        if relation(at) not in ("nmod", "amod", "acl", "obl", "compound") or at.head.pos_ not in ("NOUN", "PROPN"):
            break
        at = at.head
    if lemma_of(at) in TALLIES:
        return at, True
    return word, False
