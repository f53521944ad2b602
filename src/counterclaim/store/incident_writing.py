"""Clusters that changed → the rows of their incidents, accounts over time, and campaigns."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, bindparam, delete, func, insert, select, update

from counterclaim.incidents.campaigns import FACTS, PAUSE_DAYS, Fight, campaigns_among, fight_of, sides_of
from counterclaim.incidents.compare import incident_of
from counterclaim.incidents.linking import Cluster
from counterclaim.records.incidents import Campaign, Incident
from counterclaim.review.queue import priority
from counterclaim.store.batches import in_batches
from counterclaim.store.rows import Row, incident_row, incident_rows
from counterclaim.store.tables import accounts, campaigns, claims, incident_parties, incidents, reports


class IncidentWriter:
    """Writes incidents in one transaction, at one moment, for one maker."""

    def __init__(self, connection: Connection, now: str, maker: int) -> None:
        """`now` is written to whatever changes."""
        self._on = connection
        self._made = {"maker": maker}
        self._now = now

    def write(self, clusters: Mapping[str, Cluster | None]) -> None:
        """Replaces the incidents of these homes; None where no cluster is left."""
        before = self._incidents_of(clusters.keys())
        origins = self._origins({t.report.id for cluster in clusters.values() if cluster for t in cluster.told})
        after = {home: incident_of(cluster, origins) for home, cluster in clusters.items() if cluster is not None}
        sides = {home: two for home, cluster in clusters.items() if cluster is not None and (two := _sides(cluster)) is not None}
        self._replace(before, after, sides)
        self._write_priorities(clusters, after)
        self._write_accounts({i.id for i in before.values()}, after.values())
        self._write_campaigns([*before.values(), *after.values()])

    def _replace(self, before: Mapping[str, Incident], after: Mapping[str, Incident], sides: Mapping[str, frozenset[str]]) -> None:
        campaign = {i.id: i.campaign for i in before.values()}
        for batch in in_batches(sorted(before)):
            self._on.execute(delete(incidents).where(incidents.c.home.in_(batch)))
        rows: dict[Table, list[Row]] = {incidents: []}
        for home, incident in after.items():
            kept = incident.model_copy(update={"campaign": campaign.get(incident.id)})
            fight = fight_of(incident, sides[home]) if home in sides else None
            named = " ".join(sorted(fight.sides)) if fight is not None else None
            rows[incidents].append({**incident_row(kept), **self._made, "home": home, "changed_at": self._now, "sides": named})
            for table, some in incident_rows(kept):
                rows.setdefault(table, []).extend(some)
        for table, some in rows.items():
            if some:
                self._on.execute(insert(table), some)

    def _write_priorities(self, clusters: Mapping[str, Cluster | None], after: Mapping[str, Incident]) -> None:
        """What an incident turned out to be bears on how soon its claims are looked at."""
        told = [(t, after[home]) for home, cluster in clusters.items() if cluster is not None for t in cluster.told]
        rows = {t.claim_id: {"of": t.claim_id, "to": priority(t.claim, [t.event], incident)} for t, incident in told}
        if rows:
            statement = update(claims).where(claims.c.id == bindparam("of")).values(priority=bindparam("to"))
            self._on.execute(statement, list(rows.values()))

    def _incidents_of(self, homes: Collection[str]) -> dict[str, Incident]:
        found = (
            self._on.execute(select(incidents.c.home, incidents.c.json).where(incidents.c.home.in_(batch)))
            for batch in in_batches(sorted(homes))
        )
        return {home: Incident.model_validate_json(json) for rows in found for home, json in rows}

    def _origins(self, names: Collection[str]) -> dict[str, str]:
        found = (
            self._on.execute(select(reports.c.id, reports.c.origin).where(reports.c.id.in_(batch))) for batch in in_batches(sorted(names))
        )
        return {name: origin for rows in found for name, origin in rows}

    def _write_accounts(self, before: Collection[str], after: Iterable[Incident]) -> None:
        """Closes the accounts that no longer hold and opens those that are new."""
        now = {(incident.id, account.question): account for incident in after for account in incident.accounts}
        open_ones = {
            (row.incident, row.question): row
            for batch in in_batches(sorted({*before, *(name for name, _ in now)}))
            for row in self._on.execute(select(accounts).where(accounts.c.incident.in_(batch), accounts.c.until.is_(None)))
        }
        written = {key: account.model_dump_json() for key, account in now.items()}
        closed = [row.id for key, row in open_ones.items() if written.get(key) != row.json]
        for batch in in_batches(sorted(closed)):
            self._on.execute(update(accounts).where(accounts.c.id.in_(batch)).values(until=self._now))
        opened = [
            {
                "incident": key[0],
                **account.model_dump(include={"question", "verdict", "rule", "origins"}, mode="json"),
                **self._made,
                "since": self._now,
                "json": written[key],
            }
            for key, account in now.items()
            if key not in open_ones or open_ones[key].json != written[key]
        ]
        if opened:
            self._on.execute(insert(accounts), opened)

    def _write_campaigns(self, changed: Iterable[Incident]) -> None:
        """Looks at the campaigns near the incidents that changed again."""
        fights, old = self._fights_near(changed)
        found = campaigns_among(fights)
        for batch in in_batches(sorted(old)):
            self._on.execute(delete(campaigns).where(campaigns.c.id.in_(batch)))
        if found:
            self._on.execute(insert(campaigns), [_campaign_row(campaign) for campaign in found])
        home = {name: campaign.id for campaign in found for name in campaign.incidents}
        for fight in fights:
            incident = fight.incident
            if incident.campaign != home.get(incident.id):
                now = incident.model_copy(update={"campaign": home.get(incident.id)})
                self._on.execute(
                    update(incidents).where(incidents.c.id == now.id).values(campaign=now.campaign, json=now.model_dump_json())
                )
        stale = and_(incidents.c.campaign.in_(sorted(old)), incidents.c.id.not_in(sorted(home)))
        for row in self._on.execute(select(incidents.c.json).where(stale)).all() if old else ():
            now = Incident.model_validate_json(row.json).model_copy(update={"campaign": None})
            self._on.execute(update(incidents).where(incidents.c.id == now.id).values(campaign=None, json=now.model_dump_json()))

    def _fights_near(self, changed: Iterable[Incident]) -> tuple[list[Fight], set[str]]:
        """The fights whose campaigns may have changed, and the campaigns that they were part of."""
        some = list(changed)
        found: dict[str, Fight] = {}
        for batch in in_batches(sorted({incident.id for incident in some})):
            self._add_fights(found, incidents.c.id.in_(batch))
        for parties, first, last in _stretches(some):
            days = and_(incidents.c.last_day >= first, incidents.c.first_day <= last)
            self._add_fights(found, and_(days, incidents.c.id.in_(_sharing_two(parties))))
        old: set[str] = set()
        while further := {i.campaign for i in (*some, *(f.incident for f in found.values())) if i.campaign} - old:
            old |= further
            for batch in in_batches(sorted(further)):
                self._add_fights(found, incidents.c.campaign.in_(batch))
        return list(found.values()), old

    def _add_fights(self, found: dict[str, Fight], which: ColumnElement[bool]) -> None:
        query = select(incidents.c.id, incidents.c.sides).where(incidents.c.sides.is_not(None), which)
        sides: dict[str, str] = {row.id: row.sides for row in self._on.execute(query)}
        for batch in in_batches(sorted(sides.keys() - found.keys())):
            for name, json in self._on.execute(select(incidents.c.id, incidents.c.json).where(incidents.c.id.in_(batch))):
                if (fight := fight_of(Incident.model_validate_json(json), frozenset(sides[name].split()))) is not None:
                    found[name] = fight


def _stretches(changed: Iterable[Incident]) -> Iterator[tuple[tuple[str, ...], dt.date, dt.date]]:
    """The days near fights of the same parties, each stretch of days once: parties, first and last day."""
    pause = dt.timedelta(days=PAUSE_DAYS)
    days: dict[tuple[str, ...], set[tuple[dt.date, dt.date]]] = defaultdict(set)
    for incident in changed:
        if (fight := fight_of(incident, frozenset())) is not None:
            days[incident.parties].add((fight.first - pause, fight.last + pause))
    for parties, stretches in sorted(days.items()):
        (first, last), *rest = sorted(stretches)
        for begin, end in rest:
            if begin > last:
                yield parties, first, last
                first, last = begin, end
            last = max(last, end)
        yield parties, first, last


def _sides(cluster: Cluster) -> frozenset[str] | None:
    return sides_of(t.event for t in cluster.told if t.claim.stance in FACTS)


def _sharing_two(parties: Sequence[str]) -> Select[str]:
    """The ids of incidents that name two of these parties."""
    named = incident_parties.c
    return select(named.incident).where(named.party.in_(parties)).group_by(named.incident).having(func.count() > 1)


def _campaign_row(campaign: Campaign) -> dict[str, object]:
    return {
        "id": campaign.id,
        "parties": " ".join(campaign.parties),
        "first_day": campaign.start,
        "last_day": campaign.end,
        "json": campaign.model_dump_json(),
    }
