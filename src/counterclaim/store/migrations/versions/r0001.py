"""The first version: reports, claims, events, incidents, accords, the journal of decisions, and what linking keeps."""

from __future__ import annotations

from alembic import op

from counterclaim.store.migrations.statements import statements

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes every table."""
    for statement in statements(revision, op.get_bind().dialect.name):
        op.get_bind().exec_driver_sql(statement)
