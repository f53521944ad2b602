"""Distances on the earth."""

from __future__ import annotations

import math

EARTH_KM = 6371.0
"""Mean radius."""


def km_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres between two points in degrees, on a sphere (haversine)."""
    phi, psi = math.radians(lat), math.radians(other_lat)
    a = math.sin((psi - phi) / 2) ** 2 + math.cos(phi) * math.cos(psi) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(a)))
