"""Alembic comes in here; the connection is handed over by `upgrading`."""

from __future__ import annotations

from alembic import context

from counterclaim.store import people_tables  # noqa: F401 - its tables join the metadata
from counterclaim.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
