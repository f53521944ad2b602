from __future__ import annotations

import pytest

from counterclaim.grounding.gazetteer import Candidate
from counterclaim.grounding.place_cluster import support
from counterclaim.records.words import PlacePrecision


def place(
    number: int, lat: float | None, lon: float | None, admin1: str | None = None, radius: float | None = None, **more: object
) -> Candidate:
    precision = more.get("precision", PlacePrecision.SETTLEMENT)
    assert isinstance(precision, PlacePrecision)
    return Candidate(f"x:{number}", f"X{number}", lat, lon, "USA", admin1, number, precision, 1000, radius, "test")


MILTON_EAST, MILTON_WEST, HARWELL = place(1, 40.0, -80.0), place(2, 40.0, -120.0), place(3, 40.1, -80.1)


def test_a_name_fits_where_the_other_names_lie() -> None:
    fits = support({"milton": [(MILTON_WEST, 0.6), (MILTON_EAST, 0.4)], "harwell": [(HARWELL, 1.0)]})
    assert fits["milton", "x:1"] > 0.4
    assert fits["milton", "x:2"] < 0.01


def test_a_name_does_not_support_itself() -> None:
    fits = support({"milton": [(MILTON_EAST, 0.5), (HARWELL, 0.5)]})
    assert set(fits.values()) == {0.0}


def test_two_ambiguous_names_agree_on_where_both_are_found() -> None:
    north, south = place(4, 45.0, -80.0), place(5, 20.0, -100.0)
    fits = support({"milton": [(MILTON_WEST, 0.5), (MILTON_EAST, 0.5)], "harwell": [(HARWELL, 0.3), (south, 0.3), (north, 0.3)]})
    assert fits["milton", "x:1"] > 5 * fits["milton", "x:2"]


def test_what_lies_in_a_region_is_near_it_and_a_county_without_coordinates_is_near_its_state() -> None:
    state = place(6, 41.0, -83.0, radius=300.0, precision=PlacePrecision.REGION)
    county = place(7, None, None, "Ohio", precision=PlacePrecision.DISTRICT)
    town = place(8, 40.0, -80.0, "Ohio")
    assert support({"state": [(state, 1.0)], "milton": [(MILTON_EAST, 1.0)]})["milton", "x:1"] == pytest.approx(0.6)
    assert support({"county": [(county, 1.0)], "milton": [(town, 1.0)]})["county", "x:7"] > 0.3


def test_countries_and_nothing_lend_nothing() -> None:
    land = place(9, 40.0, -80.0, precision=PlacePrecision.COUNTRY)
    assert support({}) == {}
    assert support({"land": [(land, 1.0)], "milton": [(MILTON_EAST, 1.0)]}) == {("milton", "x:1"): 0.0}
