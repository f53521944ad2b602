"""Which database: the address that was typed, else that of the environment, else one file in the user's data folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from counterclaim.errors import ConfigError

VARIABLE = "COUNTERCLAIM_DB"
FILE = "desk.sqlite"
DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


def chosen_address(typed: str | None, environment: Mapping[str, str]) -> str:
    """The address of the database, as text.

    Args:
        typed: what was typed after `--db`: a file, or a URL (`postgresql://…`, `sqlite:///…`).
        environment: the variables of the process; `COUNTERCLAIM_DB` counts where nothing was typed.
    """
    from platformdirs import user_data_path

    return typed or environment.get(VARIABLE) or str(user_data_path("counterclaim") / FILE)


def url_of(address: str) -> URL:
    """The URL of an address: what has no scheme is a SQLite file. Raises ConfigError for a database that we do not know."""
    if "://" not in address:
        return URL.create("sqlite+pysqlite", database=str(Path(address).expanduser()))
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise ConfigError("the address of the database is no URL: write a file name, or postgresql://USER@HOST/NAME") from error
    driver = DRIVERS.get(url.drivername.partition("+")[0])
    if driver is None:
        raise ConfigError(f"{url.drivername} is no database that we know: name a SQLite file, or postgresql://USER@HOST/NAME")
    return url.set(drivername=driver)


def shown(url: URL) -> str:
    """The database as users may see it: a file's path, or the URL without its password."""
    if url.drivername.startswith("sqlite"):
        return url.database or "a database in memory"
    return url.set(drivername="postgresql").render_as_string(hide_password=True)
