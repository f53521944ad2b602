"""Incidents have a word of their own: another after each change."""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

from counterclaim.store.tables import by_word

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Adds the column; what is there has none until it changes."""
    op.execute(text("ALTER TABLE incidents ADD COLUMN word TEXT NOT NULL DEFAULT ''"))
    by_word.create(op.get_bind())
