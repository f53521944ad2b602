from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random

import pytest

from counterclaim.incidents import blocking
from counterclaim.incidents.blocking import candidate_pairs
from counterclaim.incidents.linking import link
from counterclaim.incidents.told import Told
from counterclaim.records.words import Kind
from incidents_by_hand import FRIDAY, SATURDAY, SOTK, VAYK, Saying, record, told_all

MAY = dt.date(2023, 5, 1)


def pairs(items: list[Told]) -> list[tuple[int, int]]:
    return [(a, b) for a, b in candidate_pairs(items).pairs.tolist()]


def test_claims_far_apart_in_time_are_not_compared() -> None:
    items = told_all(record("r1", Saying()), record("r2", Saying(days=(MAY, MAY))), record("r3", Saying(days=(SATURDAY, SATURDAY))))
    assert pairs(items) == [(0, 2)]


def test_undated_claims_are_looked_for_before_their_publication() -> None:
    undated = Saying(days=None, where=None)
    assert pairs(told_all(record("r1", Saying()), record("r2", undated))) == [(0, 1)]
    late = record("r2", undated, published=FRIDAY + dt.timedelta(days=30))
    assert pairs(told_all(record("r1", Saying()), late)) == []


def test_the_voice_of_a_report_joins_no_wars() -> None:
    """A loss of one party each, told by the reports themselves on one day."""
    one = Saying(claimant="NARRATOR", initiators=(), targets=("ARM",), where=None)
    other = Saying(claimant="NARRATOR", initiators=(), targets=("SDN",), where=None)
    assert pairs(told_all(record("r1", one), record("r2", other))) == []
    assert pairs(told_all(record("r1", one), record("r2", one))) == [(0, 1)]


def test_a_pair_is_compared_once_however_many_blocks_it_shares() -> None:
    week = Saying(days=(FRIDAY, FRIDAY + dt.timedelta(days=6)), where=SOTK)
    assert pairs(told_all(record("r1", week), record("r2", week))) == [(0, 1)]


def test_a_long_stretch_meets_its_like_by_the_month() -> None:
    long = Saying(days=(FRIDAY, FRIDAY + dt.timedelta(days=40)))
    assert pairs(told_all(record("r1", long), record("r2", long))) == [(0, 1)]


def test_what_names_two_parties_is_not_compared_by_one_party_and_day_alone() -> None:
    elsewhere = Saying(where=None, initiators=("RUS",), targets=("ARM",))
    assert pairs(told_all(record("r1", Saying()), record("r2", elsewhere))) == []
    assert pairs(told_all(record("r1", Saying()), record("r2", replace(elsewhere, days=None)))) == [(0, 1)]
    assert pairs(told_all(record("r1", Saying()), record("r2", replace(elsewhere, targets=())))) == [(0, 1)]


def test_claims_of_one_report_are_compared_whatever_they_tell() -> None:
    assert pairs(told_all(record("r1", Saying(), Saying(days=(MAY, MAY), where=None, initiators=("RUS",), targets=())))) == [(0, 1)]


def test_nothing_told_is_nothing_to_compare() -> None:
    assert candidate_pairs([]).pairs.shape == (0, 2)


def crowd() -> list[Told]:
    """Three happenings of one day between two parties, told by twelve reports each, and some that say little."""
    sayings = [
        Saying(),
        Saying(kind=Kind.DRONE_ATTACK, where=VAYK, initiators=("ARM",), targets=("AZE",)),
        Saying(kind=Kind.CASUALTY, where=None, initiators=()),
    ]
    return told_all(*(record(f"r{n}{k}", saying) for k in range(12) for n, saying in enumerate(sayings)))


def test_a_crowded_block_is_compared_in_order_and_keeps_its_claims_together(monkeypatch: pytest.MonkeyPatch) -> None:
    items = crowd()
    every = len(candidate_pairs(sorted(items, key=lambda t: t.key)).pairs)
    monkeypatch.setattr(blocking, "CROWDED", 10)
    monkeypatch.setattr(blocking, "NEAR", 2)
    monkeypatch.setattr(blocking, "NEAR_WIDE", 2)
    found = candidate_pairs(sorted(items, key=lambda t: t.key))
    assert len(found.pairs) < every / 2
    assert set(found.crowds) == set(range(len(items)))
    crowded = link(items)
    for happening in "012":
        homes = [c for c in crowded if any(t.report.id[1] == happening for t in c.told)]
        assert len(homes) == 1
    Random(3).shuffle(items)  # noqa: S311 - nothing secret
    assert link(items) == crowded
