"""Which incidents share a sheet of the map sketch, which stretch of the earth it shows, and where on it a place lies.

A sheet is drawn as a plane: kilometres east and north of its middle, by the length of a degree there. Over the few hundred kilometres of
a sheet that is off by less than the points are wide.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.records.distance import EARTH_KM, EXTENT_KM, km_between
from counterclaim.records.incidents import Incident
from counterclaim.records.models import Place
from counterclaim.records.words import PlacePrecision

DEGREE_KM = math.radians(1) * EARTH_KM
"""Length of a degree of latitude."""
SHEET_KM = 300
"""Incidents further apart than this, with none between them, are on sheets of their own."""
LEAST_KM = 40
"""What a sheet shows at least from edge to edge."""
MARGIN = 1.15
WIDTH, LOWEST, HIGHEST = 640.0, 300.0, 480.0
"""Size of a sheet in units of its drawing; the height follows from what there is to show."""
SHARPEST_COS = 0.1
"""Near the poles a degree of longitude is not taken for less."""


@dataclass(frozen=True)
class Frame:
    """The stretch of the earth on a sheet: its middle in degrees, its size in units of the drawing, and units per kilometre."""

    lat: float
    lon: float
    width: float
    height: float
    scale: float

    def spot(self, lat: float, lon: float) -> tuple[float, float]:
        """Where on the sheet a place lies, from the upper left corner."""
        east, north = _km(self.lat, self.lon, lat, lon)
        return self.width / 2 + east * self.scale, self.height / 2 - north * self.scale

    def corners(self) -> tuple[float, float, float, float]:
        """South, west, north and east edge, in degrees; west or east lies beyond 180 where the sheet crosses the date line."""
        up = self.height / 2 / self.scale / DEGREE_KM
        aside = self.width / 2 / self.scale / (DEGREE_KM * _narrowing(self.lat))
        return self.lat - up, self.lon - aside, self.lat + up, self.lon + aside


@dataclass(frozen=True)
class Sheet:
    """Incidents near one another, in the order given, and the frame in which they are drawn."""

    incidents: tuple[Incident, ...]
    frame: Frame


def sheets_of(incidents: Iterable[Incident]) -> list[Sheet]:
    """The sheets on which the incidents are drawn, that with the most incidents first; those with no point of their own are left out."""
    groups = list[list[Incident]]()
    for incident in (i for i in incidents if is_drawn(i)):
        near = [group for group in groups if any(_apart(incident, other) <= SHEET_KM for other in group)]
        groups = [group for group in groups if group not in near] + [[*(i for group in near for i in group), incident]]
    order = {incident.id: number for number, incident in enumerate(i for group in groups for i in group)}
    ranked = sorted(groups, key=lambda group: (-len(group), order[group[0].id]))
    return [Sheet(tuple(group), frame_of([i.place for i in group if i.place is not None])) for group in ranked]


def is_drawn(incident: Incident) -> bool:
    """Whether the place of an incident is known, and more exactly than by country."""
    place = incident.place
    return place is not None and place.lat is not None and place.lon is not None and place.precision is not PlacePrecision.COUNTRY


def frame_of(places: Sequence[Place]) -> Frame:
    """A frame that holds all that some places, each with coordinates, may cover."""
    first = places[0]
    lat, lon = _degrees(first)
    spread = [(*_km(lat, lon, *_degrees(place)), EXTENT_KM[place.precision]) for place in places]
    west, east = min(x - reach for x, _, reach in spread), max(x + reach for x, _, reach in spread)
    south, north = min(y - reach for _, y, reach in spread), max(y + reach for _, y, reach in spread)
    wide, high = (max(LEAST_KM, span) * MARGIN for span in (east - west, north - south))
    height = min(max(WIDTH * high / wide, LOWEST), HIGHEST)
    middle_lat = lat + (south + north) / 2 / DEGREE_KM
    middle_lon = lon + (west + east) / 2 / (DEGREE_KM * _narrowing(lat))
    return Frame(middle_lat, middle_lon, WIDTH, height, min(WIDTH / wide, height / high))


def _degrees(place: Place) -> tuple[float, float]:
    if place.lat is None or place.lon is None:
        raise ValueError(f"{place.name} has no coordinates")
    return place.lat, place.lon


def _apart(one: Incident, other: Incident) -> float:
    if one.place is None or other.place is None:
        return math.inf
    return km_between(*_degrees(one.place), *_degrees(other.place))


def _km(lat: float, lon: float, to_lat: float, to_lon: float) -> tuple[float, float]:
    """Kilometres east and north from one place to another, the short way round."""
    turn = (to_lon - lon + 180) % 360 - 180
    return turn * DEGREE_KM * _narrowing(lat), (to_lat - lat) * DEGREE_KM


def _narrowing(lat: float) -> float:
    return max(math.cos(math.radians(lat)), SHARPEST_COS)
