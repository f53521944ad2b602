"""Linking what is new to what was linked before, with the same result as linking everything at once.

Average linkage joins two clusters only if some pair between them scores above `LINKED`; so what hangs together by such pairs (a *knot*)
is linked apart from all else. A stray goes to a cluster only if some pair with it scores above `GATHERED`. So of all pairs ever
compared only those above `GATHERED` need be kept: a claim that comes, changes or goes touches the knots next to it, and the strays
next to these, and nothing else.

The *core* of a claim is the cluster that it was linked into, its *home* the one that it was gathered into, mostly the same. Both are
named by the first key of the cluster.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from counterclaim.incidents.linking import (
    GATHERED,
    LINKED,
    STRAYS,
    Cluster,
    agglomerate,
    are_candidates,
    cluster_of,
    may_stray,
    mean_of_best,
    score_of,
    scores_of,
)
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


def relink(memory: Memory, came: Sequence[Told], touched: Collection[str] = (), left: Collection[str] = ()) -> dict[str, Cluster | None]:
    """Links what came.

    Args:
        memory: keeps `came` already, but no pairs, core or home of it. What went is gone from it with its pairs.
        came: what is new, each once.
        touched: keys that formed a kept pair with something that went.
        left: the homes of what went.

    Returns:
        by home every cluster that changed, None for a home that is empty now.
    """
    memory.keep_pairs(_new_pairs(memory, came))
    knots = list(_knots(memory, {t.key for t in came} | set(touched)))
    tied = [key for knot in knots for key in knot]
    before = set(memory.homes(tied).values())
    cores = {key: core for knot in knots for key, core in _linked(memory.told(knot))}
    memory.settle(cores, cores)
    judged = memory.in_cores(_next_to(memory, cores))
    before |= set(memory.homes([key for keys in judged.values() for key in keys]).values())
    homes = {key: home for core, keys in judged.items() for home in [_home(memory, core, keys)] for key in keys}
    memory.settle({}, homes)
    changed = set(left) | before | set(cores.values()) | set(homes.values())
    inside = memory.in_homes(changed)
    return {home: _cluster(memory, inside[home]) if home in inside else None for home in sorted(changed)}


def _new_pairs(memory: Memory, came: Sequence[Told]) -> Iterator[Scored]:
    """The pairs with something new that are worth keeping."""
    fresh = {t.key for t in came}
    for one in came:
        for other in memory.meeting([one]):
            twice = other.key in fresh and other.key <= one.key
            if not twice and are_candidates(one, other):
                first, second = sorted((one, other), key=lambda t: t.key)
                value = score_of(first, second)
                if value > GATHERED:
                    yield first.key, second.key, value


def _knots(memory: Memory, keys: Collection[str]) -> Iterator[list[str]]:
    """The knots that hold these keys."""
    seen: set[str] = set()
    for key in sorted(keys):
        if key not in seen:
            knot, edge = {key}, {key}
            while edge:
                edge = {other for _, other, _ in memory.pairs_of(edge, LINKED)} - knot
                knot |= edge
            seen |= knot
            yield sorted(knot)


def _linked(knot: Iterable[Told]) -> Iterator[tuple[str, str]]:
    items = sorted(knot, key=lambda t: t.key)
    for members in agglomerate(len(items), scores_of(items)):
        yield from ((items[m].key, items[members[0]].key) for m in members)


def _next_to(memory: Memory, cores: Mapping[str, str]) -> set[str]:
    """The cores that are to be judged again: those that were made now, and those near them."""
    near = {other for _, other, _ in memory.pairs_of(cores.keys(), GATHERED)}
    return {*cores.values(), *memory.cores(near).values()}


def _home(memory: Memory, core: str, keys: Sequence[str]) -> str:
    """Where a core belongs: itself, or the larger cluster into which it is gathered. As `linking.gather` has it."""
    if len(keys) > STRAYS:
        return core
    strays = memory.told(keys)
    if not may_stray(strays):
        return core
    near = memory.cores({other for _, other, _ in memory.pairs_of(keys, GATHERED)})
    larger = {name: inside for name, inside in memory.in_cores(set(near.values()) - {core}).items() if len(inside) > STRAYS}
    nearness = {name: mean_of_best(_scores_between(strays, memory.told(inside))) for name, inside in sorted(larger.items())}
    best = max(nearness, key=lambda name: nearness[name], default=None)
    return best if best is not None and nearness[best] > GATHERED else core


def _scores_between(some: Iterable[Told], others: Sequence[Told]) -> list[float]:
    pairs = [sorted((a, b), key=lambda t: t.key) for a in some for b in others if are_candidates(a, b)]
    return [score_of(first, second) for first, second in pairs]


def _cluster(memory: Memory, keys: Sequence[str]) -> Cluster:
    return cluster_of(memory.told(keys), memory.cores(keys))
