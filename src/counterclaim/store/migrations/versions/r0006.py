"""The index of incidents by day holds all that the map draws."""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

from counterclaim.store.tables import by_day

revision = "0006"
down_revision = "0005"
BEFORE = "ix_incidents_first_day_parties_disputed_admitted"


def upgrade() -> None:
    """Makes it anew where it is the one of before, without what the map needs."""
    op.execute(text(f"DROP INDEX IF EXISTS {BEFORE}"))
    by_day.create(op.get_bind(), checkfirst=True)
