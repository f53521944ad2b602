"""Tables of those who use the desk, and of what is sent in from outside. `docs/store.md` tells them one by one.

Sessions and tokens are kept as the SHA-256 of what their owner holds, so that who reads the database can use none.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from counterclaim.store.tables import Number, metadata

users = Table(
    "users",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("added_at", Text, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("key", Text, primary_key=True),
    Column("user", Text, ForeignKey("users.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("csrf", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("until", Text, nullable=False, index=True),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("key", Text, nullable=False, unique=True),
    Column("user", Text, ForeignKey("users.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("label", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("until", Text),
)

submissions = Table(
    "submissions",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("sender", Text),
    Column("url", Text),
    Column("outlet", Text),
    Column("title", Text),
    Column("published", Text),
    Column("decided_by", Text),
    Column("decided_at", Text),
    Column("why", Text),
    Column("reports", Integer),
    Column("text", Text),
)
