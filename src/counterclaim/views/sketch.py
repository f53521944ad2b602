"""The map sketch of a comparison: what is drawn on each sheet, in units of its drawing. No tiles, no borders, nothing loaded.

Points are the places of incidents; the disc around each is what its place may cover, by how exactly it is told. Named places around
help to find one's way; those whose names would stand on others are left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from counterclaim.records.comparison import Comparison
from counterclaim.records.distance import EXTENT_KM, km_between
from counterclaim.records.incidents import Incident
from counterclaim.records.models import Place
from counterclaim.records.words import PlacePrecision
from counterclaim.views import comparison as words
from counterclaim.views import wording
from counterclaim.views.sheets import Frame, Sheet, is_drawn, sheets_of

LETTER, LINE = 7.4, 14.0
"""About the width of a letter (bold, so that other fonts fit too) and the height of a line in the drawing."""
EDGE = 8.0
"""Places nearer to the edge of a sheet are not named."""
GAP = 8.0
"""From a point to its name."""
NAMED = 9
"""Places around that a sheet names."""
SAME_KM = 4
"""A place so near to an incident's is not named again."""
CROWDED = 24.0
"""Places around that lie nearer to one another in the drawing are not both named: a city and its districts."""
NUMBERS = 5
"""Incidents at one point whose numbers are written out."""
STEPS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
"""Degrees between the lines of the grid."""
LINES = 4
"""Lines of the grid across a sheet at most."""
BAR = 0.28
"""The scale bar takes this share of the width at most."""


@dataclass(frozen=True)
class Label:
    """A name on a sheet: where its text begins, or ends if `anchor` is `end`."""

    text: str
    x: float
    y: float
    anchor: str = "start"

    def box(self) -> tuple[float, float, float, float]:
        """Left, upper, right and lower edge."""
        wide = len(self.text) * LETTER
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return left, self.y - LINE * 0.8, left + wide, self.y + LINE * 0.2


@dataclass(frozen=True)
class Point:
    """A place of incidents. `reach` is the radius of what it may cover, `exact` false where that is more than a settlement."""

    x: float
    y: float
    reach: float
    exact: bool
    label: Label


@dataclass(frozen=True)
class Landmark:
    """A named place around."""

    x: float
    y: float
    label: Label


@dataclass(frozen=True)
class GridLine:
    """A parallel or meridian, with its degrees at its beginning."""

    x1: float
    y1: float
    x2: float
    y2: float
    label: Label


@dataclass(frozen=True)
class Sketch:
    """A sheet ready to be drawn. `incidents` are numbered from 1, as on the points; `bar_km` is the length of the scale bar."""

    width: float
    height: float
    incidents: tuple[Incident, ...]
    points: tuple[Point, ...]
    landmarks: tuple[Landmark, ...]
    grid: tuple[GridLine, ...]
    bar: float
    bar_km: float


def sketches_of(comparison: Comparison, landmarks: Sequence[Place] = ()) -> list[Sketch]:
    """The sheets of a comparison, that with the most incidents first.

    `landmarks` are settlements with coordinates to name where there is room, the most important first; places that the reports
    themselves tell of come before them.
    """
    told = [p for e in comparison.events for p in (e.place, *e.other_places) if p and p.precision is PlacePrecision.SETTLEMENT]
    return [_sketch(sheet, [*told, *landmarks]) for sheet in sheets_of(comparison.incidents)]


def undrawn(comparison: Comparison) -> list[Incident]:
    """Incidents whose place is unknown or known by country alone."""
    return [incident for incident in comparison.incidents if not is_drawn(incident)]


def entry_words(incident: Incident) -> str:
    """An incident in the list below a sheet, with how exactly its place is told: "Shelling, Sotk, 12 May 2023 (settlement)"."""
    precision = f" ({wording.plain(incident.place.precision)})" if incident.place else ""
    return words.title_words(incident) + precision


def _sketch(sheet: Sheet, around: Sequence[Place]) -> Sketch:
    frame = sheet.frame
    bar_km = _round_below(frame.width * BAR / frame.scale)
    taken = [(0.0, frame.height - 34.0, bar_km * frame.scale + 70.0, frame.height)]
    grid = tuple(_grid(frame))
    points = list(_points(sheet, taken))
    taken += [line.label.box() for line in grid]
    return Sketch(
        width=frame.width,
        height=frame.height,
        incidents=sheet.incidents,
        points=tuple(points),
        landmarks=tuple(_landmarks(sheet, around, taken)),
        grid=grid,
        bar=bar_km * frame.scale,
        bar_km=bar_km,
    )


Box = tuple[float, float, float, float]


