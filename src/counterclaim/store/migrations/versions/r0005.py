"""What reports can be found by, filled from the claims and events that are there."""

from __future__ import annotations

from alembic import op
from sqlalchemy import insert

from counterclaim.store.finding import facets_in
from counterclaim.store.tables import report_facets

revision = "0005"
down_revision = "0004_revision"


def upgrade() -> None:
    """Makes the table and fills it, as it stands until a first release is out."""
    report_facets.create(op.get_bind())
    op.execute(insert(report_facets).from_select(["facet", "value", "report"], facets_in()))
