from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.incidents.blame import BlameOptions, blame_of
from counterclaim.incidents.compare import compare
from counterclaim.records.blame import By, Cell
from counterclaim.records.models import Record
from counterclaim.records.words import Kind, Reply, Stance, Status
from incidents_by_hand import FRIDAY, SATURDAY, Saying, record
from sayings import several_records

CHARGE = Saying(claimant="ARM:MIL", stance=Stance.ACCUSES)
"""Armenia charges Azerbaijan with shelling."""
COUNTER = Saying(claimant="AZE:MIL", stance=Stance.ACCUSES, initiators=("ARM",), targets=("AZE",))
DENIAL = Saying(claimant="AZE:FOR", stance=Stance.DENIES, status=Status.DENIED)
OWN_ACT = Saying(claimant="AZE:MIL")


def cells(*records: Record, options: BlameOptions | None = None, origins: dict[str, str] | None = None) -> list[Cell]:
    return list(blame_of(compare(records, origins or {}), options).cells)


def reply(*sayings: Saying) -> tuple[Reply, list[str]]:
    """What Azerbaijan says to the charge, each saying in a report of its own, and the reports that hold the replies."""
    found = cells(record("a0", CHARGE), *(record(f"b{n}", s) for n, s in enumerate(sayings)))
    (charge,) = next(c for c in found if c.accuser == "ARM").charges
    return charge.reply, [name.partition("/")[0] for name in charge.replies]


def test_a_charge_with_all_that_is_behind_it() -> None:
    (cell,) = cells(record("a0", CHARGE), record("b0", DENIAL))
    assert (cell.conflict, cell.period, cell.accuser, cell.accused, cell.kind) == (("ARM", "AZE"), "all", "ARM", "AZE", Kind.SHELLING)
    assert (cell.times, cell.origins, cell.admitted, cell.denied, cell.countered, cell.silent) == (1, 1, 0, 1, 0, 0)
    (charge,) = cell.charges
    assert (charge.day, charge.claims, charge.replies) == (FRIDAY, ("a0/c1",), ("b0/c1",))


@pytest.mark.parametrize(
    ("sayings", "expected"),
    [
        ((), (Reply.SILENT, [])),
        ((DENIAL,), (Reply.DENIED, ["b0"])),
        ((COUNTER,), (Reply.COUNTERED, ["b0"])),
        ((OWN_ACT,), (Reply.ADMITTED, ["b0"])),
        ((COUNTER, DENIAL), (Reply.DENIED, ["b1"])),
        ((DENIAL, OWN_ACT), (Reply.ADMITTED, ["b1"])),
        ((COUNTER, OWN_ACT), (Reply.COUNTERED, ["b0"])),
        ((replace(DENIAL, initiators=()),), (Reply.DENIED, ["b0"])),
        ((replace(DENIAL, initiators=("ARM",)),), (Reply.SILENT, [])),
        ((replace(DENIAL, kind=Kind.CASUALTY),), (Reply.SILENT, [])),
        ((replace(DENIAL, claimant="RUS:FOR"),), (Reply.SILENT, [])),
        ((replace(OWN_ACT, claimant="AZE:LOC"),), (Reply.SILENT, [])),
        ((replace(OWN_ACT, initiators=("ARM", "AZE"), targets=(), kind=Kind.ARMED_CLASH),), (Reply.SILENT, [])),
        ((replace(OWN_ACT, kind=Kind.TALKS),), (Reply.SILENT, [])),
    ],
)
def test_what_the_accused_says(sayings: tuple[Saying, ...], expected: tuple[Reply, list[str]]) -> None:
    assert reply(*sayings) == expected


def test_a_direct_answer_counts_wherever_it_was_linked() -> None:
    made = record("a0", CHARGE, replace(DENIAL, kind=Kind.OTHER, initiators=(), targets=(), where=None, days=None))
    made = made.model_copy(update={"claims": (made.claims[0], made.claims[1].model_copy(update={"answers": "c1"}))})
    (cell,) = cells(made)
    assert (cell.denied, cell.charges[0].replies) == (1, ("a0/c2",))


