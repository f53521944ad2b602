"""What a report is about, coarsely: the names and the figures in its text, outside its first words of sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FIGURE = re.compile(r"(?<!\w)\d+(?:[.,:]\d+)*(?!\w)")
_CAPITALISED = re.compile(r"\b[A-Z\u00c0-\u024f\u0370-\u052f\u1e00-\u1eff]\w*")
_WITHIN = re.compile(rf"(?:(?<=[\w,;’'] )|(?<=[-–—/(])){_CAPITALISED.pattern}")
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december jan feb mar apr jun jul aug sept sep oct nov dec".split()
)


@dataclass(frozen=True)
class Named:
    """Words that stay the same however a story is told.

    Attributes:
        names: capitalised words that stand within a sentence, in lower case, days and months left out.
        capitals: all capitalised words, in lower case; some are names, some only begin a sentence.
        figures: numbers in digits.
    """

    names: frozenset[str]
    capitals: frozenset[str]
    figures: frozenset[str]


def named_in(text: str) -> Named:
    """The names and figures of a text. The first line, mostly a headline with capitals of its own, is left out if more follows."""
    _, _, body = text.partition("\n")
    body = body if body.strip() else text
    names, capitals = (
        frozenset(word.casefold() for word in pattern.findall(body) if word[0].isupper()) - _CALENDAR for pattern in (_WITHIN, _CAPITALISED)
    )
    return Named(names, capitals, frozenset(_FIGURE.findall(body)))


def shared_names(one: Named, other: Named) -> frozenset[str]:
    """Names of either that the other has too, be it as the first word of a sentence."""
    return (one.names & other.capitals) | (other.names & one.capitals)


def story_share(one: Named, other: Named) -> float:
    """How many of the names of the report with fewer both share, 0 to 1; 0 if one names nothing."""
    fewer = min(len(one.names), len(other.names))
    return min(1.0, len(shared_names(one, other)) / fewer) if fewer else 0.0


def kept(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the smaller of two sets is in the other, 0 to 1; 0 if one is empty."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0
