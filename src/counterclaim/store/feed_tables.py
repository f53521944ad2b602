"""The tables of what is watched: feeds and their items. `docs/feeds.md` tells the states."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from counterclaim.store.tables import Number, metadata

feeds = Table(
    "feeds",
    metadata,
    Column("name", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("settings", Text, nullable=False),
    Column("title", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("entered_at", Text, nullable=False),
    Column("asked_at", Text),
    Column("answered_at", Text),
    Column("next_at", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("error", Text),
    Column("dead_since", Text),
    info={"since": "0002"},
)

feed_items = Table(
    "feed_items",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("feed", Text, ForeignKey("feeds.name", ondelete="CASCADE"), nullable=False),
    Column("key", Text, nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("title", Text),
    Column("published", Text),
    Column("version", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("failures", Integer, nullable=False),
    Column("interrupted", Integer, nullable=False),
    Column("retry_at", Text),
    Column("report", Text, ForeignKey("reports.id", ondelete="SET NULL"), index=True),
    Column("found_at", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
    UniqueConstraint("feed", "key"),
    Index(None, "state", "feed"),
    info={"since": "0002"},
)
