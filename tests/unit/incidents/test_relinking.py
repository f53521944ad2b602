"""Linking what comes and goes bit by bit gives what linking everything at once gives."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import pytest

from counterclaim.incidents.blocking import blocks_of, candidate_pairs
from counterclaim.incidents.comparators import score_of
from counterclaim.incidents.linking import Cluster, link
from counterclaim.incidents.pairing import Pairing
from counterclaim.incidents.relinking import Scored, relink
from counterclaim.incidents.told import Told, told_in
from counterclaim.records.models import Record
from generated_reports import nth_record
from gold_records import gold_records


class Kept:
    """A memory in dictionaries."""

    def __init__(self) -> None:
        self.items: dict[str, Told] = {}
        self.pairs: dict[str, dict[str, float]] = defaultdict(dict)
        self.core: dict[str, str] = {}
        self.home: dict[str, str] = {}

    def told(self, keys: Collection[str]) -> list[Told]:
        return [self.items[key] for key in keys]

    def meeting(self, told: Sequence[Told]) -> list[Told]:
        asked = {block for t in told for block in blocks_of(t)}
        return [t for t in self.items.values() if not asked.isdisjoint(blocks_of(t))]

    def pairs_of(self, keys: Collection[str], above: float) -> list[Scored]:
        return [(key, other, score) for key in keys for other, score in self.pairs[key].items() if score > above]

    def keep_pairs(self, pairs: Iterable[Scored]) -> None:
        for one, other, score in list(pairs):
            assert other not in self.pairs[one]
            self.pairs[one][other] = self.pairs[other][one] = score

    def cores(self, keys: Collection[str]) -> dict[str, str]:
        return {key: self.core[key] for key in keys if key in self.core}

    def homes(self, keys: Collection[str]) -> dict[str, str]:
        return {key: self.home[key] for key in keys if key in self.home}

    def in_cores(self, cores: Collection[str]) -> dict[str, list[str]]:
        return inside(self.core, cores)

    def in_homes(self, homes: Collection[str]) -> dict[str, list[str]]:
        return inside(self.home, homes)

    def settle(self, cores: Mapping[str, str], homes: Mapping[str, str]) -> None:
        self.core |= cores
        self.home |= homes

    def remove(self, keys: Collection[str]) -> tuple[set[str], set[str]]:
        """Forgets keys; gives what they were paired with, and their homes."""
        touched = {other for key in keys for other in self.pairs[key]} - set(keys)
        left = {self.home[key] for key in keys}
        for key in keys:
            for other in self.pairs.pop(key):
                self.pairs[other].pop(key, None)
            for kept in (self.items, self.core, self.home):
                kept.pop(key)
        return touched, left


def inside(named: Mapping[str, str], wanted: Collection[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, name in named.items():
        if name in wanted:
            found[name].append(key)
    return dict(found)


def by_report(records: Iterable[Record]) -> list[list[Told]]:
    return [told for record in records if (told := list(told_in([record])))]


WAR = tuple(nth_record(number, per_day=2, conflicts=2) for number in range(100, 114))
"""Two conflicts of a week, of which most reports tell the same incidents."""


@pytest.mark.parametrize(("seed", "records"), [(1, gold_records()[:10]), (2, gold_records()[:10]), (3, WAR), (4, WAR)])
def test_reports_that_come_and_go_leave_what_all_at_once_would(seed: int, records: Sequence[Record]) -> None:
    dice, memory, pairing = random.Random(seed), Kept(), Pairing()
    clusters: dict[str, Cluster] = {}

    def applied(changed: Mapping[str, Cluster | None]) -> None:
        for home, cluster in changed.items():
            clusters.pop(home, None)
            if cluster is not None:
                clusters[home] = cluster

    reports = by_report(records)
    dice.shuffle(reports)
    for number, told in enumerate(reports):
        memory.items |= {t.key: t for t in told}
        applied(relink(memory, told, pairing=pairing))
        if number % 3 == 2:
            gone = dice.choice(reports[: number + 1])
            keys = [t.key for t in gone if t.key in memory.items]
            applied(relink(memory, [], *memory.remove(keys), pairing))
    assert sorted(clusters.values(), key=lambda c: c.told[0].key) == link(memory.items.values())


def test_a_pairing_gives_the_scores_that_linking_uses() -> None:
    items = sorted((t for told in by_report(gold_records()[:6]) for t in told), key=lambda t: t.key)
    assert Pairing().among(items) == {(a, b): score_of(items[a], items[b]) for a, b in candidate_pairs(items).pairs.tolist()}


def test_what_does_not_change_is_not_told_again() -> None:
    first, *_, last = by_report(WAR)
    memory = Kept()
    memory.items |= {t.key: t for t in (*first, *last)}
    homes = set(relink(memory, first))
    assert homes
    assert not homes & set(relink(memory, last))  # another conflict
    assert relink(memory, [], touched=[t.key for t in first]) == {}
