"""The word of the state, and indexes of incidents by day."""

from __future__ import annotations

from alembic import op
from sqlalchemy import insert

from counterclaim.store.tables import by_day, to_day
from counterclaim.store.tables import revision as words

revision = "0004_revision"
down_revision = "0003"


def upgrade() -> None:
    """Makes both, as they stand until a first release is out."""
    words.create(op.get_bind())
    op.execute(insert(words).values(id=1, word=""))
    for index in (by_day, to_day):
        index.create(op.get_bind())
