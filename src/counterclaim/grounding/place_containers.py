"""What the text puts a place in: "X, in Y province", "X, Texas", "Y's X", "the Syrian city of X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.grounding.country_words import load_country_words
from counterclaim.grounding.gazetteer import Candidate, Gazetteer
from counterclaim.grounding.place_borders import CountryTokens
from counterclaim.grounding.place_reading import JOINERS, Reading
from counterclaim.grounding.place_recognition import Sighting
from counterclaim.grounding.placewords import PlaceWords, load_placewords
from counterclaim.records.words import PlacePrecision

GAP = 6
"""Most tokens between a place and the place said to contain it."""


def _links(seen: Sequence[Sighting], reading: Reading) -> Iterator[tuple[Sighting, Sighting]]:
    """Each place with another that the words between put it in."""
    words = load_placewords()
    for n, s in enumerate(seen):
        outer = seen[n + 1] if n + 1 < len(seen) else None
        if outer and reading.deps[outer.head] != "conj" and _inside_link(reading, s.end, outer.start, words):
            yield s, outer
        before = seen[n - 1] if n else None
        if before and _owner_link(reading, before.end, s.start, words):
            yield s, before


def containers(
    seen: Sequence[Sighting], reading: Reading, countries: CountryTokens, gazetteer: Gazetteer
) -> dict[str, tuple[Candidate, ...]]:
    """By folded name, what the places that the text says it lies in may be."""
    words = load_placewords()
    found: dict[str, list[Candidate]] = {}
    by_code = gazetteer.countries()
    for s, outer in _links(seen, reading):
        found.setdefault(s.key, []).extend(_coarse(outer.candidates))
    for s in seen:
        code = _adjective_before(reading, s.start, countries, words)
        if code and code in by_code and not any(c.country == code and c.precision is PlacePrecision.COUNTRY for c in s.candidates):
            found.setdefault(s.key, []).append(by_code[code])
    return {key: tuple(dict.fromkeys(candidates)) for key, candidates in found.items()}


def _coarse(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that can contain others; a region named like its chief town counts as the region."""
    coarse = [c for c in candidates if c.precision not in {PlacePrecision.SETTLEMENT, PlacePrecision.BORDER}]
    return coarse if coarse or len(candidates) > 1 else list(candidates)


def _inside_link(reading: Reading, start: int, end: int, words: PlaceWords) -> bool:
    """Whether the words between two names put the first into the second."""
    if not 0 < end - start <= GAP or any(reading.starts[start : end + 1]):
        return False
    between = range(start, end)
    if not all(_is_link(reading, k, words) for k in between):
        return False
    return reading.words[start] == "," or any(reading.folded[k] in words.containment for k in between)


def _is_link(reading: Reading, k: int, words: PlaceWords) -> bool:
    word = reading.folded[k]
    return (
        reading.words[k] == ","
        or word in words.containment
        or word in words.compass
        or word in words.control
        or word in words.types
        or word in {"part", "parts"}
        or reading.words[k] in JOINERS
        or reading.deps[k] in {"det", "amod"}
        or word in load_country_words().demonyms
    )


def _owner_link(reading: Reading, start: int, end: int, words: PlaceWords) -> bool:
    """Whether "'s" and words such as "northern", "city of" join an owner to the name behind it; or, without "'s", "Catatumbo
    village of San Pablo"."""
    if not 0 < end - start <= GAP or any(reading.starts[start : end + 1]):
        return False
    owned = reading.folded[start] in {"s", ""}
    if not owned and not (reading.folded[start] in words.types and reading.folded[end - 1] == "of"):
        return False
    return all(_is_link(reading, k, words) and reading.folded[k] != "in" and reading.words[k] != "," for k in range(start + 1, end))


def _adjective_before(reading: Reading, start: int, countries: CountryTokens, words: PlaceWords) -> str | None:
    """The country whose adjective stands before a name: "Indian-administered Kashmir", "the Syrian border town of X"."""
    if reading.starts[start]:
        return None
    for k in range(start - 1, max(-1, start - GAP), -1):
        if k in countries.at:
            return countries.at[k]
        word = reading.folded[k]
        fits = word in words.types or word in words.compass or word in words.control or word == "of" or reading.words[k] in JOINERS
        fits = fits or any(word.endswith(c) for c in words.control)
        if not fits or reading.starts[k]:
            return None
    return None
