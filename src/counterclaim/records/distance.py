"""Distances on the earth, and how far places reach."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Protocol

from counterclaim.records.words import PlacePrecision

EARTH_KM = 6371.0
"""Mean radius."""
EXTENT_KM: Mapping[PlacePrecision, float] = {
    PlacePrecision.SETTLEMENT: 6,
    PlacePrecision.DISTRICT: 30,
    PlacePrecision.CORRIDOR: 50,
    PlacePrecision.BORDER: 120,
    PlacePrecision.REGION: 120,
    PlacePrecision.COUNTRY: 500,
}
"""How far from its point a place of each sort may reach, in kilometres."""


def km_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres between two points in degrees, on a sphere (haversine)."""
    phi, psi = math.radians(lat), math.radians(other_lat)
    a = math.sin((psi - phi) / 2) ** 2 + math.cos(phi) * math.cos(psi) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(a)))


class Located(Protocol):
    """A place, as far as distances go."""

    @property
    def lat(self) -> float | None:
        """Degrees north."""

    @property
    def lon(self) -> float | None:
        """Degrees east."""

    @property
    def precision(self) -> PlacePrecision:
        """What sort of extent it has."""


def gap_km(one: Located, other: Located) -> float | None:
    """Kilometres between the edges of what two places may cover, below zero where these overlap; None where coordinates are unknown."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return km_between(one.lat, one.lon, other.lat, other.lon) - EXTENT_KM[one.precision] - EXTENT_KM[other.precision]