@pytest.mark.parametrize(
    "saying",
    [
        replace(CHARGE, stance=Stance.ASSERTS),
        replace(CHARGE, claimant="NARRATOR"),
        replace(CHARGE, claimant="?"),
        replace(CHARGE, initiators=("ARM",)),
        replace(CHARGE, initiators=()),
        replace(CHARGE, status=Status.HYPOTHETICAL),
        replace(CHARGE, background=True),
    ],
)
def test_what_is_no_charge(saying: Saying) -> None:
    assert cells(record("a0", saying)) == []


@pytest.mark.parametrize(
    ("saying", "conflicts"),
    [
        (replace(CHARGE, claimant="RUS:FOR"), [("ARM", "AZE")]),
        (replace(CHARGE, claimant="RUS:FOR", targets=()), [("AZE", "RUS")]),
        (replace(CHARGE, claimant="RUS:FOR", targets=("ARM", "GEO")), [("ARM", "AZE"), ("AZE", "GEO")]),
        (replace(CHARGE, targets=("ARM", "GEO")), [("ARM", "AZE")]),
        (replace(CHARGE, targets=("AZE",)), [("ARM", "AZE")]),
    ],
)
def test_the_conflict_is_that_of_accused_and_target(saying: Saying, conflicts: list[tuple[str, str]]) -> None:
    assert [cell.conflict for cell in cells(record("a0", saying))] == conflicts


def test_incidents_are_counted_and_origins_but_not_outlets() -> None:
    copies = [record(f"a{n}", CHARGE) for n in range(3)]
    later = record("b0", replace(CHARGE, days=(FRIDAY + dt.timedelta(days=40),) * 2), published=FRIDAY + dt.timedelta(days=41))
    (cell,) = cells(*copies, later, origins={"a1": "a0", "a2": "a0"})
    assert (cell.times, cell.origins, cell.silent) == (2, 2, 2)
    assert [len(charge.claims) for charge in cell.charges] == [3, 1]


def test_months_and_what_lies_in_none() -> None:
    days = [(FRIDAY, SATURDAY), (dt.date(2023, 6, 20), dt.date(2023, 6, 20)), (dt.date(2022, 1, 1), dt.date(2022, 12, 31))]
    records = [record(f"a{n}", replace(CHARGE, days=d), published=None) for n, d in enumerate(days)]
    found = cells(*records, options=BlameOptions(by=By.MONTH))
    assert [(c.period, c.times) for c in found] == [(None, 1), ("2023-05", 1), ("2023-06", 1)]


def test_days_asked_for_are_inclusive_and_the_undated_are_counted_apart() -> None:
    comparison = compare([record("a0", CHARGE), record("b0", replace(CHARGE, days=None, where=None, targets=("GEO",)), published=None)], {})

    def times(since: dt.date | None = None, until: dt.date | None = None) -> tuple[int, int]:
        matrix = blame_of(comparison, BlameOptions(since, until))
        return sum(cell.times for cell in matrix.cells), matrix.undated

    assert times() == (2, 0)
    assert times(FRIDAY, FRIDAY) == (1, 1)
    assert times(SATURDAY) == times(until=FRIDAY - dt.timedelta(days=1)) == (0, 1)


@settings(max_examples=40)
@given(several_records(), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter_and_all_adds_up(records: list[Record], random: Random) -> None:
    matrix = blame_of(compare(records, {}), BlameOptions(by=By.MONTH))
    shuffled = [*records, *records]
    random.shuffle(shuffled)
    assert blame_of(compare(shuffled, {}), BlameOptions(by=By.MONTH)) == matrix
    known = {f"{r.report.id}/{c.id}" for r in records for c in r.claims}
    for cell in matrix.cells:
        assert cell.times == len(cell.charges) == cell.admitted + cell.denied + cell.countered + cell.silent
        assert cell.accused in cell.conflict
        for charge in cell.charges:
            assert charge.claims
            assert {*charge.claims, *charge.replies} <= known
            assert bool(charge.replies) is (charge.reply is not Reply.SILENT)
