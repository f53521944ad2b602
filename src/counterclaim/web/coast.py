"""Coast lines of the map: from a topology of land to lines. The build hook, `hatch_build.py`, runs this file by itself: it uses the
standard library alone.

A topology (TopoJSON, of which `world-atlas` has one of land without borders) holds lines of whole numbers: the first point, then the way to
each next one; `transform` tells what they are in degrees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

PER_DEGREE = 100
"""Points are rounded to a hundredth of a degree, a kilometre: less than a settlement's area on the map."""
EDGE_LON, EDGE_LAT = 179.9, -89.9
"""Where the sheet of the world is cut there is no coast."""
Point = tuple[int, int]


def lines_of(topology: Mapping[str, Any]) -> list[list[int]]:
    """The coast lines: each a row of latitude and longitude by turns, in hundredths of a degree, from the second point on as the way from
    the one before."""
    (lon_scale, lat_scale), (lon_from, lat_from) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = list[list[int]]()
    for arc in topology["arcs"]:
        lon = lat = 0
        points = list[tuple[float, float]]()
        for east, north in arc:
            lon, lat = lon + east, lat + north
            points.append((lat * lat_scale + lat_from, lon * lon_scale + lon_from))
        found += [_steps(part) for part in _without_edges(points) if len(part) > 1]
    return found


def _without_edges(points: Sequence[tuple[float, float]]) -> Iterator[list[Point]]:
    """The parts of a line that do not run along the edge of the sheet, rounded, no point twice in a row."""
    part = list[Point]()
    for lat, lon in points:
        if abs(lon) > EDGE_LON or lat < EDGE_LAT:
            yield part
            part = []
            continue
        point = (round(lat * PER_DEGREE), round(lon * PER_DEGREE))
        if not part or part[-1] != point:
            part.append(point)
    yield part


def _steps(points: Sequence[Point]) -> list[int]:
    before = (0, 0)
    steps = list[int]()
    for point in points:
        steps += [point[0] - before[0], point[1] - before[1]]
        before = point
    return steps
