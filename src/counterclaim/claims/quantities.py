"""Counts of people: digits and words, ranges, bounds. "At least five" is low 5 and nothing else; "dozens" is no number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.syntax import children

DIGITS = re.compile(r"^\d{1,3}(?:[,.\u00a0 ]\d{3})+$|^\d+$")
DECIMAL = re.compile(r"^\d+\.\d{1,2}$")
MULTIPLIERS = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
VAGUE = frozenset(
    {"several", "some", "many", "few", "dozens", "scores", "hundreds", "thousands", "numerous", "tens", "multiple", "various"}
)
ARTICLES = frozenset({"a", "an", "no", "none", "nobody", "zero", "both"})
RANGE_MARKS = frozenset({"to", "-", "–", "or"})
FRACTIONS = {("half", "a"): 0.5, ("a", "quarter", "of", "a"): 0.25, ("quarter", "of", "a"): 0.25}
"""Words before a multiplier that take a share of it: "half a million"."""
QUANTIFYING = ("nummod", "det", "amod", "advmod", "compound", "nmod", "case")
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
    beside = [c for c in children(noun, *QUANTIFYING) if c.i < noun.i or c.dep_ == "nummod"]
    numerals = [c for c in beside if c.dep_ != "case" and _numeral(doc, c.i, lexicon)]
    if numerals:
        before = [c for c in numerals if c.i < noun.i]
        if not before and noun.i > noun.sent.start and _numeral(doc, noun.i - 1, lexicon):
            before = [doc[noun.i - 1]]  # "35 killed, fifteen of them women"
        return _read((before or numerals)[-1], noun, lexicon)
    if noun.i > noun.sent.start and noun.pos_ in ("NOUN", "PROPN") and _numeral(doc, noun.i - 1, lexicon):
        return _read(doc[noun.i - 1], noun, lexicon)
    if noun.pos_ == "NUM" and _numeral(doc, noun.i, lexicon):
        return _read(noun, noun, lexicon)  # "some 300"
    vague = next((c for c in beside if c.lower_ in VAGUE), None)
    if vague is not None:
        return Count(None, None, None, vague.i, noun.i + 1)
    if _numeral(doc, noun.i, lexicon):
        return _read(noun, noun, lexicon)
    if noun.lower_ in VAGUE:
        return Count(None, None, None, noun.i, noun.i + 1)
    exact = next((t for t in (*beside, noun) if t.lower_ in ARTICLES and t.lower_ in lexicon.numbers), None)
    if exact is None:
        return None
    low, best, high = lexicon.numbers[exact.lower_]
    return Count(low, best, high, exact.i, max(exact.i, noun.i) + 1)


def is_numeral(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is a written number, or a part of one; articles and vague words are not."""
    return _numeral(token.doc, token.i, lexicon)


def _numeral(doc: Doc, at: int, lexicon: Lexicon) -> bool:
    """Whether a token is part of a written number; articles and vague words are not."""
    word = doc[at].lower_
    known = word in MULTIPLIERS or (word in lexicon.numbers and word not in VAGUE | ARTICLES)
    return known or bool(DIGITS.match(word)) or bool(DECIMAL.match(word))


def _read(numeral: Token, noun: Token, lexicon: Lexicon) -> Count:
    """Read the number around a numeral: extended over its neighbours, with the other end of a range and the bound."""
    doc = noun.doc
    start, end = _extend(doc, numeral.i, lexicon)
    stop = max(end, noun.i + 1) if noun.i - end < LONGEST_BOUND + 2 else end
    value = _compute(doc, start, end, lexicon)
    if value is None or (start > 0 and doc[start - 1].lower_ in VAGUE - {"some"}):
        return Count(None, None, None, start, stop)
    if end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].lower_ == "odd":
        return Count(None, None, None, start, max(stop, end + 2))
    share = next((f for f in FRACTIONS if _precedes(doc, start, f)), None)
    if share is not None:
        start, value = start - len(share), int(value * FRACTIONS[share])
    below, above = _range_low(doc, start, lexicon), _range_high(doc, end, lexicon)
    if below is not None and below[0] < value:  # "July 3 - One soldier …" is no range
        return Count(below[0], None, value, below[1], stop)
    if above is not None and above[0] > value:
        return Count(value, None, above[0], start, max(stop, above[1]))
    bound, bound_start = _bound(doc, start, lexicon)
    shaped = {"low": (value, None, None), "above": (value, None, None), "high": (None, None, value), "below": (None, None, value)}
    low, best, high = shaped.get(bound, (value, value, value))
    return Count(low, best, high, bound_start, stop)


