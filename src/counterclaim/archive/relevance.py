"""A cheap look at a text: does it tell of armed conflict at all? Words with weights, added up where they stand close together.

The weights are lines of `data/relevance.csv`, made by `python -m counterclaim.evaluation.reports.relevance`. Names are not among
them: the next war has others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from counterclaim.tables import read_table

WINDOW = 200
"""Words looked at together, so that one paragraph on shelling is not drowned in a long page."""
LEAST = 50
"""Fewer words than this at the end of a text are no window of their own."""
BASE = ""
"""In place of a word: what every window has."""
THRESHOLD = -1.0
"""Logarithm of odds. All reports written for training pass, each by weights learned without its folder; at 0 one in a hundred would not."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def relevance(text: str) -> float:
    """How likely a text tells of armed conflict, as the logarithm of odds: that of the window that looks most like it."""
    weights = load_weights()
    return max(score(words, weights) for words in windows(text.lower()))


def score(words: frozenset[str], weights: Mapping[str, float]) -> float:
    """The score of one window."""
    return weights[BASE] + sum(weights[word] for word in words & weights.keys())


def windows(text: str) -> Iterator[frozenset[str]]:
    """The words of each window of a text, at least one window; each word once."""
    words = _WORD.findall(text)
    for start in range(0, max(len(words), 1), WINDOW):
        if start == 0 or len(words) - start >= LEAST:
            yield frozenset(words[start : start + WINDOW])


@cache
def load_weights() -> Mapping[str, float]:
    """The weights by word. Raises ResourceError when the table is missing."""
    return {line["word"]: float(line["weight"]) for line in read_table("counterclaim.archive.data", "relevance.csv")}
