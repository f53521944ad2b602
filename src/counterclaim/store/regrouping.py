"""Clusters that changed, with the mergers and splits of the desk applied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from counterclaim.incidents.linking import Cluster, cluster_of
from counterclaim.incidents.pairing import Pairing
from counterclaim.incidents.relinking import clusters_in
from counterclaim.review.decisions import Entry
from counterclaim.review.grouping import claim_of, regroup
from counterclaim.store.journal import Journal
from counterclaim.store.linkage import Linkage


class Regrouping:
    """Applies what the journal says of incidents."""

    def __init__(self, linkage: Linkage, journal: Journal, pairing: Pairing) -> None:
        """Works on the linkage and the journal of one transaction."""
        self._linkage, self._journal, self._pairing = linkage, journal, pairing

    def apply(self, clusters: Mapping[str, Cluster | None]) -> dict[str, Cluster | None]:
        """The incidents to write, by name, None for those that are gone, from the clusters that linking changed, by home."""
        clusters = self._with_joined(clusters)
        keys = _keys_of(clusters)
        journal, groups = self._closed(keys)
        before = self._linkage.regrouped([*keys, *groups])
        if not groups and not before:
            return dict(clusters)
        now = regroup(groups, journal)
        self._linkage.regroup({key: now.get(key) if key in groups else None for key in {*before, *groups}})
        written: dict[str, Cluster | None] = {**clusters, **dict.fromkeys(groups.values()), **dict.fromkeys(before.values())}
        written |= {home: cluster for home, cluster in clusters.items() if cluster is not None and home not in groups.values()}
        return written | self._clusters(groups, now)

    def _with_joined(self, clusters: Mapping[str, Cluster | None]) -> dict[str, Cluster | None]:
        """Also the clusters that stand in one incident with these: when what a decision named is gone, they stand alone again."""
        every = dict(clusters)
        while homes := self._linkage.homes_in({*every, *self._linkage.regrouped(_keys_of(every)).values()}) - every.keys():
            every |= clusters_in(self._linkage, homes, self._pairing)
        return every

    def _closed(self, keys: Collection[str]) -> tuple[list[Entry], dict[str, str]]:
        """The decisions that bear on these keys, and by key the homes of all that these decisions bear on."""
        named = {claim_of(key) for key in keys}
        entries: dict[int, Entry] = {}
        homes: set[str] = set()
        while fresh := {e.id: e for e in self._journal.grouping(named) if e.id not in entries}:
            entries |= fresh
            claims = {claim for entry in fresh.values() for claim in entry.decision.claims}
            homes |= set(self._linkage.homes_of_claims(claims))
            named |= claims | {claim_of(key) for some in self._linkage.in_homes(homes).values() for key in some}
        groups = {key: home for home, some in self._linkage.in_homes(homes).items() for key in some}
        return [entries[number] for number in sorted(entries)], groups

    def _clusters(self, homes: Mapping[str, str], groups: Mapping[str, str]) -> dict[str, Cluster]:
        inside: dict[str, list[str]] = defaultdict(list)
        for key, group in groups.items():
            inside[group].append(key)
        cores = self._linkage.cores(list(groups))
        made = {}
        for group, keys in inside.items():
            # Where several clusters were made one, none of them was gathered into the others.
            joined = len({homes[key] for key in keys}) > 1
            names = {key: group if joined and cores[key] == homes[key] else cores[key] for key in keys}
            items = sorted(self._linkage.told(keys), key=lambda t: t.key)
            made[group] = cluster_of(items, names, self._pairing.among(items))
        return made


def _keys_of(clusters: Mapping[str, Cluster | None]) -> list[str]:
    return [t.key for cluster in clusters.values() if cluster is not None for t in cluster.told]
