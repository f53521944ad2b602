"""Connections to SQLite and PostgreSQL that behave alike: one writer at a time, readers that never wait, errors that a user can read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from counterclaim.errors import StoreError
from counterclaim.store.address import shown

PATIENCE_S = 60
"""Seconds that a writer waits for the one before it."""
WRITER = 0x636C61696D
"""The advisory lock of PostgreSQL that a writer holds until its transaction ends."""
PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {PATIENCE_S * 1000}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -65536",
    "PRAGMA mmap_size = 268435456",
)


def connect(url: URL) -> Engine:
    """An engine for the database. Nothing is opened yet."""
    if url.drivername.startswith("sqlite"):
        engine = create_engine(url, connect_args={"timeout": PATIENCE_S})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        engine = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
        event.listen(engine, "begin", _begin_postgresql)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: the driver's own comes too late for reads
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        try:
            cursor.execute(pragma)
        except sqlite3.OperationalError as error:
            if "readonly" not in str(error):  # a database that may only be read keeps the journal mode that it has
                raise
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if _writes(connection):
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER})


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("writes"))


@contextmanager
def transaction(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    """One transaction: committed when the block ends, undone when it raises. A writer waits for the one before it; a reader sees one
    state of the database throughout.

    Raises StoreError, fit to show to a user, when the database refuses.
    """
    options: dict[str, Any] = {"writes": writes}
    if not writes and engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with readable_errors(engine.url), engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def readable_errors(url: URL) -> Iterator[None]:
    """Turns what the database raises into StoreError."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(_reason(url, str(error.orig))) from error
    except SQLAlchemyError as error:
        raise StoreError(f"{shown(url)}: {error}") from error


REASONS = (
    ("readonly", "the database may only be read: give this user the right to write the file and its folder, or name another with --db"),
    ("read-only", "the database may only be read: connect as a user who may write"),
    ("permission denied", "the database may only be read: connect as a user who may write"),
    ("disk is full", "the disk is full: nothing of the last step was kept; make room and run the command again"),
    ("disk full", "the disk of the database is full: nothing of the last step was kept; make room and run the command again"),
    ("No space left", "the disk of the database is full: nothing of the last step was kept; make room and run the command again"),
    ("locked", f"another process has been writing for {PATIENCE_S} seconds: wait for it to end"),
    ("unable to open", "the file cannot be opened: does its folder exist, and may this user write there?"),
    ("not a database", "the file is no SQLite database: name another with --db"),
    ("malformed", "the file is damaged: restore it from a copy"),
    ("disk I/O error", "the disk could not be read or written"),
    ("connection failed", "the server cannot be reached: does it run, and do host, port, user and password fit?"),
)


def _reason(url: URL, said: str) -> str:
    for sign, reason in REASONS:
        if sign in said:
            return f"{shown(url)}: {reason}"
    return f"{shown(url)}: {said.strip().splitlines()[0] if said.strip() else 'the database gave no reason'}"


def check_folder(url: URL) -> None:
    """Makes the folder of a SQLite file. Raises StoreError when that cannot be."""
    if url.drivername.startswith("sqlite") and url.database:
        try:
            Path(url.database).resolve().parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{url.database}: its folder cannot be made: {error.strerror}") from error
