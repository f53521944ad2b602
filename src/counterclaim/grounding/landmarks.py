"""Places to find one's way by: the larger settlements within a stretch of the earth, from the index of places."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from counterclaim.errors import ResourceError
from counterclaim.records.models import Place
from counterclaim.records.words import PlacePrecision

MOST = 40
QUERY = (
    "SELECT name, lat, lon, country, geonames_id, source FROM places WHERE precision = 'settlement' "
    "AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ? ORDER BY population DESC, id LIMIT ?"
)


@dataclass(frozen=True)
class Box:
    """A stretch of the earth between parallels and meridians, in degrees; none that crosses the date line."""

    south: float
    west: float
    north: float
    east: float


def landmarks_within(path: Path, box: Box) -> list[Place]:
    """The settlements of the index at `path` that lie in the box, the most populous first, 40 at most.

    Raises:
        ResourceError: the index cannot be read.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            rows = connection.execute(QUERY, (box.south, box.north, box.west, box.east, MOST)).fetchall()
    except sqlite3.Error as error:
        raise ResourceError(f"the place index {path} cannot be read ({error}); delete it to have it built again") from error
    return [
        Place(
            name=name,
            lat=lat,
            lon=lon,
            country=country or None,
            geonames_id=number,
            precision=PlacePrecision.SETTLEMENT,
            confidence=1,
            source=source,
        )
        for name, lat, lon, country, number, source in rows
    ]