def _points(sheet: Sheet, taken: list[Box]) -> Iterator[Point]:
    """A point for each place, the widest first, so that smaller ones are drawn upon it; `taken` grows by what they cover."""
    frame = sheet.frame
    at: dict[tuple[float, float, PlacePrecision], list[int]] = {}
    for number, incident in enumerate(sheet.incidents, 1):
        if (place := incident.place) is not None and place.lat is not None and place.lon is not None:
            at.setdefault((place.lat, place.lon, place.precision), []).append(number)
    spots = {key: frame.spot(key[0], key[1]) for key in at}
    taken += [(x - 5, y - 5, x + 5, y + 5) for x, y in spots.values()]
    for key, numbers in sorted(at.items(), key=lambda item: -EXTENT_KM[item[0][2]]):
        place = sheet.incidents[numbers[0] - 1].place
        name = wording.one_line(place.name) if place else ""
        shown = ", ".join(map(str, numbers[:NUMBERS])) + (" …" if len(numbers) > NUMBERS else "")
        x, y = spots[key]
        choices = list(_choices(f"{shown} {name}", x, y))
        label = min(choices, key=lambda c: (not _inside(c, frame), _covered(c, taken)))  # the first of equals
        taken.append(label.box())
        yield Point(x, y, EXTENT_KM[key[2]] * frame.scale, key[2] is PlacePrecision.SETTLEMENT, label)


def _landmarks(sheet: Sheet, around: Iterable[Place], taken: list[Box]) -> Iterator[Landmark]:
    """The first places around that have room for their names."""
    here = [i.place for i in sheet.incidents if i.place is not None]
    spots = list[tuple[float, float]]()
    for place in around:
        if len(spots) == NAMED:
            return
        if place.lat is None or place.lon is None or any(_same(place, other) for other in here):
            continue
        x, y = sheet.frame.spot(place.lat, place.lon)
        inside = EDGE < x < sheet.frame.width - EDGE and EDGE < y < sheet.frame.height - EDGE
        if not inside or any(math.dist((x, y), spot) < CROWDED for spot in spots):
            continue
        label = next((c for c in _choices(wording.one_line(place.name), x, y) if _fits(c, sheet.frame, taken)), None)
        if label is not None:
            here.append(place)
            taken += [label.box(), (x - 4, y - 4, x + 4, y + 4)]
            spots.append((x, y))
            yield Landmark(x, y, label)


def _same(one: Place, other: Place) -> bool:
    if one.name == other.name or one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return one.name == other.name
    return km_between(one.lat, one.lon, other.lat, other.lon) < SAME_KM


def _choices(text: str, x: float, y: float) -> Iterator[Label]:
    """Where a name may stand: right of its point, left, above, below, then aslant."""
    yield Label(text, x + GAP, y + LINE * 0.3)
    yield Label(text, x - GAP, y + LINE * 0.3, "end")
    yield Label(text, x, y - GAP, "middle")
    yield Label(text, x, y + GAP + LINE * 0.7, "middle")
    for beside, anchor in ((GAP / 2, "start"), (-GAP / 2, "end")):
        yield Label(text, x + beside, y - GAP, anchor)
        yield Label(text, x + beside, y + GAP + LINE * 0.7, anchor)


def _inside(label: Label, frame: Frame) -> bool:
    left, upper, right, lower = label.box()
    return left >= 2 and upper >= 2 and right <= frame.width - 2 and lower <= frame.height - 2


def _fits(label: Label, frame: Frame, taken: Iterable[Box]) -> bool:
    return _inside(label, frame) and not _covered(label, taken)


def _covered(label: Label, taken: Iterable[Box]) -> float:
    """The area that a name would share with what stands there already."""
    left, upper, right, lower = label.box()
    return sum(max(0.0, min(right, r) - max(left, a)) * max(0.0, min(lower, b) - max(upper, t)) for a, t, r, b in taken)


def _grid(frame: Frame) -> Iterator[GridLine]:
    south, west, north, east = frame.corners()
    step = next((s for s in STEPS if (east - west) / s <= LINES), STEPS[-1])
    digits = max(0, -math.floor(math.log10(step)))
    for lon in _multiples(step, west, east):
        x, _ = frame.spot(frame.lat, lon)
        yield GridLine(x, 0, x, frame.height, Label(_degrees(lon, digits, "EW"), x + 3, LINE))
    for lat in _multiples(step, south, north):
        _, y = frame.spot(lat, frame.lon)
        yield GridLine(0, y, frame.width, y, Label(_degrees(lat, digits, "NS"), frame.width - 3, y - 3, "end"))


def _degrees(value: float, digits: int, letters: str) -> str:
    value = (value + 180) % 360 - 180
    return f"{abs(value):.{digits}f}° {letters[value < 0]}"


def _multiples(step: float, low: float, high: float) -> Iterator[float]:
    yield from (n * step for n in range(math.ceil(low / step), math.floor(high / step) + 1))


def _round_below(value: float) -> float:
    """The largest of 1, 2, 5, 10, 20, … that is not above the value."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(n * power for n in (5, 2, 1) if n * power <= value)
