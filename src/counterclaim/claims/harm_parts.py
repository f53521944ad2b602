"""Parts of a toll: "eight people, including four children", "ten injured, of which six servicemen", "three of them children"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.quantities import Count, count_of
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.drafts import DraftHarm, TokenRange
from counterclaim.records.words import Category

OPENING = frozenset({"including", "among", "of", "with"})
"""Words that open a part; all but the first before a pronoun that takes the whole up."""
TAKING_UP = frozenset({"them", "whom", "which", "these", "those"})
QUOTES = frozenset({'"', "\u201d"})
"""Marks at which a row of people ends, being said."""
LONGEST_PHRASE = 5
"""Tokens from a number to the noun that it counts."""
FURTHEST = 14
"""Tokens from a toll to what opens a part of it."""


def parts_of(harm: DraftHarm, doc: Doc, lexicon: Lexicon) -> Iterator[DraftHarm]:
    """The parts of some harm that its sentence counts apart, where they say what sort of people they are and the whole does not.

    Args:
        harm: the whole.
        doc: the parsed document.
        lexicon: the words for people.
    """
    if harm.high == 0 or harm.category not in (Category.UNKNOWN, Category.MILITARY):
        return
    end = doc[harm.tokens.end - 1].sent.end
    for at in range(harm.tokens.start, min(end, harm.tokens.end + FURTHEST)):
        begin = _opened(doc, at, end, harm.victims.i + 1 if harm.victims is not None else harm.tokens.end)
        if begin is None:
            continue
        for person, count in _people(doc, begin, end, lexicon):
            category = _category(person, lexicon)
            if category not in (Category.UNKNOWN, harm.category):
                tokens = TokenRange(min(count.start, person.i), max(count.end, person.i + 1))
                yield replace(harm, category=category, low=count.low, best=count.best, high=count.high, tokens=tokens, part=True)
        return


def opens_part(preposition: Token, pronoun: Token) -> bool:
    """ "Among them", "of whom"."""
    return preposition.lower_ in OPENING and pronoun.lower_ in TAKING_UP


def _opened(doc: Doc, at: int, end: int, told: int) -> int | None:
    """Where the people of a part begin, if a part is opened at a token: "including | two", "three | of them children"."""
    word = doc[at].lower_
    if word == "including":
        return at + 1
    if at + 1 >= end or not opens_part(doc[at], doc[at + 1]):
        return None
    if word == "of" and doc[at - 1].pos_ == "NUM":
        return at - 1 if at - 1 >= told else None
    return at + 2


def _people(doc: Doc, begin: int, end: int, lexicon: Lexicon) -> Iterator[tuple[Token, Count]]:
    """Counted words for people from a token on, as long as they are told in one row ("four children and one woman")."""
    last = begin
    counted: Count | None = None
    for at in range(begin, end):
        token = doc[at]
        if at - last > LONGEST_PHRASE or token.text in QUOTES or token.pos_ in ("VERB", "AUX") and token.tag_ != "VBN":
            return
        if token.pos_ == "NUM" or token.lower_ in ("a", "an"):
            counted = count_of(token, lexicon)
        if token.pos_ in ("NOUN", "PROPN") and lemma_of(token) in lexicon.victims:
            last, own = at, count_of(token, lexicon) or counted
            if own is not None:
                yield token, own
            counted = None


def _category(person: Token, lexicon: Lexicon) -> Category:
    return lexicon.victims.get(person.lower_) or lexicon.victims.get(lemma_of(person)) or Category.UNKNOWN
