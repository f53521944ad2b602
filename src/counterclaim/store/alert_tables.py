"""The tables of alerts: what was told, what it covers, and where it still has to go."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from counterclaim.store.tables import Number, metadata

alerts = Table(
    "alerts",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("rule", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("day", Text),
    Column("links", Text, nullable=False),
    Column("fired_at", Text, nullable=False),
    UniqueConstraint("rule", "subject"),
    info={"since": "0002"},
)

alert_subjects = Table(
    "alert_subjects",
    metadata,
    Column("rule", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("alert", Number, ForeignKey("alerts.id", ondelete="CASCADE"), nullable=False, index=True),
    info={"since": "0002"},
)

alert_deliveries = Table(
    "alert_deliveries",
    metadata,
    Column("alert", Number, ForeignKey("alerts.id", ondelete="CASCADE"), primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("retry_at", Text),
    Column("error", Text),
    Column("changed_at", Text, nullable=False),
    Index(None, "state", "channel"),
    info={"since": "0002"},
)
