"""Clusters of claims from the scores of their pairs: average linkage, the surest pair first, then strays to where they belong."""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set

Pair = tuple[int, int]
Crowds = Mapping[int, Set[int]]
"""By position the crowded blocks that a claim is in, as even numbers; the next odd one stands beside it if no two of these are compared."""
LINKED = -1.0
"""Least mean score at which two clusters become one; below zero, since the scores of pairs are not independent of one another."""
UNCOMPARED = -10.0
"""Score of a pair that was never compared: the lowest of a pair that was, in both halves of the gold corpus. It is a constant, so that
reports of another war change nothing here; from -8 upwards the dev half gets worse, below -9 nothing changes."""
STRAYS = 4
"""Claims of the largest cluster that may still be gathered into another."""
BEST = 3
"""Pairs by which a stray is judged."""
GATHERED = -3.5
"""Least mean score of those pairs."""


class _Growing:
    """Clusters on their way: members, sums of scores between clusters, and how many of each lie in which crowded block."""

    def __init__(self, members: Sequence[int], scores: Mapping[Pair, float], crowds: Crowds) -> None:
        self.clusters: dict[int, list[int]] = {n: [n] for n in members}
        self._between: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        self._crowds = {n: Counter(crowds.get(n, ())) for n in members if n in crowds}
        self._fresh = max(members, default=-1) + 1
        for (a, b), value in scores.items():
            self._between[a][b] = self._between[b][a] = (value, 1)

    def merge(self, a: int, b: int) -> list[tuple[float, int, int]]:
        """Makes one cluster of two.

        Returns:
            what it may be merged with next: the mean score with its sign turned, and the numbers of both clusters.
        """
        fresh, self._fresh = self._fresh, self._fresh + 1
        self.clusters[fresh] = sorted(self.clusters.pop(a) + self.clusters.pop(b))
        crowds = self._crowds.pop(a, Counter()) + self._crowds.pop(b, Counter())
        if crowds:
            self._crowds[fresh] = crowds
        one, other = self._between.pop(a, {}), self._between.pop(b, {})
        following = []
        for n in (one.keys() | other.keys()) - {a, b}:
            (total, pairs), (more, further) = one.get(n, (0.0, 0)), other.get(n, (0.0, 0))
            for gone in (a, b):
                self._between[n].pop(gone, None)
            self._between[fresh][n] = self._between[n][fresh] = (total + more, pairs + further)
            if (mean := self._mean(n, fresh)) > LINKED:
                following.append((-mean, n, fresh))
        return following

    def _mean(self, a: int, b: int) -> float:
        """Mean score between two clusters. A pair left out since its block is crowded counts as the others do."""
        total, pairs = self._between[a][b]
        missing = len(self.clusters[a]) * len(self.clusters[b]) - pairs
        if missing and a in self._crowds and b in self._crowds:
            one, other = sorted((self._crowds[a], self._crowds[b]), key=len)
            crowded = (n * other[block] - one[block + 1] * other[block + 1] for block, n in one.items() if not block % 2)
            missing -= min(missing, max(crowded, default=0))
        return (total + UNCOMPARED * missing) / (pairs + missing)


def agglomerate(members: Sequence[int], scores: Mapping[Pair, float], crowds: Crowds | None = None) -> list[list[int]]:
    """Average linkage over sparse scores; a pair that was never compared counts as `UNCOMPARED`.

    Args:
        members: positions of claims.
        scores: by pairs of these, the lower position first; minus infinity keeps two apart whatever the others are.
        crowds: blocks of which not all pairs were compared, by position.

    Returns:
        the members of each cluster in order, clusters by their first member.
    """
    growing = _Growing(members, scores, crowds or {})
    heap = [(-value, a, b) for (a, b), value in scores.items() if value > LINKED]
    heapq.heapify(heap)
    while heap:
        _, a, b = heapq.heappop(heap)
        if a in growing.clusters and b in growing.clusters:
            for following in growing.merge(a, b):
                heapq.heappush(heap, following)
    return sorted(growing.clusters.values())


def gather(clusters: Sequence[list[int]], placed: Sequence[bool], scores: Mapping[Pair, float]) -> list[list[int]]:
    """Small clusters that tell too little of place and day to be linked go where their best pairs lead.

    "No soldier was hurt" belongs to what its report tells, though it has neither day nor place: the mean score to all accounts of
    that is low, to the nearest ones it is not.

    Args:
        clusters: members of each.
        placed: by position, whether a claim tells both place and day.
        scores: of pairs that lie in two clusters; others do not matter.
    """
    home = {member: number for number, cluster in enumerate(clusters) for member in cluster}
    strays = {n for n, c in enumerate(clusters) if len(c) <= STRAYS and not all(placed[m] for m in c)}
    towards: dict[int, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for (a, b), value in scores.items():
        for one, other in ((home[a], home[b]), (home[b], home[a])):
            if one in strays and len(clusters[other]) > STRAYS:
                towards[one][other].append(value)
    gathered = {number: list(cluster) for number, cluster in enumerate(clusters)}
    for number in sorted(towards):
        if (best := where_to(towards[number])) is not None:
            gathered[best] += gathered.pop(number)
    return sorted(sorted(members) for members in gathered.values())


def where_to(towards: Mapping[int, Sequence[float]]) -> int | None:
    """The larger cluster that a stray goes to, from the scores of its pairs with each; None if it stays."""
    larger = {n: mean_of_best(values) for n, values in towards.items()}
    best = max(larger, key=lambda n: (larger[n], -n))
    return best if larger[best] > GATHERED else None


def mean_of_best(values: Sequence[float]) -> float:
    """How near a stray is to a cluster, from the scores of its pairs with that; minus infinity where one pair is told apart."""
    best = sorted(values, reverse=True)[:BEST]
    return min(values) if math.isinf(min(values)) else sum(best) / len(best)


def components(count: int, edges: Sequence[Pair]) -> list[int]:
    """The least position that each of `count` is joined to by edges, directly or through others."""
    root = list(range(count))

    def find(n: int) -> int:
        while root[n] != n:
            root[n] = root[root[n]]
            n = root[n]
        return n

    for a, b in edges:
        one, other = sorted((find(a), find(b)))
        root[other] = one
    return [find(n) for n in range(count)]
