from __future__ import annotations

import csv
import io

import pytest

from counterclaim.export.acled import COLUMNS, write
from counterclaim.export.coding import happened
from counterclaim.export.deaths import fatalities_of
from counterclaim.export.joined import Joined
from counterclaim.incidents.compare import compare
from counterclaim.records.words import Kind, Status
from exports_by_hand import border_comparison
from incidents_by_hand import Saying, harm, record


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(write(border_comparison()).parts[0].content.decode(), newline="")))


def shelling() -> dict[str, str]:
    return next(row for row in rows() if row["location"] == "Sotk" and "b2/c1" in row["notes"])


def test_columns_are_acleds() -> None:
    assert tuple(rows()[0]) == COLUMNS
    assert len(COLUMNS) == 31


def test_a_shelling() -> None:
    row = shelling()
    assert (row["event_type"], row["sub_event_type"]) == ("Explosions/Remote violence", "Shelling/artillery/missile attack")
    assert (row["event_date"], row["year"], row["time_precision"]) == ("2023-05-12", "2023", "1")
    assert (row["iso"], row["country"], row["region"]) == ("51", "Armenia", "Caucasus and Central Asia")
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("State forces", "State forces", "State forces-State forces")
    assert row["disorder_type"] == "Political violence"
    assert "who_initiated=disputed" in row["tags"]


def test_notes_hold_claimants_offsets_and_what_was_not_taken() -> None:
    notes = shelling()["notes"]
    assert "ARM:MIL accuses shelling (a1/c1[" in notes
    assert "Not taken: " in notes
    assert "AZE:MIL: 5 of ARM" in notes


def test_what_acled_has_no_type_for_is_counted() -> None:
    assert set(write(border_comparison()).left_out) <= {"ACLED has no type for it", "nobody tells it as having happened"}
    assert sum(write(border_comparison()).left_out.values()) + len(rows()) == len(border_comparison().incidents)


def dead(*sayings: Saying) -> tuple[int | None, str]:
    joined = Joined(compare([record("r1", *sayings)], {}))
    found = fatalities_of(joined, joined.comparison.incidents[0])
    return found.figure, found.how


def test_the_figure_is_the_lowest_of_each_side_added_up() -> None:
    figure, how = dead(
        Saying(claimant="ARM:MIL", harm=(harm(2, "ARM"), harm(9, "AZE"))), Saying(claimant="AZE:MIL", harm=(harm(4, "ARM"), harm(3, "AZE")))
    )
    assert figure == 5
    assert how.endswith("ARM 2, AZE 3")


@pytest.mark.parametrize(
    ("number", "figure"),
    [(0, 0), (None, None), (7, 7)],
)
def test_without_a_side_the_lowest_figure_is_taken(number: int | None, figure: int | None) -> None:
    assert dead(Saying(harm=(harm(number, None),)))[0] == figure


def test_figures_without_a_side_are_not_added_to_those_of_sides() -> None:
    assert dead(Saying(harm=(harm(2, "ARM"), harm(8, None))))[0] == 2


def test_what_has_not_happened_has_no_dead() -> None:
    assert dead(Saying(harm=(harm(2, None),), status=Status.HYPOTHETICAL)) == (None, "nobody tells a figure")


def test_events_of_the_incidents_own_kind_count() -> None:
    joined = Joined(compare([record("r1", Saying(), Saying(kind=Kind.CASUALTY, initiators=(), harm=(harm(1, "ARM"),)))], {}))
    assert {event.kind for event in happened(joined, joined.comparison.incidents[0])} == {Kind.SHELLING}
