from __future__ import annotations

import csv
import io

import pytest

from counterclaim.export.acled import COLUMNS, write
from counterclaim.export.coding import happened
from counterclaim.export.deaths import fatalities_of
from counterclaim.export.joined import Joined
from counterclaim.incidents.compare import compare
from counterclaim.records.words import Category, Kind, Status
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


def one(*sayings: Saying) -> dict[str, str]:
    made = write(compare([record("r1", *sayings)], {}))
    (row,) = csv.DictReader(io.StringIO(made.parts[0].content.decode(), newline=""))
    return row


CIVILIANS = harm(12, "SDN", category=Category.CIVILIAN)


@pytest.mark.parametrize("kind", [Kind.ATTACK, Kind.SHELLING])
def test_civilians_are_the_second_actor_of_force_against_them(kind: Kind) -> None:
    row = one(Saying("SDN:MIL", kind, ("RSF",), ("SDN",), harm=(CIVILIANS,)))
    assert (row["actor1"], row["inter1"]) == ("Rapid Support Forces [RSF]", "Political militia")
    assert (row["actor2"], row["inter2"]) == ("Civilians (Sudan) [SDN:CVL]", "Civilians")
    assert (row["interaction"], row["civilian_targeting"]) == ("Political militia-Civilians", "Civilian targeting")


def test_civilians_are_those_of_the_victims_else_of_the_targets_else_of_the_place() -> None:
    hospital = one(Saying("COD:GOV", Kind.ATTACK, ("M23",), ("COD:MED",)))
    assert (hospital["actor2"], hospital["assoc_actor_2"]) == ("Civilians (Democratic Republic of the Congo) [COD:CVL]", "COD:MED")
    nobody = one(Saying("NARRATOR", Kind.ATTACK, ("AZE",), (), harm=(harm(1, None, category=Category.CIVILIAN),)))
    assert nobody["actor2"] == "Civilians (Armenia) [ARM:CVL]"


def test_where_fighters_are_killed_too_civilians_are_no_actor() -> None:
    row = one(
        Saying("SDN:MIL", Kind.ATTACK, ("RSF",), ("SDN:MIL",), harm=(CIVILIANS,)),
        Saying("NARRATOR", Kind.CASUALTY, ("RSF",), ("SDN:MIL",), harm=(harm(3, "SDN"),)),
    )
    assert (row["actor2"], row["inter2"], row["civilian_targeting"]) == ("Sudan [SDN:MIL]", "State forces", "")


def test_civilians_are_no_actor_of_a_clash() -> None:
    row = one(Saying("SDN:MIL", Kind.ARMED_CLASH, ("RSF", "SDN:MIL"), (), harm=(CIVILIANS,)))
    assert {row["actor1"], row["actor2"]} == {"Rapid Support Forces [RSF]", "Sudan [SDN:MIL]"}
    assert row["civilian_targeting"] == ""


@pytest.mark.parametrize(
    ("party", "sort"),
    [
        ("M23", "Rebel group"),
        ("M23:MIL", "Rebel group"),
        ("ELN", "Rebel group"),
        ("HOUTHIS", "Rebel group"),
        ("WAGNER", "Political militia"),
        ("UN", "External/Other forces"),
        ("COD", "State forces"),
        ("WHO_KNOWS", ""),
    ],
)
def test_the_sort_of_a_known_group_comes_from_the_knowledge_of_parties(party: str, sort: str) -> None:
    assert one(Saying("ARM:MIL", Kind.ARMED_CLASH, (party,), ("ARM",)))["inter1"] == sort


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
