"""Which claims tell of one incident.

Claims are blocked by day and party, so that only those that could be one are compared; pairs are scored by the named
comparators; clusters grow by average linkage, the surest pair first, as long as the mean score between two clusters stays above
a bound. The result depends on what is told alone and not on the order in which it comes.
"""

from __future__ import annotations

import datetime as dt
import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from counterclaim.incidents.comparators import levels_of, load_weights, score
from counterclaim.incidents.told import Told

LONGEST = 10
"""Days. A longer stretch of time is blocked by its months."""
UNDATED = 4
"""Days before publication in which an undated claim is looked for."""
LINKED = -1.0
"""Least mean score at which two clusters become one; below zero, since the scores of pairs are not independent of one another."""
CELL = 2.0
"""Degrees of a square of the grid by which places are blocked."""
UNCOMPARED = -10.0
"""Score of a pair that was never compared: the lowest of a pair that was, in both halves of the gold corpus. It is a constant, so that
reports of another war change nothing here; from -8 upwards the dev half gets worse, below -9 nothing changes."""
WIDE = "party"
"""Sort of the blocks in which only claims meet that are not definite."""
Pair = tuple[int, int]


@dataclass(frozen=True)
class Cluster:
    """Claims of one incident in the order of their keys, the scores of the pairs that were compared within it, and the keys of the
    claims that were gathered in."""

    told: tuple[Told, ...]
    scores: Mapping[tuple[str, str], float]
    gathered: frozenset[str] = frozenset()


def link(told: Iterable[Told]) -> list[Cluster]:
    """Clusters of claims, each claim in exactly one, ordered by their first claim. What is told twice under one key counts once."""
    items = sorted({t.key: t for t in told}.values(), key=lambda t: t.key)
    scores = scores_of(items)
    linked = agglomerate(len(items), scores)
    home = {member: number for number, members in enumerate(linked) for member in members}
    clusters = gather(linked, items, scores)
    return [_cluster(members, home, items, scores) for members in clusters]


def scores_of(items: Sequence[Told]) -> dict[Pair, float]:
    """The score of every pair worth comparing, by positions."""
    return {pair: score_of(items[pair[0]], items[pair[1]]) for pair in candidate_pairs(items)}


def score_of(one: Told, other: Told) -> float:
    """The score of a pair."""
    return score(levels_of(one, other), load_weights())


def cluster_of(items: Sequence[Told], cores: Mapping[str, str], scores: Mapping[Pair, float]) -> Cluster:
    """The cluster that some claims make.

    Args:
        items: in the order of their keys.
        cores: by key, the first key of the cluster that each was in before it was gathered.
        scores: as `scores_of` gives them.
    """
    numbers = {core: n for n, core in enumerate(sorted({cores[t.key] for t in items}))}
    home = {n: numbers[cores[t.key]] for n, t in enumerate(items)}
    return _cluster(range(len(items)), home, items, scores)


def _cluster(members: Sequence[int], home: Mapping[int, int], items: Sequence[Told], scores: Mapping[Pair, float]) -> Cluster:
    """`home` is the number of the cluster that each claim was in before small ones were gathered into large ones."""
    sizes = Counter(home[m] for m in members)
    core = min(sizes, key=lambda n: (-sizes[n], n))
    gathered = frozenset(items[m].key for m in members if home[m] != core)
    inside = {(items[a].key, items[b].key): scores[a, b] for a, b in combinations(members, 2) if (a, b) in scores}
    return Cluster(tuple(items[m] for m in members), inside, gathered)


def candidate_pairs(items: Sequence[Told]) -> Iterator[Pair]:
    """Pairs of positions worth comparing, each once, the lower position first.

    Claims that name a place and two parties meet where day and both parties, or day and place, are the same; the others meet all
    of their day and party, since little is known of them. So the number of pairs grows with the claims of a day and a pair of
    parties, not with those of a war.
    """
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for position, told in enumerate(items):
        for block in set(blocks_of(told)):
            blocks[block].append(position)
    definite = [is_definite(told) for told in items]
    seen: set[Pair] = set()
    for block, inside in blocks.items():
        wide = block[0] == WIDE
        for pair in combinations(inside, 2):
            if pair not in seen and not (wide and definite[pair[0]] and definite[pair[1]]):
                seen.add(pair)
                yield pair


def is_definite(told: Told) -> bool:
    """Whether a claim names a place and two parties, so that it need not meet all of its day and party."""
    return len(told.parties) > 1 and _cell(told, 0.0) is not None


