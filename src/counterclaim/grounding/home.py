"""Where a report speaks from: the country whose ministry is "the ministry" to its readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token

from counterclaim.grounding.gazetteer import Gazetteer

DATELINE_ENDS = frozenset({"—", "–", "-", "--", ":", "("})
LONGEST_DATELINE = 14
"""Tokens before the dash, colon or bracket that ends a dateline."""
LONGEST_NAME = 3
"""Words of the longest place name that is tried."""


def home_country(doc: Doc, outlet: str | None, gazetteer: Gazetteer, weights: Mapping[str, int]) -> str | None:
    """The country that a report is written in, told by its dateline, else by a place in its outlet's name.

    Args:
        doc: the parsed report.
        outlet: who published it.
        gazetteer: the index of places.
        weights: how much the report is about each party; a place counts only in a country that the report names.

    Returns:
        An alpha-3 code; None when nothing tells, or places in several countries are named.
    """
    for words in (_dateline(doc), outlet.split() if outlet else []):
        places = {country for name in _names(words) if (country := _country(name, gazetteer, weights)) is not None}
        found = places & weights.keys()
        if places:
            return found.pop() if len(found) == 1 else None
    return None


def _dateline(doc: Doc) -> list[str]:
    """Words in capitals that open the first paragraph below the title, up to the mark that ends a dateline."""
    start = next((t.i + 1 for t in doc if _ends_title(t)), 0)
    opening = [t for t in doc[start : start + LONGEST_DATELINE] if not t.is_space]
    end = next((k for k, t in enumerate(opening) if t.text in DATELINE_ENDS), 0)
    words = [t.text for t in opening[:end] if t.is_alpha or "-" in t.text or "'" in t.text]
    return words if words and words[0].isupper() and len(words[0]) > 1 else []


def _ends_title(token: Token) -> bool:
    return "\n\n" in token.text or "\n\n" in token.whitespace_


def _names(words: list[str]) -> Iterator[list[str]]:
    """Every run of one to three words, longest first, without overlap of those that are places."""
    for width in range(min(LONGEST_NAME, len(words)), 0, -1):
        for at in range(len(words) - width + 1):
            yield words[at : at + width]


def _country(words: list[str], gazetteer: Gazetteer, weights: Mapping[str, int]) -> str | None:
    candidates = [c for c in gazetteer.find(" ".join(words)) if len(c.countries) == 1]
    if not candidates:
        return None
    best = max(candidates, key=lambda c: (weights.get(c.country, 0) > 0, c.population or 0))
    return best.country
