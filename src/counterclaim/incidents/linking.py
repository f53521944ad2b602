"""Which claims tell of one incident.

Claims are blocked, so that only those that could be one are compared; pairs are scored by the named comparators; clusters grow by
average linkage. What one report itself distinguishes is never put together. No cluster reaches over what no good pair joins, so each
such part is clustered by itself. The result depends on what is told alone and not on the order in which it comes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.incidents.blocking import Candidates, Numbers, candidate_pairs
from counterclaim.incidents.clustering import LINKED, STRAYS, Crowds, Pair, agglomerate, components, gather
from counterclaim.incidents.comparators import score_of
from counterclaim.incidents.told import Told

Scores = NDArray[np.float64]


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
    candidates = candidate_pairs(items)
    scores = _scores(items, candidates.pairs)
    linked = _linked(len(items), candidates, scores)
    clusters = _gathered(linked, items, candidates.pairs, scores)
    home = _homes(linked, len(items))
    inside = _by_part(_homes(clusters, len(items)), candidates.pairs, scores)
    return [_cluster(members, home, items, inside.get(number, {})) for number, members in enumerate(clusters)]


def cluster_of(items: Sequence[Told], cores: Mapping[str, str], scores: Mapping[Pair, float]) -> Cluster:
    """The cluster that some claims make.

    Args:
        items: in the order of their keys.
        cores: by key, the first key of the cluster that each was in before it was gathered.
        scores: of the pairs that are worth comparing, by positions.
    """
    numbers = {core: n for n, core in enumerate(sorted({cores[t.key] for t in items}))}
    home = np.array([numbers[cores[t.key]] for t in items], dtype=np.int64)
    return _cluster(range(len(items)), home, items, scores)


def cluster_at(items: Sequence[Told], homes: Numbers, scores: Mapping[Pair, float]) -> Cluster:
    """As `cluster_of`, with the number of the cluster that each was in before; of clusters of one size the lowest number is the core."""
    return _cluster(range(len(items)), homes, items, scores)


def may_stray(cluster: Sequence[Told]) -> bool:
    """Whether a cluster is small and vague enough to be gathered into another."""
    return len(cluster) <= STRAYS and not all(is_placed(told) for told in cluster)


def _scores(items: Sequence[Told], pairs: Numbers) -> Scores:
    return np.fromiter((score_of(items[a], items[b]) for a, b in pairs.tolist()), dtype=np.float64, count=len(pairs))


def _linked(count: int, candidates: Candidates, scores: Scores) -> list[list[int]]:
    """Clusters by average linkage, each part that good pairs join by itself."""
    parts = components(count, candidates.pairs[scores > LINKED].tolist())
    members: dict[int, list[int]] = defaultdict(list)
    for position, part in enumerate(parts):
        members[part].append(position)
    inside = _by_part(np.array(parts, dtype=np.int64), candidates.pairs, scores)
    crowds: Crowds = candidates.crowds
    clusters = (agglomerate(m, inside[part], crowds) if part in inside else [m] for part, m in members.items())
    return sorted(cluster for found in clusters for cluster in found)


def _by_part(parts: Numbers, pairs: Numbers, scores: Scores) -> dict[int, dict[Pair, float]]:
    """The scores of pairs that lie in one part, by part."""
    chosen = parts[pairs[:, 0]] == parts[pairs[:, 1]]
    found: dict[int, dict[Pair, float]] = defaultdict(dict)
    for part, (a, b), value in zip(parts[pairs[chosen, 0]].tolist(), pairs[chosen].tolist(), scores[chosen].tolist(), strict=True):
        found[part][a, b] = value
    return found


def _gathered(linked: Sequence[list[int]], items: Sequence[Told], pairs: Numbers, scores: Scores) -> list[list[int]]:
    """The clusters after strays went where they belong. Only pairs of a small cluster and a larger one matter."""
    home, sizes = _homes(linked, len(items)), np.array([len(c) for c in linked], dtype=np.int64)
    small = sizes[home] <= STRAYS
    between = small[pairs[:, 0]] != small[pairs[:, 1]]
    across = {(a, b): value for (a, b), value in zip(pairs[between].tolist(), scores[between].tolist(), strict=True)}
    return gather(linked, [is_placed(told) for told in items], across)


def _homes(clusters: Sequence[Sequence[int]], count: int) -> Numbers:
    """The number of the cluster that each claim is in."""
    home = np.empty(count, np.int64)
    for number, members in enumerate(clusters):
        home[list(members)] = number
    return home


def _cluster(members: Sequence[int], home: Numbers, items: Sequence[Told], scores: Mapping[Pair, float]) -> Cluster:
    """`home` is the number of the cluster that each claim was in before small ones were gathered into large ones."""
    sizes = Counter(home[list(members)].tolist())
    core = min(sizes, key=lambda n: (-sizes[n], n))
    gathered = frozenset(items[m].key for m in members if home[m] != core)
    inside = {(items[a].key, items[b].key): value for (a, b), value in scores.items()}
    return Cluster(tuple(items[m] for m in members), inside, gathered)


def is_placed(told: Told) -> bool:
    """Whether it tells both place and day."""
    return told.event.place is not None and told.days is not None