def blocks_of(told: Told) -> Iterator[tuple[str, ...]]:
    """The blocks that a claim lies in; some may come twice."""
    country = told.event.place.country if told.event.place is not None else None
    claimant = told.claim.claimant.party
    parties = told.parties | ({country} if country else set()) | ({claimant} if claimant else set())
    cells = {cell for shift in (0.0, CELL / 2) if (cell := _cell(told, shift)) is not None}
    for stretch in _stretches(told):
        yield from ((WIDE, stretch, party) for party in parties)
        yield from (("pair", stretch, *pair) for pair in combinations(sorted(told.parties), 2))
        yield from (("cell", stretch, cell) for cell in cells)


def _cell(told: Told, shift: float) -> str | None:
    """The square of a grid that a place lies in; of two grids half a square apart one holds any two places near each other."""
    place = told.event.place
    if place is None or place.lat is None or place.lon is None:
        return None
    return f"{shift}:{math.floor((place.lat + shift) / CELL)}:{math.floor((place.lon + shift) / CELL)}"


def _stretches(told: Told) -> Iterator[str]:
    """The days of a claim and their neighbours, or the months of a long one."""
    published = told.report.published_on
    days = told.days or ((published - dt.timedelta(days=UNDATED), published) if published else None)
    if days is None:
        yield "undated"
        return
    first, last = days
    if (last - first).days > LONGEST:
        yield from (f"{first:%Y-%m}", f"{last:%Y-%m}")
        return
    yield from ((first + dt.timedelta(days=n)).isoformat() for n in range(-1, (last - first).days + 2))


def agglomerate(count: int, scores: Mapping[Pair, float]) -> list[list[int]]:
    """Average linkage over sparse scores; a pair that was never compared counts as `UNCOMPARED`.

    Returns:
        the members of each cluster in order, clusters by their first member.
    """
    clusters: dict[int, list[int]] = {n: [n] for n in range(count)}
    between: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
    heap: list[tuple[float, int, int]] = []
    for (a, b), value in scores.items():
        between[a][b] = between[b][a] = (value, 1)
        if value > LINKED:
            heap.append((-value, a, b))
    heapq.heapify(heap)
    fresh = count
    while heap:
        _, a, b = heapq.heappop(heap)
        if a not in clusters or b not in clusters:
            continue
        merged = sorted(clusters.pop(a) + clusters.pop(b))
        neighbours = between[a].keys() | between[b].keys()
        sums = {n: _added(between[a].get(n), between[b].get(n)) for n in neighbours if n in clusters}
        clusters[fresh] = merged
        for n, (total, pairs) in sums.items():
            between[fresh][n] = between[n][fresh] = (total, pairs)
            possible = len(merged) * len(clusters[n])
            mean = (total + UNCOMPARED * (possible - pairs)) / possible
            if mean > LINKED:
                heapq.heappush(heap, (-mean, min(n, fresh), max(n, fresh)))
        fresh += 1
    return sorted(clusters.values())


STRAYS = 3
"""Claims of the largest cluster that may still be gathered into another."""
BEST = 3
"""Pairs by which a stray is judged."""
GATHERED = -3.5
"""Least mean score of those pairs."""


def gather(clusters: Sequence[list[int]], items: Sequence[Told], scores: Mapping[Pair, float]) -> list[list[int]]:
    """Small clusters that tell too little of place and day to be linked go where their best pairs lead.

    "No soldier was hurt" belongs to what its report tells, though it has neither day nor place: the mean score to all accounts of
    that is low, to the nearest ones it is not.
    """
    home = {member: number for number, cluster in enumerate(clusters) for member in cluster}
    towards: dict[int, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for (a, b), value in scores.items():
        if home[a] != home[b]:
            towards[home[a]][home[b]].append(value)
            towards[home[b]][home[a]].append(value)
    gathered = {number: list(cluster) for number, cluster in enumerate(clusters)}
    for number, cluster in enumerate(clusters):
        if not may_stray([items[m] for m in cluster]):
            continue
        larger = {n: mean_of_best(values) for n, values in towards[number].items() if len(clusters[n]) > STRAYS}
        best = max(larger, key=lambda n: (larger[n], -n), default=None)
        if best is not None and larger[best] > GATHERED:
            gathered[best] += gathered.pop(number)
    return sorted(sorted(members) for members in gathered.values())


def may_stray(cluster: Sequence[Told]) -> bool:
    """Whether a cluster is small and vague enough to be gathered into another."""
    return len(cluster) <= STRAYS and not all(t.event.place is not None and t.days is not None for t in cluster)


def mean_of_best(values: Sequence[float]) -> float:
    """How near a stray is to a cluster, from the scores of its pairs with that."""
    best = sorted(values, reverse=True)[:BEST]
    return sum(best) / len(best)


def _added(one: tuple[float, int] | None, other: tuple[float, int] | None) -> tuple[float, int]:
    return tuple(sum(x) for x in zip(one or (0.0, 0), other or (0.0, 0), strict=True))  # type: ignore[return-value]
