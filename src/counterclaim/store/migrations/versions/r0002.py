"""The second version: feeds and their items, alerts and where they have to go."""

from __future__ import annotations

from alembic import op

from counterclaim.store.migrations.statements import statements

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes the tables of what is watched and what is told."""
    for statement in statements(revision, op.get_bind().dialect.name):
        op.get_bind().exec_driver_sql(statement)
