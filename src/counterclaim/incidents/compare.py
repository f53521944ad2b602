"""Records of several reports → incidents with their account tables and casualties."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from counterclaim.incidents.accounts import Origins, accounts_of
from counterclaim.incidents.casualties import casualties_of
from counterclaim.incidents.comparators import levels_of, load_weights
from counterclaim.incidents.linking import Cluster, link
from counterclaim.incidents.told import Told, told_in
from counterclaim.records.incidents import Incident, Link
from counterclaim.records.models import Place, Record, Time
from counterclaim.records.words import Kind, PlacePrecision

STRONGEST = 12
"""Links that an incident keeps."""
VAGUE = frozenset({Kind.CASUALTY, Kind.OTHER, Kind.CEASEFIRE_BREACH, Kind.ATTACK})
"""Kinds that name an incident only where nobody has a more exact one."""
T = TypeVar("T")


def find_incidents(records: Iterable[Record], origins: Origins) -> list[Incident]:
    """The incidents that some records tell of, those with the most claims first.

    Args:
        records: one a report, in any order: the result is the same.
        origins: the origin of each report by its id; one that is missing is its own.
    """
    found = [_incident(cluster, origins) for cluster in link(told_in(records))]
    return sorted(found, key=lambda i: (-len(i.claims), i.id))


def _incident(cluster: Cluster, origins: Origins) -> Incident:
    told = cluster.told
    return Incident(
        id="i" + hashlib.sha256(told[0].key.encode()).hexdigest()[:10],
        kind=_kind(told),
        place=_place(told),
        time=_time(told),
        parties=tuple(sorted({p for t in told for p in t.parties})),
        claims=tuple(t.key for t in told),
        reports=tuple(sorted({t.report.id for t in told})),
        accounts=tuple(accounts_of(told, origins)),
        casualties=tuple(casualties_of(told)),
        links=tuple(_links(cluster)),
    )


def _kind(told: Sequence[Told]) -> Kind:
    kinds = [t.event.kind for t in told]
    exact = [k for k in kinds if k not in VAGUE]
    return _commonest(exact or kinds)


def _place(told: Sequence[Told]) -> Place | None:
    places = [t.event.place for t in told if t.event.place is not None]
    exact = [p for p in places if p.precision is not PlacePrecision.COUNTRY]
    if not places:
        return None
    name = _commonest([p.name for p in exact or places])
    return max((p for p in exact or places if p.name == name), key=lambda p: (p.lat is not None, p.confidence))


def _time(told: Sequence[Told]) -> Time | None:
    times = [t.event.time for t in told if t.event.time is not None and t.event.time.start is not None]
    if not times:
        return None
    start, end = _commonest([(t.start, t.end) for t in times])
    return next(t for t in times if (t.start, t.end) == (start, end))


def _commonest(values: Sequence[T]) -> T:
    """The value that stands most often, the first in order among equals."""
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], str(v)))


def _links(cluster: Cluster) -> list[Link]:
    by_key = {t.key: t for t in cluster.told}
    weights = load_weights()
    strongest = sorted(cluster.scores.items(), key=lambda item: (-item[1], item[0]))[:STRONGEST]
    return [
        Link(
            one=one,
            other=other,
            score=round(score, 2),
            parts={name: (level, weights.get((name, level), 0.0)) for name, level in levels_of(by_key[one], by_key[other]).items()},
        )
        for (one, other), score in strongest
    ]
