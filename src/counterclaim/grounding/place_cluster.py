"""Where the places of one report lie together: how well each thing that a name may mean fits among what the others may mean.

"Mansfield", "Newark" and "Richland County" are each found in many lands, all three of them only in Ohio. So every name lends
weight to the spots of all its candidates, as likely as they are, and a candidate is supported by how near the others come.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from counterclaim.grounding.gazetteer import Candidate
from counterclaim.records.distance import EARTH_KM
from counterclaim.records.words import PlacePrecision

Floats = NDArray[np.float64]
NEAR_KM = 60.0
"""Distance at which closeness has fallen to 1/e, for places of one neighbourhood."""
ZONE_KM = 300.0
"""The same for places of one conflict zone or state."""
WIDEST_KM = 700.0
"""Regions wider than this say too little of where a report plays."""
LENT = 0.6
"""What one name that surely lies on the spot lends: two of them make 0.84, three 0.94."""
SAME_PART = 0.6
"""Least closeness of places in one first-level subdivision."""
LIKELY = 20
"""Candidates of each name that lend weight."""


def support(likely: Mapping[str, Sequence[tuple[Candidate, float]]]) -> dict[tuple[str, str], float]:
    """How well the candidates of a report's names fit together.

    Args:
        likely: by name, its candidates and their probabilities, from likeliest to least.

    Returns:
        by name and `place_id`, from 0 (nothing else near) to 1, for the likeliest candidates of each name that are no countries,
        not wider than `WIDEST_KM`, and have coordinates or a first-level subdivision.
    """
    rows = [(key, c, p) for key, found in likely.items() for c, p in list(found)[:LIKELY] if _may_lie_near(c)]
    if not rows:
        return {}
    likelihood = np.array([p for _, _, p in rows])
    lent = LENT * _closeness([c for _, c, _ in rows]) * likelihood[None, :]
    starts = [n for n, (key, _, _) in enumerate(rows) if n == 0 or rows[n - 1][0] != key]
    of_name = np.maximum.reduceat(lent, starts, axis=1)
    own = np.searchsorted(np.array(starts), np.arange(len(rows)), side="right") - 1
    of_name[np.arange(len(rows)), own] = 0.0
    fits = 1.0 - np.prod(1.0 - of_name, axis=1)
    return {(key, c.place_id): float(fit) for (key, c, _), fit in zip(rows, fits, strict=True)}


def _may_lie_near(c: Candidate) -> bool:
    return c.precision is not PlacePrecision.COUNTRY and (c.radius_km or 0.0) <= WIDEST_KM and (c.located or c.admin1 is not None)


def _closeness(places: Sequence[Candidate]) -> Floats:
    """Closeness from 0 to 1 of each place to every other: by distance, and at least `SAME_PART` in one subdivision. What lies
    inside of another's radius is on the spot."""
    spots = np.radians(np.array([(c.lat, c.lon) if c.located else (np.nan, np.nan) for c in places], dtype=np.float64))
    radii = np.array([c.radius_km or 0.0 for c in places])
    lat, lon = spots[:, 0], spots[:, 1]
    units = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    km = EARTH_KM * np.arccos(np.clip(units @ units.T, -1.0, 1.0))
    gap = np.maximum(0.0, km - radii[None, :])
    near = np.nan_to_num((np.exp(-gap / NEAR_KM) + np.exp(-gap / ZONE_KM)) / 2, nan=0.0)
    parts, labels = np.unique([_subdivision(c) for c in places], return_inverse=True)
    together = (labels[:, None] == labels[None, :]) & (parts[labels] != "")[None, :]
    closeness: Floats = np.maximum(near, SAME_PART * together)
    return closeness


def _subdivision(c: Candidate) -> str:
    """The first-level subdivision that a place lies in or is, "" when unknown."""
    part = c.admin1 or (c.name if c.precision is PlacePrecision.REGION else None)
    return f"{c.country}/{part}" if part else ""