def _precedes(doc: Doc, at: int, words: tuple[str, ...]) -> bool:
    """Whether some words stand right before a token."""
    return at >= len(words) and tuple(t.lower_ for t in doc[at - len(words) : at]) == words


def _extend(doc: Doc, at: int, lexicon: Lexicon) -> tuple[int, int]:
    """The run of numerals around one: "twenty-two", "one hundred and five", but not over the mark of a range."""
    start, end = at, at + 1
    while start > 0 and (step := _joins(doc, start - 1, -1, lexicon)):
        start -= step
    while end < len(doc) and (step := _joins(doc, end, 1, lexicon)):
        end += step
    return start, end


def _joins(doc: Doc, at: int, way: int, lexicon: Lexicon) -> int:
    """How many tokens from `at` on, in a direction, belong to the number on the other side; 0 for none."""
    if _numeral(doc, at, lexicon):
        return 1
    beyond = at + way
    if not 0 <= beyond < len(doc) or not _numeral(doc, beyond, lexicon):
        return 0
    left, right = sorted((beyond, at - way))
    if doc[at].text == "-" and not doc[left].text.isdigit() and not doc[right].text.isdigit():
        return 2
    return 2 if doc[at].lower_ == "and" and doc[left].lower_ in ("hundred", "thousand") else 0


def _compute(doc: Doc, start: int, end: int, lexicon: Lexicon) -> int | None:
    total, current, seen = 0.0, 0.0, False
    for token in doc[start:end]:
        word = token.lower_
        if word in ("-", "and"):
            continue
        if word in MULTIPLIERS:
            current = max(current, 1) * MULTIPLIERS[word]
            if MULTIPLIERS[word] >= 1000:
                total, current = total + current, 0
        elif DECIMAL.match(word):
            current += float(word)
        elif DIGITS.match(word):
            current += int(re.sub(r"\D", "", word))
        elif (value := lexicon.numbers[word][1]) is not None:
            current += value
        else:
            return None
        seen = True
    whole = total + current
    return int(whole) if seen and whole == int(whole) else None


def _range_low(doc: Doc, start: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """ "10 to 15", "10-15", "between 10 and 15": the lower number and where it starts, given where the upper one starts."""
    if start < 2 or not _numeral(doc, start - 2, lexicon) or not _is_range_mark(doc, start - 1):
        return None
    low_start, low_end = _extend(doc, start - 2, lexicon)
    value = _compute(doc, low_start, low_end, lexicon) if low_end == start - 1 else None
    return (value, low_start) if value is not None else None


def _range_high(doc: Doc, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The upper number of a range and where it ends, given where the lower one ends."""
    if end + 1 >= len(doc) or not _numeral(doc, end + 1, lexicon) or not _is_range_mark(doc, end):
        return None
    high_start, high_end = _extend(doc, end + 1, lexicon)
    value = _compute(doc, high_start, high_end, lexicon) if high_start == end + 1 else None
    return (value, high_end) if value is not None else None


def _is_range_mark(doc: Doc, at: int) -> bool:
    if doc[at].lower_ == "and":
        return at >= 2 and doc[at - 2].lower_ == "between"
    return doc[at].lower_ in RANGE_MARKS


def _bound(doc: Doc, start: int, lexicon: Lexicon) -> tuple[str, int]:
    """The bound before a number ("more than a dozen"), and where the whole starts."""
    before = start - 1 if start > 0 and doc[start - 1].lower_ in ("a", "an") else start
    for width in range(LONGEST_BOUND, 0, -1):
        if before >= width:
            phrase = " ".join(t.lower_ for t in doc[before - width : before])
            if phrase in lexicon.bounds:
                return lexicon.bounds[phrase], before - width
    return "", start
