"""Clusters that changed → the rows of their incidents, and accounts over time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from counterclaim.incidents.campaigns import FACTS as FACTUAL
from counterclaim.incidents.campaigns import Fight, fight_of, sides_of
from counterclaim.incidents.compare import incident_of
from counterclaim.incidents.linking import Cluster
from counterclaim.records.incidents import Incident
from counterclaim.review.queue import priority
from counterclaim.store.batches import in_batches
from counterclaim.store.campaign_writing import FACTS, CampaignWriter
from counterclaim.store.revision import new_word
from counterclaim.store.rows import Row, incident_row, incident_rows
from counterclaim.store.tables import accounts, claims, incidents, reports


class IncidentWriter:
    """Writes incidents in one transaction, at one moment, for one maker."""

    def __init__(self, connection: Connection, now: str, maker: int) -> None:
        """`now` is written to whatever changes."""
        self._on = connection
        self._made = {"maker": maker}
        self._campaigns = CampaignWriter(connection)
        self._now = now

    def write(self, clusters: Mapping[str, Cluster | None]) -> None:
        """Replaces the incidents of these homes; None where no cluster is left."""
        made = {home: cluster for home, cluster in clusters.items() if cluster is not None}
        before = self._before(clusters.keys())
        origins = self._origins({t.report.id for cluster in made.values() for t in cluster.told})
        after = {home: incident_of(cluster, origins) for home, cluster in made.items()}
        fights = {home: fight for home, cluster in made.items() if (fight := _fight(cluster, after[home])) is not None}
        campaign = self._campaigns.write(before, fights.values())
        after = {home: incident.model_copy(update={"campaign": campaign.get(incident.id)}) for home, incident in after.items()}
        self._replace(before, after, fights)
        self._write_priorities(made, after)
        self._write_accounts({row.id for row in before}, after.values())

    def _replace(self, before: Sequence[Any], after: Mapping[str, Incident], fights: Mapping[str, Fight]) -> None:
        for batch in in_batches(sorted(row.id for row in before)):
            self._on.execute(delete(incidents).where(incidents.c.id.in_(batch)))
        rows: dict[Table, list[Row]] = {incidents: []}
        word = new_word()
        for home, incident in after.items():
            named = " ".join(sorted(fights[home].sides)) if home in fights else None
            told = {"home": home, "changed_at": self._now, "sides": named, "word": word}
            rows[incidents].append({**incident_row(incident), **self._made, **told})
            for table, some in incident_rows(incident):
                rows.setdefault(table, []).extend(some)
        for table, some in rows.items():
            if some:
                self._on.execute(insert(table), some)

    def _write_priorities(self, clusters: Mapping[str, Cluster], after: Mapping[str, Incident]) -> None:
        """What an incident turned out to be bears on how soon its claims are looked at."""
        told = [(t, after[home]) for home, cluster in clusters.items() for t in cluster.told]
        rows = {t.claim_id: {"of": t.claim_id, "to": priority(t.claim, [t.event], incident)} for t, incident in told}
        if rows:
            statement = update(claims).where(claims.c.id == bindparam("of")).values(priority=bindparam("to"))
            self._on.execute(statement, list(rows.values()))

    def _before(self, homes: Collection[str]) -> list[Any]:
        found = (self._on.execute(select(*FACTS).where(incidents.c.home.in_(batch))) for batch in in_batches(sorted(homes)))
        return [row for rows in found for row in rows]

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


def _fight(cluster: Cluster, incident: Incident) -> Fight | None:
    sides = sides_of(t.event for t in cluster.told if t.claim.stance in FACTUAL)
    return fight_of(incident, sides) if sides is not None else None
