"""Truces, deals and withdrawals that somebody commits himself to: by which words, and whether alone."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.syntax import children
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.words import Kind

UNDERTAKEN = frozenset({Kind.CEASEFIRE, Kind.WITHDRAWAL, Kind.PRISONER_EXCHANGE, Kind.AGREEMENT})
BY_ONE = frozenset({"declare", "announce", "proclaim", "order"})
"""Verbs by which one side makes a truce of its own, which the other has no part in."""
UNILATERAL = frozenset({"unilateral", "own"})
GOVERNORS = 4
"""Steps up the tree within which a trigger's governing verb stands."""


def is_undertaken(kind: Kind, trigger: Token, lexicon: Lexicon) -> bool:
    """Whether the verb of a happening makes it a commitment of its initiators ("agreed a truce", "remains committed to the truce")."""
    committing = lexicon.words["undertake"]
    governor = governor_of(trigger)
    return kind in UNDERTAKEN and any(lemma_of(t) in committing for t in (trigger, governor, *children(governor, "xcomp")))


def is_unilateral(kind: Kind, trigger: Token, initiators: Sequence[Token]) -> bool:
    """Whether one side makes a truce by itself: "declared a ceasefire", "its ceasefire", "a unilateral truce"."""
    if kind is not Kind.CEASEFIRE or len(initiators) > 1:
        return False
    own = any(lemma_of(c) in UNILATERAL or c.dep_ == "nmod:poss" and c.pos_ == "PRON" for c in trigger.children)
    return own or bool(initiators) and any(lemma_of(t) in BY_ONE for t in (trigger, governor_of(trigger)))


def governor_of(token: Token) -> Token:
    """The verb that governs a trigger, through coordination and infinitives ("agreed to order a truce")."""
    at = token
    for _ in range(GOVERNORS):
        if at.head == at:
            break
        at = at.head
        if at.pos_ == "VERB" and at.dep_ != "xcomp":
            break
    return at
