"""Records of several reports → incidents with their account tables and casualties."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from counterclaim.incidents.accounts import Origins, accounts_of
from counterclaim.incidents.campaigns import with_campaigns
from counterclaim.incidents.casualties import casualties_of
from counterclaim.incidents.comparators import BASE, levels_of, load_weights
from counterclaim.incidents.identity import incident_id
from counterclaim.incidents.linking import Cluster, link
from counterclaim.incidents.origins import Origin
from counterclaim.incidents.publication import published_at
from counterclaim.incidents.relations import MEANS
from counterclaim.incidents.told import Told, told_in
from counterclaim.records.comparison import Comparison, join
from counterclaim.records.incidents import Incident, Link
from counterclaim.records.models import Place, Record, Report, Time
from counterclaim.records.words import Kind, PlacePrecision

STRONGEST = 3
"""Links of each claim that an incident keeps: its best one, and two more to judge by."""
ANY_PAIR = "any pair"
VAGUE = frozenset({Kind.CASUALTY, Kind.OTHER, Kind.CEASEFIRE_BREACH})
"""Kinds that name an incident only where nobody has a more exact one."""
WAYS = MEANS | {Kind.ARMED_CLASH}
"""Ways to attack: who tells only of an attack may mean any of them."""
ACTS = WAYS | {Kind.ATTACK, Kind.INCURSION, Kind.INTERCEPTION}
"""Acts of violence, that name an incident before what came of them: people or ground taken, people fled, troops withdrawn."""
T = TypeVar("T")


def find_incidents(records: Iterable[Record], origins: Origins) -> list[Incident]:
    """The incidents that some records tell of, those with the most claims first.

    Args:
        records: in any order: the result is the same. Of several of one report (the same text) the first counts, see `one_each`.
        origins: the origin of each report by its id; one that is missing is its own.
    """
    found = [incident_of(cluster, origins) for cluster in link(told_in(one_each(records)))]
    return sorted(found, key=lambda i: (-len(i.claims), i.id))


def compare(records: Iterable[Record], origins: Origins) -> Comparison:
    """Records side by side with their incidents and the campaigns of these; the arguments are those of `find_incidents`.

    An origin that bears the id of one of the reports is founded by that one, any other by its earliest report.
    """
    each = one_each(records)
    founders = founders_of([record.report.id for record in sorted(each, key=precedence)], origins)
    return with_campaigns(join(each, find_incidents(each, origins), founders))


def founders_of(reports: Sequence[str], origins: Origins) -> dict[str, str]:
    """The report that founded the origin of each, from the ids of all reports in order of `precedence`."""
    first = dict(zip(reports, reports, strict=True))
    for name in reports:
        first.setdefault(origins.get(name, name), name)
    return {name: first[origins.get(name, name)] for name in reports}


def one_each(records: Iterable[Record]) -> list[Record]:
    """One record for each report, in the order given. A report's id is that of its text: of several, the earliest published stays."""
    chosen: dict[str, Record] = {}
    for record in records:
        known = chosen.get(record.report.id)
        if known is None or precedence(record) < precedence(known):
            chosen[record.report.id] = record
    return list(chosen.values())


def precedence(record: Record) -> tuple[str, str]:
    """Sort key: of several records of one report the least stays."""
    return str(record.report.published or "none"), record.model_dump_json()


def copies_told(reports: Iterable[Report]) -> dict[str, str]:
    """The origin of each report as far as the reports themselves say which one they repeat (`copy_of`)."""
    return followed({r.id: r.copy_of for r in reports})


def followed(told: Mapping[str, str | None]) -> dict[str, str]:
    """The origin of each report, from the report that each says it is a copy of."""
    origins = {}
    for start in told:
        here, seen = start, {start}
        while (source := told.get(here)) is not None and source not in seen:
            seen.add(source)
            here = source
        origins[start] = here if source is None else min(seen)
    return origins


def origins_of(reports: Iterable[Report], folded: Iterable[Origin]) -> dict[str, str]:
    """The origin of each report: what the reports themselves say goes before what `origins.fold` found."""
    return preferred(copies_told(reports), {name: origin.of for origin in folded for name in origin.reports})


def preferred(told: Mapping[str, str], seen: Mapping[str, str]) -> dict[str, str]:
    """The origin of each report, from what the reports say (`told`) and what was found by comparing them (`seen`)."""
    return {**seen, **{name: seen.get(origin, origin) for name, origin in told.items() if origin != name}}


def incident_of(cluster: Cluster, origins: Origins) -> Incident:
    """The incident that a cluster of claims tells of; `origins` as for `find_incidents`."""
    told = cluster.told
    return Incident(
        id=incident_id(t for t in told if t.key not in cluster.gathered),
        kind=_kind(told, origins),
        place=_place(told),
        time=_time(told),
        parties=tuple(sorted({p for t in told for p in t.parties})),
        claims=tuple(dict.fromkeys(t.claim_id for t in told)),
        reports=tuple(sorted({t.report.id for t in told})),
        accounts=tuple(accounts_of(told, origins)),
        casualties=tuple(casualties_of(told)),
        links=tuple(_links(cluster)),
        gathered=tuple(dict.fromkeys(t.claim_id for t in told if t.key in cluster.gathered)),
    )


def _kind(told: Sequence[Told], origins: Origins) -> Kind:
    """The act of violence that the most voices tell, unless more of them tell one other thing; of equals that told first.

    A voice is a claimant in reports of one origin. Those who tell of an attack, no more, speak for the way that most others tell.
    """
    voices, first = defaultdict[Kind, set[tuple[str, str]]](set), dict[Kind, Told]()
    for t in sorted(told, key=lambda t: (published_at(t.report), t.report.id, min((s.start for s in t.event.spans), default=0), t.key)):
        voices[t.event.kind].add((t.claim.claimant.id or t.claim.claimant.name or "?", origins.get(t.report.id, t.report.id)))
        first.setdefault(t.event.kind, t)
    order = {kind: n for n, kind in enumerate(first)}

    def most(kinds: Iterable[Kind]) -> Kind | None:
        return min(kinds, key=lambda k: (-len(voices[k]), order[k]), default=None)

    acts, exact = order.keys() & ACTS, order.keys() - VAGUE
    other = most(exact - ACTS)
    violent = set[tuple[str, str]]().union(*(voices[k] for k in acts))
    if other is not None and len(voices[other]) > len(violent):
        return other
    if (way := most(acts & WAYS)) is not None:
        voices[way] |= voices[Kind.ATTACK]
        acts -= {Kind.ATTACK}
    return most(acts) or most(exact) or most(order) or Kind.OTHER


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
    """The strongest links of every claim, the strongest of all first."""
    by_key = {t.key: t for t in cluster.told}
    weights = load_weights()
    kept: dict[str, int] = defaultdict(int)
    links = []
    for (one, other), score in sorted(cluster.scores.items(), key=lambda item: (-item[1], item[0])):
        if min(kept[one], kept[other]) >= STRONGEST or by_key[one].claim_id == by_key[other].claim_id:
            continue
        kept[one] += 1
        kept[other] += 1
        levels = levels_of(by_key[one], by_key[other])
        parts = {
            BASE: (ANY_PAIR, weights.get((BASE, ""), 0.0)),
            **{n: (level, weights.get((n, level), 0.0)) for n, level in levels.items()},
        }
        links.append(Link(one=by_key[one].claim_id, other=by_key[other].claim_id, score=round(score, 2), parts=parts))
    return links
