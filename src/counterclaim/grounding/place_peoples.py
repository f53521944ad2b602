"""The lands that names of peoples and their adjectives stand for: "Russian", "the Scots", "Texans", "European".

They are actors and never the place of an event, so that the mentions made of them act.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from counterclaim.grounding.country_words import load_country_words
from counterclaim.grounding.gazetteer import Candidate, Gazetteer
from counterclaim.grounding.place_reading import Reading
from counterclaim.grounding.placenames import fold
from counterclaim.grounding.placewords import KNOWLEDGE, read_rows
from counterclaim.records.words import PlacePrecision

LONGEST = 3
"""Tokens in the longest names of peoples."""
BROAD = frozenset({PlacePrecision.COUNTRY, PlacePrecision.REGION})


@dataclass(frozen=True, slots=True)
class PeopleSighting:
    """Tokens `[start, end)` that name a people, and the land it is of."""

    start: int
    end: int
    land: Candidate


@lru_cache(maxsize=1)
def load_peoples() -> Mapping[str, tuple[str, str]]:
    """Folded names of peoples and adjectives to the name of their land and its alpha-3 code; the name is "" for the country itself,
    the code "" for what is in none or in several.

    Raises:
        ResourceError: a knowledge file is missing or broken.
    """
    nations = {word: ("", code) for word, code in load_country_words().demonyms.items()}
    parts = {fold(r["word"]): (r["place"], r["country"]) for r in read_rows(KNOWLEDGE / "peoples.csv", ("word", "place", "country"))}
    return nations | parts


def land_of(name: str, gazetteer: Gazetteer) -> Candidate | None:
    """The land of a people by its folded name; None for what names no people, or a land that the index lacks."""
    called = load_peoples().get(name)
    if called is None:
        return None
    place, code = called
    if not place:
        return gazetteer.countries().get(code)
    fits = [c for c in gazetteer.find(place) if c.located and (code in c.countries if code else c.precision in BROAD)]
    return max(fits, key=lambda c: (fold(c.name) == fold(place), c.listed, c.precision in BROAD, c.population or 0), default=None)


def people_at(reading: Reading, start: int) -> int | None:
    """Where the longest name of a people ends that begins at a token; None where none does."""
    if not reading.capital[start]:
        return None
    peoples = load_peoples()
    for end in range(min(len(reading), start + LONGEST), start, -1):
        if not reading.capital[end - 1]:
            continue
        name = reading.folded[start] if end == start + 1 else fold(reading.phrase(start, end))
        if name in peoples and not any(reading.starts[start + 1 : end]):
            return end
    return None


def people_sightings(reading: Reading, gazetteer: Gazetteer, covered: set[int]) -> Iterator[PeopleSighting]:
    """The peoples that a text names, longest names first, none on the tokens in `covered`."""
    after = 0
    for i in range(len(reading)):
        end = people_at(reading, i) if i >= after else None
        if end is None or any(k in covered for k in range(i, end)):
            continue
        after = end
        land = land_of(fold(reading.phrase(i, end)), gazetteer)
        if land:
            yield PeopleSighting(i, end, land)
