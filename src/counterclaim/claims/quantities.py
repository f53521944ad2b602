"""Counts of people: digits and words, ranges, bounds. "At least five" is low 5 and nothing else; "dozens" is no number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.syntax import children

DIGITS = re.compile(r"^\d{1,3}(?:[,.\u00a0 ]\d{3})+$|^\d+$")
MULTIPLIERS = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
VAGUE = frozenset({"several", "some", "many", "few", "dozens", "scores", "hundreds", "thousands", "numerous"})
LONGEST_BOUND = 3
"""Words of the longest entry in `bounds.csv`."""


@dataclass(frozen=True, slots=True)
class Count:
    """A count with its bounds; all None for "several". `start` and `end` are token indices, end exclusive."""

    low: int | None
    best: int | None
    high: int | None
    start: int
    end: int


def count_of(noun: Token, lexicon: Lexicon) -> Count | None:
    """The count that a noun phrase states, or None if it states none ("soldiers were killed").

    Looks at numerals on the noun, at a noun that is itself a numeral ("one killed", "three of its men"), at "no" and "a".
    """
    doc = noun.doc
    for child in children(noun, "nummod", "det", "amod", "advmod", "compound"):
        if _value_at(doc, child.i, lexicon) is not None and (child.dep_ != "det" or child.lower_ in ("a", "an", "no", "both")):
            return _read(doc, child.i, lexicon, noun)
    if _is_number(noun.lower_, lexicon):
        return _read(doc, noun.i, lexicon, noun)
    for child in children(noun, "nummod", "det", "amod"):
        if child.lower_ in VAGUE:
            return Count(None, None, None, child.i, noun.i + 1)
    return None


def _is_number(word: str, lexicon: Lexicon) -> bool:
    return bool(DIGITS.match(word)) or word in lexicon.numbers or word in MULTIPLIERS


def _value_at(doc: Doc, at: int, lexicon: Lexicon) -> int | None:
    word = doc[at].lower_
    if DIGITS.match(word):
        return int(re.sub(r"\D", "", word))
    if word in lexicon.numbers:
        return lexicon.numbers[word][1]
    return MULTIPLIERS.get(word)


def _read(doc: Doc, at: int, lexicon: Lexicon, noun: Token) -> Count | None:
    """Read the number around token `at`: extended over its neighbours, with range and bound."""
    start, end = _extend(doc, at, lexicon)
    value = _compute(doc, start, end, lexicon)
    if value is None:
        return Count(None, None, None, start, max(end, noun.i + 1))
    stop = max(end, noun.i + 1) if noun.i - end < LONGEST_BOUND + 2 else end
    low_end = _range_low(doc, start, lexicon)
    if low_end is not None:
        low, low_start = low_end
        return Count(low, None, value, low_start, stop)
    bound, bound_start = _bound(doc, start, lexicon)
    shaped = {
        "low": (value, None, None),
        "above": (value, None, None),
        "high": (None, None, value),
        "below": (None, None, value),
        "about": (value, value, value),
        "": (value, value, value),
    }[bound]
    return Count(*shaped, bound_start, stop)


def _extend(doc: Doc, at: int, lexicon: Lexicon) -> tuple[int, int]:
    start, end = at, at + 1
    articles = ("a", "an", "no", "both", "none")
    while (
        start > 0
        and doc[start].lower_ not in articles
        and (
            _numeral(doc, start - 1, lexicon)
            or doc[start - 1].text == "-"
            and start > 1
            and _numeral(doc, start - 2, lexicon)
            and not doc[start].text.isdigit()
        )
    ):
        start -= 1
    while end < len(doc) and (
        _numeral(doc, end, lexicon)
        or doc[end].text == "-"
        and end + 1 < len(doc)
        and _numeral(doc, end + 1, lexicon)
        and not doc[end + 1].text.isdigit()
    ):
        end += 1
    return start, end


def _numeral(doc: Doc, at: int, lexicon: Lexicon) -> bool:
    word = doc[at].lower_
    return (
        (bool(DIGITS.match(word)) or word in MULTIPLIERS or word in lexicon.numbers)
        and word not in VAGUE
        and word not in ("no", "both", "none", "a", "an")
    )


def _compute(doc: Doc, start: int, end: int, lexicon: Lexicon) -> int | None:
    total, current, seen = 0, 0, False
    for token in doc[start:end]:
        word = token.lower_
        if word == "-":
            continue
        if word in VAGUE:
            return None
        if word in MULTIPLIERS:
            current = max(current, 1) * MULTIPLIERS[word]
            if MULTIPLIERS[word] >= 1000:
                total, current = total + current, 0
            seen = True
            continue
        value = _value_at(doc, token.i, lexicon)
        if value is None:
            return None
        current, seen = current + value, True
    return total + current if seen else None


def _range_low(doc: Doc, start: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """ "10 to 15", "10-15", "between 10 and 15": the lower number and where it starts."""
    if start < 2 or doc[start - 1].lower_ not in ("to", "-", "–", "and", "or"):
        return None
    if doc[start - 1].lower_ == "and" and not (start >= 3 and doc[start - 3].lower_ == "between"):
        return None
    low_start, low_end = _extend(doc, start - 2, lexicon)
    if low_end != start - 1 or not _numeral(doc, start - 2, lexicon):
        return None
    value = _compute(doc, low_start, low_end, lexicon)
    return (value, low_start) if value is not None else None


def _bound(doc: Doc, start: int, lexicon: Lexicon) -> tuple[str, int]:
    for width in range(LONGEST_BOUND, 0, -1):
        if start >= width:
            phrase = " ".join(t.lower_ for t in doc[start - width : start])
            if phrase in lexicon.bounds:
                return lexicon.bounds[phrase], start - width
    return "", start
