from __future__ import annotations

import datetime as dt
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.incidents.linking import agglomerate, candidate_pairs, gather, link
from counterclaim.incidents.told import told_in
from counterclaim.records.models import Record
from counterclaim.records.words import Kind
from incidents_by_hand import FRIDAY, SATURDAY, SOTK, VAYK, Saying, harm, record, told, told_all
from sayings import several_records

MAY = dt.date(2023, 5, 1)


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


def test_gather_moves_small_unplaced_clusters_alone() -> None:
    items = [told(Saying(), f"r{n}") for n in range(4)] + [told(Saying(where=None), "r4"), told(Saying(), "r5")]
    scores = {(n, 4): -2.0 for n in range(4)} | {(n, 5): -2.0 for n in range(4)}
    assert gather([[0, 1, 2, 3], [4], [5]], items, scores) == [[0, 1, 2, 3, 4], [5]]
    assert gather([[0, 1, 2, 3], [4], [5]], items, {(n, 4): -9.0 for n in range(4)}) == [[0, 1, 2, 3], [4], [5]]
    assert gather([[0, 1, 2], [4]], items, {(n, 4): 9.0 for n in range(3)}) == [[0, 1, 2], [4]]


def test_agglomerate_joins_the_surest_first_and_by_the_mean() -> None:
    assert agglomerate(4, {(0, 1): 5.0, (2, 3): 4.0, (1, 2): 1.0, (0, 2): -9.0, (0, 3): -9.0, (1, 3): -9.0}) == [[0, 1], [2, 3]]
    assert agglomerate(3, {(0, 1): 5.0, (1, 2): 4.0, (0, 2): 3.0}) == [[0, 1, 2]]
    assert agglomerate(2, {}) == [[0], [1]]
    assert agglomerate(0, {}) == []


def test_a_pair_that_was_never_compared_counts_the_same_whatever_else_was() -> None:
    assert agglomerate(3, {(0, 1): 12.0, (1, 2): 9.0}) == [[0, 1, 2]]
    assert agglomerate(3, {(0, 1): 12.0, (1, 2): 7.0}) == [[0, 1], [2]]
    assert agglomerate(5, {(0, 1): 12.0, (1, 2): 9.0, (3, 4): -12.0}) == [[0, 1, 2], [3], [4]]


def test_claims_far_apart_in_time_are_not_compared() -> None:
    items = told_all(record("r1", Saying()), record("r2", Saying(days=(MAY, MAY))), record("r3", Saying(days=(SATURDAY, SATURDAY))))
    assert list(candidate_pairs(items)) == [(0, 2)]


def test_undated_claims_are_looked_for_before_their_publication() -> None:
    undated = Saying(days=None, where=None)
    assert list(candidate_pairs(told_all(record("r1", Saying()), record("r2", undated)))) == [(0, 1)]
    late = record("r2", undated, published=FRIDAY + dt.timedelta(days=30))
    assert list(candidate_pairs(told_all(record("r1", Saying()), late))) == []


def test_a_pair_is_compared_once() -> None:
    week = Saying(days=(FRIDAY, FRIDAY + dt.timedelta(days=6)), where=SOTK)
    assert list(candidate_pairs(told_all(record("r1", week), record("r2", week)))) == [(0, 1)]


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
