"""A database of any version becomes one of this version; one that is newer is refused."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from counterclaim.errors import StoreError
from counterclaim.store.address import shown
from counterclaim.store.connections import transaction


def upgrade(engine: Engine, to: str = "head") -> None:
    """Brings the database to a version, in one transaction; does nothing where it is there already.

    Raises StoreError when the database was written by a later version of the program, or cannot be written.
    """
    scripts = ScriptDirectory.from_config(_config())
    with transaction(engine, writes=False) as connection:
        if _version(connection) == scripts.get_current_head() and to == "head":
            return
    with transaction(engine, writes=True) as connection:
        here = _version(connection)
        if here is not None and here not in {script.revision for script in scripts.walk_revisions()}:
            raise StoreError(f"{shown(engine.url)} was written by a later version of Counterclaim: upgrade the program")
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def versions() -> list[str]:
    """All versions of the database, the oldest first."""
    return [script.revision for script in reversed(list(ScriptDirectory.from_config(_config()).walk_revisions()))]


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config
