"""Whether a database is whole, by its own word."""

from __future__ import annotations

from sqlalchemy import text

from counterclaim.store.address import url_of
from counterclaim.store.connections import connect


def check_whole(address: str) -> None:
    """The file is sound and every reference leads somewhere. PostgreSQL keeps both by itself and has nothing to ask."""
    engine = connect(url_of(address))
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                assert connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
                assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
            assert connection.execute(text("SELECT count(*) FROM feed_items WHERE state = 'reading'")).scalar_one() == 0
    finally:
        engine.dispose()
