"""Linking what is new to what was linked before, with the same result as linking everything at once; but where a block is crowded,
linking at once leaves pairs out and this does not.

Average linkage joins two clusters only if some pair between them scores above `LINKED`; so what hangs together by such pairs (a *knot*)
is linked apart from all else. A stray goes to a cluster only if some pair with it scores above `GATHERED`. So of all pairs ever
compared only those above `GATHERED` need be kept: a claim that comes, changes or goes touches the knots next to it, and the strays
next to the clusters of these that are made otherwise, and nothing else. A cluster that is made as it was before is no change.

The *core* of a claim is the cluster that it was linked into, its *home* the one that it was gathered into, mostly the same. Both are
named by the first key of the cluster.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from counterclaim.incidents.clustering import GATHERED, LINKED, STRAYS, agglomerate, mean_of_best
from counterclaim.incidents.linking import Cluster, cluster_of, may_stray
from counterclaim.incidents.pairing import Pairing
from counterclaim.incidents.told import Told

Scored = tuple[str, str, float]
"""The keys of a pair and its score."""


class Memory(Protocol):
    """What is kept of earlier linking, by the keys of what was told."""

    def told(self, keys: Collection[str]) -> list[Told]:
        """What was told under these keys."""
        ...

    def meeting(self, told: Sequence[Told]) -> list[Told]:
        """Everything kept that shares a block with one of these, these included."""
        ...

    def pairs_of(self, keys: Collection[str], above: float) -> list[Scored]:
        """The kept pairs of these keys that score above a bound, once for each of the two keys that is asked for, that one first."""
        ...

    def keep_pairs(self, pairs: Iterable[Scored]) -> None:
        """Keeps pairs, each of which comes once."""
        ...

    def cores(self, keys: Collection[str]) -> dict[str, str]:
        """The core of each key that has one."""
        ...

    def homes(self, keys: Collection[str]) -> dict[str, str]:
        """The home of each key that has one."""
        ...

    def in_cores(self, cores: Collection[str]) -> dict[str, list[str]]:
        """The keys in each of these cores that is not empty."""
        ...

    def in_homes(self, homes: Collection[str]) -> dict[str, list[str]]:
        """The keys in each of these homes that is not empty."""
        ...

    def settle(self, cores: Mapping[str, str], homes: Mapping[str, str]) -> None:
        """Sets cores and homes by key."""
        ...


def relink(
    memory: Memory, came: Sequence[Told], touched: Collection[str] = (), left: Collection[str] = (), pairing: Pairing | None = None
) -> dict[str, Cluster | None]:
    """Links what came.

    Args:
        memory: keeps `came` already, but no pairs, core or home of it. What went is gone from it with its pairs.
        came: what is new, each once.
        touched: keys that formed a kept pair with something that went.
        left: the homes of what went.
        pairing: knows the scores of pairs that were compared lately.

    Returns:
        by home every cluster that changed, None for a home that is empty now.
    """
    scores = pairing or Pairing()
    fresh = {t.key for t in came}
    memory.keep_pairs(scores.above(GATHERED, came, memory.meeting(came)))
    knots = _knots(memory, fresh | set(touched))
    was = memory.cores([key for knot in knots for key in knot])
    cores = {key: core for knot in knots for key, core in _linked(memory.told(knot), scores)}
    moved = fresh | {key for key, core in cores.items() if core != was.get(key)}
    memory.settle({key: cores[key] for key in moved}, {})
    altered = {was[key] for key in moved if key in was} | {cores[key] for key in moved | set(touched)}
    judged = _judged_again(memory, altered)
    before, homes = memory.homes([key for keys in judged.values() for key in keys]), _homes(memory, judged, scores)
    memory.settle({}, {key: home for key, home in homes.items() if home != before.get(key)})
    differing = {key for key, home in homes.items() if key in moved or home != before.get(key)}
    changed = {*left, *(homes[key] for key in differing), *(before[key] for key in differing if key in before)}
    made = clusters_in(memory, changed, scores)
    return {home: made.get(home) for home in sorted(changed)}


def clusters_in(memory: Memory, homes: Collection[str], scores: Pairing) -> dict[str, Cluster]:
    """The clusters of these homes, those that are not empty."""
    inside = memory.in_homes(homes)
    cores = memory.cores([key for keys in inside.values() for key in keys])
    items = {home: sorted(memory.told(keys), key=lambda t: t.key) for home, keys in inside.items()}
    return {home: cluster_of(some, cores, scores.among(some)) for home, some in items.items()}


def _knots(memory: Memory, keys: Collection[str]) -> list[list[str]]:
    """The knots that hold these keys."""
    ties: dict[str, set[str]] = defaultdict(set)
    known, edge = set(keys), set(keys)
    while edge:
        for one, other, _ in memory.pairs_of(edge, LINKED):
            ties[one].add(other)
            ties[other].add(one)
        edge = ties.keys() - known
        known |= edge
    knots: list[list[str]] = []
    while known:
        knot, rest = set[str](), [min(known)]
        while rest:
            key = rest.pop()
            if key not in knot:
                knot.add(key)
                rest += ties[key]
        known -= knot
        knots.append(sorted(knot))
    return knots


def _linked(knot: Iterable[Told], scores: Pairing) -> Iterator[tuple[str, str]]:
    items = sorted(knot, key=lambda t: t.key)
    for members in agglomerate(range(len(items)), scores.among(items)):
        yield from ((items[m].key, items[members[0]].key) for m in members)


def _judged_again(memory: Memory, altered: Collection[str]) -> dict[str, list[str]]:
    """The keys of the cores whose homes may be others now, by core: those that are made otherwise, and small ones near these."""
    inside = memory.in_cores(altered)
    near = {other for _, other, _ in memory.pairs_of([key for keys in inside.values() for key in keys], GATHERED)}
    beside = memory.in_cores(set(memory.cores(near).values()) - inside.keys())
    return inside | {core: keys for core, keys in beside.items() if len(keys) <= STRAYS}


def _homes(memory: Memory, judged: Mapping[str, Sequence[str]], scores: Pairing) -> dict[str, str]:
    """Where each key of the cores belongs: to its core, or to the larger cluster that gathers it, as `clustering.gather` has it."""
    homes = {key: core for core, keys in judged.items() for key in keys}
    strays = {core: told for core, keys in judged.items() if len(keys) <= STRAYS and may_stray(told := memory.told(keys))}
    near = memory.pairs_of([t.key for told in strays.values() for t in told], GATHERED)
    cores = memory.cores({other for _, other, _ in near})
    beside: dict[str, set[str]] = defaultdict(set)
    for key, other, _ in near:
        beside[homes[key]].add(cores[other])
    larger = {core: memory.told(keys) for core, keys in memory.in_cores(set(cores.values())).items() if len(keys) > STRAYS}
    for core, told in strays.items():
        nearness = {name: mean_of_best(scores.between(told, larger[name])) for name in sorted(beside[core] - {core}) if name in larger}
        best = max(nearness, key=lambda name: nearness[name], default=None)
        if best is not None and nearness[best] > GATHERED:
            homes |= {t.key: best for t in told}
    return homes
