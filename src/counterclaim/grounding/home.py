"""Where a report speaks from: the country whose ministry is "the ministry" to its readers."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc, Token

from counterclaim.grounding.actors.names import NameIndex, load_parties
from counterclaim.grounding.actors.sides import Sides
from counterclaim.grounding.gazetteer import Gazetteer

DATELINE_ENDS = frozenset({"—", "–", "-", "--", ":", "("})
LONGEST_DATELINE = 14
"""Tokens before the dash, colon or bracket that ends a dateline."""
LONGEST_NAME = 3
"""Words of the longest place name that is tried."""


def home_country(doc: Doc, outlet: str | None, gazetteer: Gazetteer, names: NameIndex, sides: Sides) -> str | None:
    """The country that a report is written in, told by its dateline, else by a country or a place in its outlet's name.

    Args:
        doc: the parsed report.
        outlet: who published it.
        gazetteer: the index of places.
        names: the index of actors: "Siam", "Tajik" are in outlets' names as well as places.
        sides: whom the report is about; a place counts only in a country that it names, one in an outlet's name only in one that weighs
            as much as the lighter side.

    Returns:
        An alpha-3 code; None when nothing tells, or places in several countries are named.
    """
    weights = sides.acting
    about = {party for party, weight in weights.items() if weight >= min(weights[side] for side in sides.pair)}
    for words, counting in ((_dateline(doc), weights.keys()), (outlet.split() if outlet else [], about)):
        places = _countries(words, gazetteer, names, weights)
        if places:
            found = places & counting
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


def _countries(words: list[str], gazetteer: Gazetteer, names: NameIndex, weights: Mapping[str, int]) -> set[str]:
    """The countries of the places among runs of one to three words, longest first: "Mai" of "Chiang Mai" is none."""
    found, taken = set[str](), set[int]()
    for width in range(min(LONGEST_NAME, len(words)), 0, -1):
        for at in range(len(words) - width + 1):
            run = range(at, at + width)
            country = _country(words[at : at + width], gazetteer, names, weights) if taken.isdisjoint(run) else None
            if country is not None:
                found.add(country)
                taken.update(run)
    return found


def _country(words: list[str], gazetteer: Gazetteer, names: NameIndex, weights: Mapping[str, int]) -> str | None:
    name = " ".join(words)
    states = {e.party for e in names.bearers(name) if e.sector is None and e.how != "person" and e.party not in load_parties()}
    if len(states) == 1:
        return states.pop()
    candidates = [c for c in gazetteer.find(name) if len(c.countries) == 1]
    if not candidates:
        return None
    best = max(candidates, key=lambda c: (weights.get(c.country, 0) > 0, c.population or 0))
    return best.country
