"""What becomes of a report that is to be added."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from counterclaim.incidents.compare import precedence
from counterclaim.records.models import Record, Report
from counterclaim.store.asking import How
from counterclaim.store.batches import in_batches
from counterclaim.store.rows import REPORT, report_of
from counterclaim.store.tables import reports


def stored_of(connection: Connection, names: Collection[str]) -> dict[str, Report]:
    """The stored ones of some reports, by id."""
    found = (connection.execute(select(*REPORT).where(reports.c.id.in_(batch))) for batch in in_batches(sorted(names)))
    return {row.id: report_of(row) for rows in found for row in rows}


def place_of(report: Report, stored: Report | None) -> How:
    """What would become of a report: new, known, or in the place of a later publication of the same text."""
    if stored is None:
        return How.STORED
    return How.REPLACED if _published_key(report) < _published_key(stored) else How.KNOWN


def _published_key(report: Report) -> tuple[str, str]:
    """The key by which one of several publications of a text stays; when it was fetched does not matter."""
    return precedence(Record(report=report.model_copy(update={"fetched_at": None})))
