from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.incidents.comparators import told_apart
from counterclaim.incidents.linking import link
from counterclaim.incidents.told import told_in
from counterclaim.records.models import Record
from counterclaim.records.words import Kind
from incidents_by_hand import FRIDAY, SATURDAY, VAYK, Saying, harm, place, record, told_all
from sayings import several_records

FAR = place("Meghri", 38.90, 46.24)


def clusters(*records: Record) -> list[list[str]]:
    return [[t.key for t in cluster.told] for cluster in link(told_in(records))]


def test_two_reports_of_one_shelling_are_one_incident() -> None:
    assert clusters(record("r1", Saying()), record("r2", Saying(claimant="AZE:MIL"))) == [["r1/c1", "r2/c1"]]


def test_another_place_on_another_day_is_another_incident() -> None:
    far = Saying(where=VAYK, days=(SATURDAY, SATURDAY), initiators=("ARM",), targets=())
    assert clusters(record("r1", Saying()), record("r2", far)) == [["r1/c1"], ["r2/c1"]]


def test_talks_are_no_part_of_the_shelling_that_they_follow() -> None:
    talks = Saying(kind=Kind.TALKS, where=None, initiators=("ARM", "AZE"), targets=())
    assert clusters(record("r1", Saying(), talks), record("r2", Saying())) == [["r1/c1", "r2/c1"], ["r1/c2"]]


def test_a_stray_is_gathered_where_its_best_links_lead_and_is_named() -> None:
    stray = Saying(kind=Kind.CASUALTY, initiators=(), where=None, days=None, harm=(harm(0, "ARM"),), weapons=())
    main = [record(f"r{n}", Saying()) for n in range(1, 6)]
    found = link(told_in([*main, record("r6", stray)]))
    home = next(c for c in found if any(t.key == "r6/c1" for t in c.told))
    assert len(home.told) > 1
    assert home.gathered <= {"r6/c1"}


def test_acts_that_one_report_puts_on_different_days_or_in_far_places_stay_apart() -> None:
    saturday = Saying(days=(SATURDAY, SATURDAY))
    bridges = [record(f"b{n}", Saying(days=(FRIDAY, SATURDAY))) for n in range(5)]
    assert not _together(clusters(record("r1", Saying(), saturday), *bridges), "r1/c1", "r1/c2")
    assert not _together(clusters(record("r1", Saying(), Saying(where=FAR))), "r1/c1", "r1/c2")


def test_deaths_told_with_a_later_day_are_not_told_apart_from_the_act() -> None:
    died = Saying(kind=Kind.CASUALTY, initiators=(), where=None, days=(SATURDAY, SATURDAY), harm=(harm(1, "ARM"),))
    (one, other) = told_all(record("r1", Saying(), died))
    assert not told_apart(one, other)


def _together(found: list[list[str]], *keys: str) -> bool:
    return any(set(keys) <= set(cluster) for cluster in found)


@settings(max_examples=40)
@given(several_records())
def test_every_claim_that_is_no_history_is_in_exactly_one_cluster(records: list[Record]) -> None:
    keys = [t.key for t in told_in(records)]
    assert sorted(key for cluster in clusters(*records) for key in cluster) == sorted(keys)


@settings(max_examples=40)
@given(several_records(), st.randoms(use_true_random=False))
def test_the_order_of_what_is_told_does_not_matter(records: list[Record], random: Random) -> None:
    items = list(told_in(records))
    shuffled = list(items)
    random.shuffle(shuffled)
    assert link(items) == link(shuffled) == link([*items, *shuffled])
