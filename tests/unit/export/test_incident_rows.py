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
from counterclaim.records.models import Record, Span
from counterclaim.records.words import Category, Effect, Kind
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
    assert (row["side_a"], row["side_b"]) == ("Government of Democratic Republic of the Congo [COD]", "March 23 Movement [M23]")
    assert (row["deaths_a"], row["deaths_b"], row["type_of_violence"]) == ("1", "3", "1")


def test_groups_on_both_sides_are_non_state_and_an_unknown_side_is_none() -> None:
    assert one(Saying(initiators=("HAMAS",), targets=("FATAH",), harm=(harm(1, "FATAH"),)))["type_of_violence"] == "2"
    assert one(Saying(initiators=(), targets=("ARM",), harm=(harm(1, "ARM"),)))["type_of_violence"] == ""


def test_the_figures_are_those_in_the_manner_of_ucdp() -> None:
    row = one(Saying(claimant="ARM:MED", harm=(harm(3, "ARM"),)), Saying(claimant="AZE:MIL", initiators=("AZE",), harm=(harm(40, "ARM"),)))
    assert (row["low"], row["best"], row["high"]) == ("3", "3", "3")
    assert "ARM 3 (3 to 3) by no_adversary" in row["source_original"]


def test_a_bound_that_nobody_sets_is_unknown() -> None:
    at_least = one(Saying(harm=(harm(5, "ARM", high=None),)))
    assert (at_least["low"], at_least["best"], at_least["high"], at_least["deaths_b"]) == ("5", "5", "", "5")
    up_to = one(Saying(harm=(harm(None, "ARM", high=35),)))
    assert (up_to["low"], up_to["high"]) == ("", "35")
    no_side = one(Saying(harm=(harm(6, None, high=None),)))
    assert (no_side["low"], no_side["best"], no_side["high"]) == ("6", "6", "")


def test_a_sum_has_no_upper_bound_where_a_part_has_none() -> None:
    row = one(Saying(harm=(harm(5, "ARM", high=None), harm(3, "AZE"))))
    assert (row["low"], row["best"], row["high"]) == ("8", "8", "")


def test_another_claim_may_set_the_bound() -> None:
    row = one(Saying(harm=(harm(5, "ARM", high=None),)), Saying(claimant="ARM:MED", harm=(harm(7, "ARM"),)))
    assert (row["low"], row["high"]) == ("5", "7")


def in_words(*sayings: Saying) -> Record:
    """A report that begins with "Hundreds"; harm without numbers takes its words from there."""
    made = record("r1", *sayings)
    events = (
        e.model_copy(update={"harm": tuple(h.model_copy(update={"span": Span(start=0, end=8)}) if h.best is None else h for h in e.harm)})
        for e in made.events
    )
    text = made.report.text.replace("Shooting", "Hundreds")
    return made.model_copy(update={"report": made.report.model_copy(update={"text": text}), "events": tuple(events)})


def test_words_of_number_count_and_the_row_agrees_with_itself() -> None:
    civilians = harm(None, "PSE:CVL", category=Category.CIVILIAN)
    (row,) = rows(
        compare(
            [
                in_words(
                    Saying("HAMAS", Kind.AIR_STRIKE, ("ISR",), ("PSE",), harm=(civilians,)),
                    Saying("ISR:MIL", Kind.CASUALTY, ("ISR",), ("HAMAS",), harm=(harm(20, "HAMAS"),)),
                )
            ],
            {},
        )
    )
    assert (row["deaths_civilians"], row["deaths_unknown"], row["best"], row["low"], row["high"]) == ("100", "20", "120", "120", "")
    assert (row["type_of_violence"], row["side_b"]) == ("1", "Government of Palestinian Territory [PSE]")
    assert (
        'deaths_civilians: PSE 100 (100 to ?) by word of number, from HAMAS: 100 of PSE, "Hundreds" (r1/c1[0:8])' in row["source_original"]
    )


def test_words_of_number_without_a_side_count() -> None:
    (row,) = rows(compare([in_words(Saying(harm=(harm(None, None),)))], {}))
    assert (row["deaths_unknown"], row["low"], row["high"]) == ("100", "100", "")


def test_a_clash_is_not_one_sided_whoever_dies() -> None:
    row = one(Saying(kind=Kind.ARMED_CLASH, initiators=("AZE", "ARM"), targets=(), harm=(harm(1, "ARM", category=Category.CIVILIAN),)))
    assert (row["type_of_violence"], row["side_b"], row["deaths_civilians"]) == ("1", "Government of Azerbaijan [AZE]", "1")


def test_every_figure_has_its_rule_and_its_claims() -> None:
    told = one(Saying(harm=(harm(2, "ARM"), harm(3, "AZE"))))["source_original"].partition(". Deaths: ")[2]
    assert told == (
        'deaths_a: AZE 3 (3 to 3) by middle, from ARM:MIL: 3 of AZE, "Sho" (r1/c1[0:3]); '
        'deaths_b: ARM 2 (2 to 2) by own_account, from ARM:MIL: 2 of ARM, "Sho" (r1/c1[0:3]).'
    )


def test_quotes_and_commas_of_a_source_can_be_parted() -> None:
    made = record("r1", Saying(harm=(harm(2, "ARM"),)))
    made = made.model_copy(update={"report": made.report.model_copy(update={"title": 'They say "no"; we, "yes"', "outlet": "Wire, Inc"})})
    (row,) = rows(compare([made, record("r2", Saying(harm=(harm(2, "ARM"),)))], {}))
    articles = next(csv.reader([row["source_article"]], delimiter=";"))
    assert [a.split(",", 2) for a in articles] == [
        ["Wire  Inc", "2023-05-13", 'They say "no"; we, "yes"'],
        ["Outlet r2", "2023-05-13", "Shooting"],
    ]


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


def hxl_row(*sayings: Saying) -> dict[str, str]:
    comparison = compare([record("r1", *sayings)], {})
    head, _, row = csv.reader(io.StringIO(write_hxl(comparison).parts[0].content.decode(), newline=""))
    return dict(zip(head, row, strict=True))


def test_hxl_tells_the_rule_and_the_claims_of_every_figure() -> None:
    row = hxl_row(Saying(harm=(harm(2, "ARM"), harm(4, "ARM", Effect.WOUNDED, high=None), harm(9, None, Effect.DISPLACED))))
    assert (row["killed"], row["killed_rule"]) == ("2", "ARM 2 (2 to 2) by own_account")
    assert row["killed_claims"] == 'ARM:MIL: 2 of ARM, "Sho" (r1/c1[0:3])'
    assert (row["wounded"], row["wounded_rule"]) == ("4", "ARM 4 (4 to ?) by own_account")
    assert (row["displaced"], row["displaced_rule"]) == ("9", "? 9 (9 to 9) by side not told")


def test_hxl_names_civilians_as_the_other_side() -> None:
    row = hxl_row(Saying("SDN:MIL", Kind.ATTACK, ("RSF",), ("SDN",), harm=(harm(12, "SDN", category=Category.CIVILIAN),)))
    assert (row["side_a"], row["side_b"]) == ("RSF", "SDN:CVL")
