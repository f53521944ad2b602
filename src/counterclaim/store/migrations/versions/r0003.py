"""Users, their sessions and tokens, and reports that were sent in."""

from __future__ import annotations

from alembic import op

from counterclaim.store.people_tables import sessions, submissions, tokens, users

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the tables, as they stand until a first release is out."""
    for table in (users, sessions, tokens, submissions):
        table.create(op.get_bind())
