from __future__ import annotations

import datetime as dt

import pytest

from counterclaim.export.schemes import NOWHERE, goldstein, is_state, state_of, time_precision, word_figures, words_of
from counterclaim.records.models import Time
from counterclaim.records.ontologies import load_ontologies
from counterclaim.records.words import PlacePrecision, Sector, TimePrecision
from counterclaim.tables import read_table

DAY = dt.date(2023, 5, 12)
KNOWN = {
    "ARM": (51, "AM", 371, 371, "Caucasus and Central Asia", "Europe"),
    "DEU": (276, "GM", 255, 260, "Europe", "Europe"),
    "SRB": (688, "RI", 345, 340, "Europe", "Europe"),
    "YEM": (887, "YM", 679, 678, "Middle East", "Middle East"),
    "SDN": (729, "SU", 625, 625, "Northern Africa", "Africa"),
}


@pytest.mark.parametrize("party", KNOWN)
def test_codes_of_states(party: str) -> None:
    s = state_of(party)
    assert (s.iso_numeric, s.fips, s.cow, s.gw, s.acled_region, s.ucdp_region) == KNOWN[party]


def test_what_is_no_state_has_no_codes() -> None:
    assert state_of("HAMAS") is NOWHERE
    assert state_of(None) is NOWHERE
    assert not is_state("EU")
    assert is_state("XKX")
    assert state_of("XKX").iso_numeric is None


def test_every_line_of_states_loads_and_no_number_stands_twice() -> None:
    rows = list(read_table("counterclaim.export.data", "states.csv"))
    assert [row["iso3"] for row in rows] == sorted({row["iso3"] for row in rows})
    for scheme in ("cow", "gw"):
        numbers = [row[scheme] for row in rows if row[scheme]]
        assert len(numbers) == len(set(numbers))
        assert all(2 <= int(n) < 1000 for n in numbers)
    assert all(state_of(row["iso3"]).name for row in rows)


@pytest.mark.parametrize("table", ["precisions.csv", "words.csv"])
def test_every_line_has_a_source(table: str) -> None:
    rows = list(read_table("counterclaim.export.data", table))
    assert [row for row in rows if not all(row.values())] == []
    assert len({(row["scheme"], row["ours"]) for row in rows}) == len(rows)


@pytest.mark.parametrize("scheme", ["acled_time_precision", "ucdp_date_prec", "ucdp_event_clarity"])
def test_every_precision_of_time_is_mapped(scheme: str) -> None:
    assert set(words_of(scheme)) == {p.value for p in TimePrecision}


@pytest.mark.parametrize("scheme", ["acled_geo_precision", "ucdp_where_prec", "gdelt_geo_type"])
def test_every_precision_of_place_is_mapped(scheme: str) -> None:
    assert set(words_of(scheme)) == {p.value for p in PlacePrecision}


@pytest.mark.parametrize("scheme", ["acled_inter", "plover_sector", "cameo_type"])
def test_every_sector_is_mapped(scheme: str) -> None:
    assert set(words_of(scheme)) == {s.value for s in Sector}


def test_every_plover_event_has_a_quad_and_every_acled_event_a_disorder_type() -> None:
    codes = [line.codes for line in load_ontologies()]
    assert {c.plover_event for c in codes if c.plover_event} <= set(words_of("plover_quad"))
    assert {c.acled_event for c in codes if c.acled_event} <= set(words_of("acled_disorder"))


@pytest.mark.parametrize(("days", "expected"), [(1, 1), (7, 2), (8, 3), (400, 3)])
def test_a_range_goes_by_its_days(days: int, expected: int) -> None:
    time = Time(start=DAY, end=DAY + dt.timedelta(days=days - 1), precision=TimePrecision.RANGE)
    assert time_precision("acled_time_precision", time) == expected


def test_an_unresolved_time_has_no_precision() -> None:
    assert time_precision("ucdp_date_prec", Time(start=None, end=None, precision=TimePrecision.VAGUE, reason="x")) is None


def test_goldstein_values_are_of_codes_that_we_write_and_within_the_scale() -> None:
    written = {line.codes.cameo for line in load_ontologies() if line.codes.cameo}
    assert set(goldstein()) <= written
    assert all(-10 <= value <= 10 for value in goldstein().values())
    assert {code[:2] for code in written - set(goldstein())} <= {"16"}


def test_word_figures() -> None:
    assert word_figures() == {"tens": 10, "dozens": 12, "hundreds": 100}
