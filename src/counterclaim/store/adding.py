"""Reports into the store: each once, linked to what is there, all in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

from sqlalchemy import Connection, delete, insert, select, update

from counterclaim.incidents.compare import precedence
from counterclaim.incidents.pairing import Pairing
from counterclaim.incidents.relinking import clusters_in, relink
from counterclaim.incidents.told import Told, told_in
from counterclaim.records.models import Record, Report
from counterclaim.store.incident_writing import IncidentWriter
from counterclaim.store.linkage import Linkage
from counterclaim.store.originage import Originage
from counterclaim.store.rows import Row, report_of, report_row, rows_of, told_json
from counterclaim.store.tables import agreements, claims, events, makers, reports, talks
from counterclaim.versions import Maker


class How(StrEnum):
    """What became of a report that was to be added."""

    STORED = "stored"
    KNOWN = "known"
    REPLACED = "replaced"


@dataclass(frozen=True)
class Added:
    """One report after it was added. `origin` is the report that it repeats, else itself; `claims` are counted."""

    report: str
    how: How
    origin: str
    claims: int


class Adding:
    """Adds records in one transaction, at one moment."""

    def __init__(self, connection: Connection, now: str, maker: Maker) -> None:
        """`now` is an ISO moment in UTC."""
        self._on = connection
        self._now = now
        self._maker = _maker_number(connection, maker, now)
        self._linkage = Linkage(connection)
        self._originage = Originage(connection)
        self._incidents = IncidentWriter(connection, now, self._maker)

    def add(self, records: Iterable[Record]) -> list[Added]:
        """Adds records and links them. One that is stored already, or that comes twice, changes nothing.

        Of the same text published twice the earlier publication stays, as `incidents.compare.one_each` has it.
        """
        came: list[Told] = []
        touched: set[str] = set()
        left: set[str] = set()
        came_reports: dict[str, Report] = {}
        outcomes: list[tuple[Record, How]] = []
        for record in records:
            how = place_of(self._on, record.report)
            if how is How.REPLACED:
                near, homes = self._linkage.forget(record.report.id)
                touched, left = touched | near, left | homes
                came = [t for t in came if t.report.id != record.report.id]
            if how is not How.KNOWN:
                self._write(record, new=how is How.STORED)
                told = list(told_in([record]))
                self._linkage.remember(told)
                came += told
                came_reports[record.report.id] = record.report
            outcomes.append((record, how))
        folded = self._originage.fold(list(came_reports.values()))
        pairing = Pairing()
        clusters = relink(self._linkage, came, touched - {t.key for t in came}, left, pairing)
        refolded = self._linkage.homes_of(folded - came_reports.keys()) - clusters.keys()
        self._incidents.write({**clusters, **clusters_in(self._linkage, refolded, pairing)})
        origins = self._originage.origins([record.report.id for record, _ in outcomes])
        return [Added(record.report.id, how, origins[record.report.id], len(record.claims)) for record, how in outcomes]

    def _write(self, record: Record, *, new: bool) -> None:
        report = record.report
        made = {"read_at": self._now, "machine": told_json(record), "maker": self._maker}
        if new:
            new_row = {"added_at": self._now, "folded": report.id, "origin": report.id}
            self._on.execute(insert(reports), {**report_row(report), **made, **new_row})
        else:
            for table in (agreements, talks, claims, events):
                self._on.execute(delete(table).where(table.c.report == report.id))
            self._on.execute(update(reports).where(reports.c.id == report.id).values({**report_row(report), **made}))
        for table, rows in rows_of(record, self._maker):
            if rows:
                self._on.execute(insert(table), rows)


def place_of(connection: Connection, report: Report) -> How:
    """What would become of a report: new, known, or in the place of a later publication of the same text."""
    row = connection.execute(select(reports).where(reports.c.id == report.id)).one_or_none()
    if row is None:
        return How.STORED
    return How.REPLACED if _published_key(report) < _published_key(report_of(row)) else How.KNOWN


def _published_key(report: Report) -> tuple[str, str]:
    """The key by which one of several publications of a text stays; when it was fetched does not matter."""
    return precedence(Record(report=report.model_copy(update={"fetched_at": None})))


def _maker_number(connection: Connection, maker: Maker, now: str) -> int:
    made: Row = asdict(maker)
    query = select(makers.c.id).where(*(makers.c[name] == value for name, value in made.items()))
    number: int | None = connection.execute(query).scalar()
    if number is None:
        number = connection.execute(insert(makers).values(**made, first_used=now).returning(makers.c.id)).scalar_one()
    return int(number)
