from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.incidents.compare import compare
from counterclaim.records.comparison import Comparison
from counterclaim.records.distance import EXTENT_KM, km_between
from counterclaim.records.models import Place
from counterclaim.records.words import PlacePrecision
from counterclaim.views.dossier import Beside, render_dossier
from counterclaim.views.sheets import DEGREE_KM, HIGHEST, LOWEST, SHEET_KM, WIDTH, frame_of, sheets_of
from counterclaim.views.sketch import NAMED, NUMBERS, Sketch, sketches_of, undrawn
from incidents_by_hand import ARMENIA, FRIDAY, SOTK, VAYK, Saying, place, record
from page_reading import Reading

REGION = place("Syunik", 39.3, 46.2, PlacePrecision.REGION)
URI = place("Uri", 34.08, 74.03)


def compared(*places: Place | None) -> Comparison:
    """An incident at each place: those at one place on days of their own."""
    days = [FRIDAY.replace(month=1 + n) for n in range(len(places))]
    sayings = [replace(Saying(), where=p, days=(day, day)) for p, day in zip(places, days, strict=True)]
    return compare([record(f"r{n}", s, published=s.days[1] if s.days else None) for n, s in enumerate(sayings)], {})


def drawn(*places: Place | None, landmarks: tuple[Place, ...] = ()) -> Sketch:
    (sketch,) = sketches_of(compared(*places), landmarks)
    return sketch


def test_what_lies_far_apart_is_on_sheets_of_its_own_the_fullest_first() -> None:
    sheets = sheets_of(compared(URI, SOTK, VAYK).incidents)
    assert [{i.place.name for i in sheet.incidents if i.place} for sheet in sheets] == [{"Sotk", "Vayk"}, {"Uri"}]


def test_what_lies_between_joins_two_sheets() -> None:
    step = (SHEET_KM - 10) / DEGREE_KM
    ends, between = [place("A", 40.0, 45.0), place("C", 40 + 2 * step, 45.0)], place("B", 40 + step, 45.0)
    assert len(sheets_of(compared(*ends).incidents)) == 2
    assert len(sheets_of(compared(*ends, between).incidents)) == 1


def test_countries_and_unknown_places_are_not_drawn_but_counted() -> None:
    comparison = compared(ARMENIA, None, place("Nowhere", None, None), SOTK)
    (sketch,) = sketches_of(comparison)
    assert len(sketch.incidents) == 1
    assert len(undrawn(comparison)) == 3


def test_the_disc_is_what_a_place_may_cover_to_scale() -> None:
    sketch = drawn(SOTK, REGION)
    region, settlement = sketch.points
    assert (region.exact, settlement.exact) == (False, True), "the widest is drawn first, so that it covers nothing"
    unit = sketch.bar / sketch.bar_km
    assert region.reach == pytest.approx(EXTENT_KM[PlacePrecision.REGION] * unit)
    assert settlement.reach == pytest.approx(EXTENT_KM[PlacePrecision.SETTLEMENT] * unit)
    km = math.dist((region.x, region.y), (settlement.x, settlement.y)) / unit
    assert km == pytest.approx(km_between(39.3, 46.2, 40.2, 45.87), rel=0.02)


def test_north_is_up_and_east_is_right() -> None:
    sketch = drawn(SOTK, VAYK)
    at = {point.label.text.partition(" ")[2]: (point.x, point.y) for point in sketch.points}
    assert at["Sotk"][0] > at["Vayk"][0]
    assert at["Sotk"][1] < at["Vayk"][1]


def test_incidents_at_one_place_share_a_point() -> None:
    (point,) = drawn(SOTK, SOTK).points
    assert point.label.text == "1, 2 Sotk"
    (crowded,) = drawn(*[SOTK] * (NUMBERS + 1)).points
    assert crowded.label.text == "1, 2, 3, 4, 5 … Sotk"


def test_named_places_around_where_there_is_room() -> None:
    around = (place("Vardenis", 40.18, 45.73), place("Sotk", 40.2, 45.9), place("Close by", 40.201, 45.871), URI, place("X", None, None))
    sketch = drawn(SOTK, landmarks=around)
    assert [mark.label.text for mark in sketch.landmarks] == ["Vardenis"]
    many = tuple(place(f"P{n}", 40.03 + 0.03 * (n % 12), 45.6 + 0.2 * (n // 12)) for n in range(36))
    assert len(drawn(SOTK, landmarks=many).landmarks) <= NAMED


@given(st.lists(st.tuples(st.floats(39.9, 40.5), st.floats(45.5, 46.3)), max_size=30))
def test_names_never_stand_on_one_another_and_stay_inside(spots: list[tuple[float, float]]) -> None:
    sketch = drawn(SOTK, landmarks=tuple(place(f"Place {n}", lat, lon) for n, (lat, lon) in enumerate(spots)))
    boxes = [label.box() for label in (*(p.label for p in sketch.points), *(m.label for m in sketch.landmarks))]
    for n, (left, upper, right, lower) in enumerate(boxes):
        assert left >= 0 and upper >= 0 and right <= sketch.width and lower <= sketch.height
        for a, t, r, b in boxes[n + 1 :]:
            assert right <= a or r <= left or lower <= t or b <= upper


places = st.builds(
    place, st.just("A"), st.floats(-85, 85), st.floats(-180, 180), st.sampled_from([p for p in PlacePrecision if p.value != "country"])
)


@given(places)
def test_a_frame_holds_all_that_its_places_may_cover(one: Place) -> None:
    assert one.lat is not None and one.lon is not None
    other = one.model_copy(update={"lat": one.lat + 1, "lon": (one.lon + 2 + 180) % 360 - 180})
    frame = frame_of([one, other])
    assert frame.width == WIDTH
    assert LOWEST <= frame.height <= HIGHEST
    reach = EXTENT_KM[one.precision] * frame.scale
    x, y = frame.spot(one.lat, one.lon)
    slack = 0.2 * WIDTH  # meridians draw together towards the poles
    assert reach - slack <= x <= frame.width - reach + slack
    assert reach <= y <= frame.height - reach
    south, west, north, east = frame.corners()
    assert south < one.lat < north
    assert west < east


def test_the_page_holds_the_sketch_and_escapes_names() -> None:
    evil = place("<script>alert(1)</script>", 40.2, 45.87)
    page = render_dossier(compared(evil, VAYK), beside=Beside(landmarks=[place("<b>Vardenis", 40.0, 45.7)]))
    reading = Reading(page)
    assert reading.open == []
    assert reading.loaded() == []
    assert {link.removeprefix("#") for link in reading.links} <= set(reading.ids)
    assert {"map", "sheet-1"} <= set(reading.ids)
    assert "<script" not in page
    assert "&lt;b&gt;Vardenis</text>" in page
    assert "no borders are drawn" in page


def test_a_comparison_without_places_has_no_map() -> None:
    assert "map" not in Reading(render_dossier(compared(None))).ids


def test_names_of_incidents_side_by_side_make_way_for_one_another() -> None:
    near = [place(name, 39.5, lon) for name, lon in (("Goris", 46.34), ("Tegh", 46.44), ("Kut", 46.54))]
    boxes = [point.label.box() for point in drawn(*near, REGION).points]
    for n, (left, upper, right, lower) in enumerate(boxes):
        for a, t, r, b in boxes[n + 1 :]:
            assert right <= a or r <= left or lower <= t or b <= upper
