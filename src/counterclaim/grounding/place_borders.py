"""Borders named by the countries that they part: "the Armenian-Azerbaijani border", "their joint border", "the border with X"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterclaim.grounding.country_words import load_country_words
from counterclaim.grounding.gazetteer import Candidate, Gazetteer
from counterclaim.grounding.place_reading import JOINERS, Reading
from counterclaim.grounding.placenames import fold
from counterclaim.grounding.placewords import load_placewords
from counterclaim.records.words import PlacePrecision

REACH = 8
"""Tokens looked at on either side of the word "border"."""
LONGEST_COUNTRY = 5
LEADING = 2
"""How many countries a story must be about for "the border" to be theirs."""


@dataclass(frozen=True, slots=True)
class BorderSighting:
    """A border in the text: tokens `[start, end)`, the token of the word itself, the countries it parts as far as told, and
    whether the text names them or they are taken from the story."""

    start: int
    end: int
    head: int
    countries: frozenset[str]
    told: bool


@dataclass(frozen=True, slots=True)
class CountryTokens:
    """Which tokens name a country or its people: the code by token, and how often each code goes by each folded name."""

    at: Mapping[int, str]
    counts: Mapping[str, Mapping[str, int]]

    def shares(self, without: str = "") -> dict[str, float]:
        """Weight of each country by how often it is named, 1 for the most frequent; mentions by the name `without` left out."""
        totals = {code: sum(n for key, n in names.items() if key != without) for code, names in self.counts.items()}
        most = max(totals.values(), default=0)
        return {code: n / most for code, n in totals.items() if n}


def mark_countries(reading: Reading, gazetteer: Gazetteer) -> CountryTokens:
    """Finds the names of countries and of their people, longest first."""
    at: dict[int, str] = {}
    counts: dict[str, dict[str, int]] = {}
    for i in range(len(reading)):
        if not reading.capital[i] or i in at:
            continue
        for end in range(min(len(reading), i + LONGEST_COUNTRY), i, -1):
            if not reading.capital[end - 1] or any(reading.starts[k] for k in range(i + 1, end)):
                continue
            text = reading.phrase(i, end)
            code = _country_of(text, gazetteer)
            if code:
                at.update(dict.fromkeys(range(i, end), code))
                names = counts.setdefault(code, {})
                names[fold(text)] = names.get(fold(text), 0) + 1
                break
    return CountryTokens(at, counts)


def _country_of(text: str, gazetteer: Gazetteer) -> str | None:
    code = load_country_words().demonyms.get(fold(text))
    return code or next((c.country for c in gazetteer.find(text) if c.precision is PlacePrecision.COUNTRY), None)


def border_sightings(reading: Reading, countries: CountryTokens, story: Mapping[str, float]) -> list[BorderSighting]:
    """Every border of the text that is a place of its own ("border clashes" and "border guards" are not)."""
    words = load_placewords()
    found: list[BorderSighting] = []
    for i, word in enumerate(reading.folded):
        if word in words.borderline and reading.deps[i] not in {"compound", "amod"} and not reading.verbal[i]:
            sighting = _read_border(reading, i, countries.at, story)
            if sighting:
                found.append(sighting)
    return found


def _read_border(reading: Reading, i: int, countries: Mapping[int, str], story: Mapping[str, float]) -> BorderSighting | None:
    before, start = _countries_before(reading, i, countries)
    after, end = _countries_after(reading, i, countries)
    told = before | after
    if len(told) > LEADING or (not told and _other_border(reading, i, start)):
        return None
    if len(told) == LEADING:
        return BorderSighting(start, end, i, told, told=True)
    pair = told | _partner(told, story)
    return BorderSighting(start, end, i, pair if len(pair) == LEADING else told, told=False)


def _other_border(reading: Reading, i: int, start: int) -> bool:
    """Whether the word has a proper name of its own before it ("the Durand border")."""
    return i > 0 and start == i and reading.proper[i - 1]


def _countries_before(reading: Reading, i: int, countries: Mapping[int, str]) -> tuple[frozenset[str], int]:
    """Countries joined to the word on its left, and the first token of the phrase."""
    shared = load_placewords().shared
    found = set[str]()
    start = i
    for k in range(i - 1, max(-1, i - REACH), -1):
        code = countries.get(k)
        if code and len(found | {code}) <= LEADING:
            found.add(code)
            start = k
        elif reading.folded[k] in shared:
            start = k
        elif not (reading.words[k] in JOINERS or reading.folded[k] == "and") or reading.starts[k + 1]:
            break
    return frozenset(found), start


def _countries_after(reading: Reading, i: int, countries: Mapping[int, str]) -> tuple[frozenset[str], int]:
    """Countries of "between A and B" and "with B" on its right, and the end of the phrase."""
    if i + 1 >= len(reading) or reading.folded[i + 1] not in {"between", "with", "of"}:
        return frozenset(), i + 1
    found = set[str]()
    end, wanted = i + 1, LEADING if reading.folded[i + 1] == "between" else 1
    for k in range(i + 2, min(len(reading), i + 2 + REACH)):
        code = countries.get(k)
        if reading.starts[k] or (len(found) == wanted and code not in found):
            break
        if code:
            found.add(code)
            end = k + 1
    return (frozenset(found), end) if found else (frozenset(), i + 1)


def _partner(told: frozenset[str], story: Mapping[str, float]) -> frozenset[str]:
    """The countries that the story is about, where they are just two (or one beside the one told)."""
    leading = sorted((c for c in story if c not in told), key=lambda c: -story[c])
    wanted = LEADING - len(told)
    clear = len(leading) <= wanted or story[leading[wanted - 1]] > 2 * story[leading[wanted]]
    return frozenset(leading[:wanted]) if clear else frozenset()


def border_name(sighting: BorderSighting, line: Candidate | None, reading: Reading, gazetteer: Gazetteer) -> str:
    """What to call it: as the text does if that names the countries, else as the table does, else by the countries."""
    if sighting.told:
        return reading.phrase(sighting.start, sighting.end)
    if line:
        return line.name
    if len(sighting.countries) == LEADING:
        known = gazetteer.countries()
        return "–".join(sorted(known[c].name if c in known else c for c in sighting.countries)) + " border"
    return reading.phrase(sighting.start, sighting.end)
