"""Writing the store: reports added once and linked to what is there, read again, and decided on; all in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict

from sqlalchemy import Connection, Table, delete, insert, select, update

from counterclaim.errors import UnknownError
from counterclaim.incidents.linking import Cluster
from counterclaim.incidents.pairing import Pairing
from counterclaim.incidents.relinking import clusters_in, relink
from counterclaim.incidents.told import Told, told_in
from counterclaim.records.models import Record, Report
from counterclaim.review.correcting import Corrected, correct
from counterclaim.review.decisions import Decision, Entry, Sort
from counterclaim.review.queue import priority
from counterclaim.review.rereading import differences, keep_ids
from counterclaim.store.asking import Added, How, Reread
from counterclaim.store.finding import write_facets
from counterclaim.store.incident_writing import IncidentWriter
from counterclaim.store.journal import Journal
from counterclaim.store.linkage import Linkage
from counterclaim.store.originage import Originage
from counterclaim.store.placing import place_of, stored_of
from counterclaim.store.regrouping import Regrouping
from counterclaim.store.revision import renew
from counterclaim.store.rows import Row, record_of, report_row, rows_of, told_json
from counterclaim.store.tables import agreements, claims, events, makers, reports, talks
from counterclaim.versions import Maker


class Recollection:
    """What a store remembers from one transaction to the next, so as not to read and reckon it again."""

    def __init__(self) -> None:
        """Nothing is known at first."""
        self.pairing = Pairing()
        self.told: dict[int, Told] = {}

    def forget(self) -> None:
        """Forgets everything."""
        self.pairing.forget()
        self.told.clear()


class _Changes:
    """What was told anew, and what went, until it is linked; rows of reports, until they are written."""

    def __init__(self) -> None:
        self.rows: dict[Table, list[Row]] = {}
        self.unwritten: list[Told] = []
        self.came: dict[str, list[Told]] = {}
        self.touched: set[str] = set()
        self.left: set[str] = set()
        self.reports: dict[str, Report] = {}


class Writing:
    """Writes in one transaction, at one moment."""

    def __init__(self, connection: Connection, now: str, maker: Maker, known: Recollection) -> None:
        """`now` is an ISO moment in UTC; `known` comes from earlier transactions."""
        self._on = connection
        self._now = now
        self._maker = _maker_number(connection, maker, now)
        self._linkage = Linkage(connection, known.told)
        self._pairing = known.pairing
        self._pairing.name = self._linkage.number
        self._originage = Originage(connection)
        self._incidents = IncidentWriter(connection, now, self._maker)
        self._journal = Journal(connection, now)

    @property
    def connection(self) -> Connection:
        """The connection of this transaction, for what is to be kept together with the records."""
        return self._on

    @property
    def now(self) -> str:
        """The moment of this transaction, as ISO text in UTC."""
        return self._now

    def add(self, records: Iterable[Record]) -> list[Added]:
        """Adds records and links them. One that is stored already, or that comes twice, changes nothing.

        Of the same text published twice the earlier publication stays, as `incidents.compare.one_each` has it.
        """
        changes, each = _Changes(), list(records)
        stored = stored_of(self._on, {record.report.id for record in each})
        outcomes: list[tuple[Record, How]] = []
        for record in each:
            name = record.report.id
            how = place_of(record.report, stored.get(name))
            if how is not How.KNOWN:
                self._write(record, how, changes)
                changes.reports[name] = stored[name] = record.report
            outcomes.append((record, how))
        if changes.reports:
            renew(self._on)
        self._link(changes)
        origins = self._originage.origins([record.report.id for record, _ in outcomes])
        return [Added(record.report.id, how, origins[record.report.id], len(record.claims)) for record, how in outcomes]

    def reread(self, records: Iterable[Record]) -> list[Reread]:
        """Puts new readings of stored reports in place of the old ones. Ids stay where the evidence is the same; decisions hold on.

        Raises UnknownError for a report that is not stored.
        """
        renew(self._on)
        changes, told = _Changes(), list[Reread]()
        for record in records:
            row = self._on.execute(select(reports).where(reports.c.id == record.report.id)).one_or_none()
            if row is None:
                raise UnknownError(record.report.id)
            before = record_of(row, row.machine)
            now = keep_ids(before, record.model_copy(update={"report": before.report}), self._journal.named(record.report.id))
            if now == before:
                self._on.execute(update(reports).where(reports.c.id == row.id).values(read_at=self._now, maker=self._maker))
            else:
                self._write(now, How.REPLACED, changes)
            told.append(Reread(row.id, tuple(differences(before, now))))
        self._link(changes)
        return told

    def decide(self, decision: Decision) -> Entry:
        """Writes a decision into the journal and applies it.

        Raises ConfigError when it makes no sense: an object that is not there, a value that does not fit, something undone twice.
        """
        renew(self._on)
        entry = self._journal.write(decision)
        undone = self._journal.entry(decision.undoes) if decision.undoes is not None else None
        self._apply(undone or entry)
        return entry

    def _apply(self, entry: Entry) -> None:
        """Makes anew what an entry, which came or went, bears on."""
        while entry.decision.kind is Sort.UNDO and entry.decision.undoes is not None:
            entry = self._journal.entry(entry.decision.undoes)
        changes = _Changes()
        if entry.decision.kind in (Sort.MERGE, Sort.SPLIT):
            self._write_incidents(clusters_in(self._linkage, self._linkage.homes_of_claims(entry.decision.claims), self._pairing))
        elif entry.decision.kind is not Sort.NOTE:
            for name in self._journal.reports_of(entry):
                row = self._on.execute(select(reports).where(reports.c.id == name)).one()
                self._write(record_of(row, row.machine), How.REPLACED, changes)
            self._link(changes)

    def _write(self, record: Record, how: How, changes: _Changes) -> None:
        """Writes a report and all that it tells, with its corrections; what it told before is noted as gone."""
        report = record.report
        corrected = correct(record, () if how is How.STORED else self._journal.about(report.id))
        differs = corrected.record != record
        made = {
            "read_at": self._now,
            "machine": told_json(record),
            "corrected": told_json(corrected.record) if differs else None,
            "maker": self._maker,
        }
        if how is How.STORED:
            new = {"added_at": self._now, "folded": report.id, "origin": report.id}
            changes.rows.setdefault(reports, []).append({**report_row(report), **made, **new})
        else:
            self._flush(changes)
            gone, near, homes = self._linkage.forget(report.id)
            changes.touched = (changes.touched | near) - gone
            changes.left |= homes
            for table in (agreements, talks, claims, events):
                self._on.execute(delete(table).where(table.c.report == report.id))
            self._on.execute(update(reports).where(reports.c.id == report.id).values({**report_row(report), **made}))
        for table, rows in self._rows(corrected):
            changes.rows.setdefault(table, []).extend(rows)
        told = list(told_in([corrected.record]))
        changes.unwritten += told
        changes.came[report.id] = told

    def _rows(self, corrected: Corrected) -> Iterator[tuple[Table, list[Row]]]:
        record = corrected.record
        for table, rows in rows_of(record, self._maker):
            if table is claims:
                for row, claim in zip(rows, record.claims, strict=True):
                    row["review"] = corrected.marks.get(claim.id)
                    row["priority"] = priority(claim, [record.event(name) for name in claim.events], None)
            yield table, rows

    def _flush(self, changes: _Changes) -> None:
        """Writes the rows of many reports, a table at a time: in the order of `rows_of`, after the reports themselves."""
        for table, rows in sorted(changes.rows.items(), key=lambda item: item[0] is not reports):
            if rows:
                self._on.execute(insert(table), rows)
        self._linkage.remember(changes.unwritten)
        changes.rows, changes.unwritten = {}, []

    def _link(self, changes: _Changes) -> None:
        self._flush(changes)
        folded = self._originage.fold(list(changes.reports.values()))
        came = [told for some in changes.came.values() for told in some]
        clusters = relink(self._linkage, came, changes.touched - {t.key for t in came}, changes.left, self._pairing)
        refolded = self._linkage.homes_of(folded - changes.came.keys()) - clusters.keys()
        clusters |= clusters_in(self._linkage, refolded, self._pairing)
        self._write_incidents(clusters, changes.came.keys())

    def _write_incidents(self, clusters: Mapping[str, Cluster | None], came: Collection[str] = ()) -> None:
        """Writes the incidents of clusters that changed, and what the reports in them, and those that came, can be found by."""
        grouped = Regrouping(self._linkage, self._journal, self._pairing).apply(clusters)
        self._incidents.write(grouped)
        inside = {t.report.id for cluster in grouped.values() if cluster is not None for t in cluster.told}
        write_facets(self._on, sorted(inside.union(came)))


def _maker_number(connection: Connection, maker: Maker, now: str) -> int:
    made: Row = asdict(maker)
    query = select(makers.c.id).where(*(makers.c[name] == value for name, value in made.items()))
    number: int | None = connection.execute(query).scalar()
    if number is None:
        number = connection.execute(insert(makers).values(**made, first_used=now).returning(makers.c.id)).scalar_one()
    return int(number)
