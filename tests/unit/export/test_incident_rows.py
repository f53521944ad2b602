"""UCDP and HXL: one row for each incident."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from counterclaim.export.hxl import TAGS
from counterclaim.export.hxl import write as write_hxl
from counterclaim.export.ucdp import COLUMNS, grid_cell, write
from counterclaim.incidents.compare import compare
from counterclaim.records.comparison import Comparison
from counterclaim.records.words import Category, Kind
from exports_by_hand import border_comparison
from incidents_by_hand import VAYK, Saying, harm, record

JUNE = dt.date(2023, 6, 20)


def rows(comparison: Comparison) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(write(comparison).parts[0].content.decode(), newline="")))


def one(*sayings: Saying) -> dict[str, str]:
    (row,) = rows(compare([record("r1", *sayings)], {}))
    return row


def test_columns_are_those_of_ged() -> None:
    assert tuple(rows(border_comparison())[0]) == COLUMNS
    assert len(COLUMNS) == 49


def test_a_row() -> None:
    row = one(Saying(harm=(harm(2, "ARM"), harm(3, "AZE"), harm(4, "ARM:CVL", category=Category.CIVILIAN))))
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == ("1", "Government of Azerbaijan [AZE]", "Government of Armenia [ARM]")
    assert (row["gwnoa"], row["gwnob"], row["country_id"], row["region"]) == ("373", "371", "371", "Europe")
    assert (row["where_prec"], row["date_prec"], row["event_clarity"]) == ("1", "1", "1")
    assert row["geom_wkt"] == "POINT (45.87 40.2)"
    assert row["source_original"].startswith("ARM:MIL asserts (r1/c1[")
    assert (row["conflict_new_id"], row["dyad_new_id"], row["side_a_new_id"]) == ("", "", "")


def test_deaths_add_up() -> None:
    row = one(Saying(harm=(harm(2, "ARM", low=1), harm(3, "AZE"), harm(4, "RUS", category=Category.UNKNOWN))))
    parts = [int(row[c] or 0) for c in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")]
    assert parts == [3, 2, 0, 4]
    assert (int(row["low"]), int(row["best"]), int(row["high"])) == (8, sum(parts), 9)


def test_deaths_of_no_side_count_only_where_no_side_has_any() -> None:
    assert one(Saying(harm=(harm(6, None),)))["deaths_unknown"] == "6"
    assert one(Saying(harm=(harm(6, None), harm(1, "ARM"))))["best"] == "1"


def test_civilians_alone_are_one_sided() -> None:
    row = one(Saying(harm=(harm(4, "ARM", category=Category.CIVILIAN),)))
    assert (row["type_of_violence"], row["side_b"], row["gwnob"]) == ("3", "Civilians", "")


def test_a_state_comes_first_as_in_ged() -> None:
    row = one(Saying(initiators=("M23",), targets=("COD",), harm=(harm(3, "M23"), harm(1, "COD"))))
    assert (row["side_a"], row["side_b"]) == ("Government of Democratic Republic of the Congo [COD]", "M23 [M23]")
    assert (row["deaths_a"], row["deaths_b"], row["type_of_violence"]) == ("1", "3", "1")


def test_groups_on_both_sides_are_non_state_and_an_unknown_side_is_none() -> None:
    assert one(Saying(initiators=("HAMAS",), targets=("FATAH",), harm=(harm(1, "FATAH"),)))["type_of_violence"] == "2"
    assert one(Saying(initiators=(), targets=("ARM",), harm=(harm(1, "ARM"),)))["type_of_violence"] == ""


def test_what_is_no_violence_or_has_no_dead_is_left_out_and_counted() -> None:
    made = write(
        compare([record("r1", Saying()), record("r2", Saying(kind=Kind.TALKS, where=VAYK, days=(JUNE, JUNE)), published=JUNE)], {})
    )
    assert (made.rows, made.left_out) == (0, {"no death told": 1, "not violence": 1})


@pytest.mark.parametrize(("lat", "lon", "cell"), [(-90, -180, 1), (-89.9, 179.9, 720), (90, 180, 259200), (40.2, 45.87, 187652)])
def test_cells_of_prio_grid(lat: float, lon: float, cell: int) -> None:
    assert grid_cell(lat, lon) == cell


def test_hxl_has_a_row_of_tags() -> None:
    made = list(csv.reader(io.StringIO(write_hxl(border_comparison()).parts[0].content.decode(), newline="")))
    assert made[0] == list(TAGS)
    assert made[1] == list(TAGS.values())
    assert len(made) - 2 == write_hxl(border_comparison()).rows
    assert len(set(TAGS.values())) == len(TAGS)


def test_a_range_of_low_and_high_is_kept_in_hxl() -> None:
    comparison = compare([record("r1", Saying(harm=(harm(2, "ARM", low=1, high=5),)))], {})
    head, _, row = csv.reader(io.StringIO(write_hxl(comparison).parts[0].content.decode(), newline=""))
    told = dict(zip(head, row, strict=True))
    assert (told["killed_low"], told["killed"], told["killed_high"]) == ("1", "2", "5")
    assert told["claims"].startswith("r1/c1[")
