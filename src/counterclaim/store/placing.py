"""What becomes of a report that is to be added."""

from __future__ import annotations

from sqlalchemy import Connection, select

from counterclaim.incidents.compare import precedence
from counterclaim.records.models import Record, Report
from counterclaim.store.asking import How
from counterclaim.store.rows import report_of
from counterclaim.store.tables import reports


def place_of(connection: Connection, report: Report) -> How:
    """What would become of a report: new, known, or in the place of a later publication of the same text."""
    row = connection.execute(select(reports).where(reports.c.id == report.id)).one_or_none()
    if row is None:
        return How.STORED
    return How.REPLACED if _published_key(report) < _published_key(report_of(row)) else How.KNOWN


def _published_key(report: Report) -> tuple[str, str]:
    """The key by which one of several publications of a text stays; when it was fetched does not matter."""
    return precedence(Record(report=report.model_copy(update={"fetched_at": None})))
