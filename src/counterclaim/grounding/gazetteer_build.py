"""Compiles the place index: seconds once, so that every run after it opens in milliseconds."""

from __future__ import annotations

import gc
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path

from counterclaim.errors import ResourceError
from counterclaim.grounding.gazetteer import APPLICATION_ID, COLUMNS, COUNTY, Progress, fingerprint
from counterclaim.grounding.gazetteer_dump import Dump
from counterclaim.grounding.gazetteer_entry import Entry
from counterclaim.grounding.gazetteer_sources import all_entries, country_codes
from counterclaim.grounding.placewords import KNOWLEDGE
from counterclaim.records.words import PlacePrecision

BUILDING = ".building"
ABANDONED_AFTER_S = 3600
"""Files left by a build that was killed are removed when older than this."""
REPORT_EVERY = 5000
TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE places (
    id INTEGER PRIMARY KEY, place_id TEXT NOT NULL, name TEXT NOT NULL, lat REAL, lon REAL, country TEXT NOT NULL, admin1 TEXT,
    geonames_id INTEGER, precision TEXT NOT NULL, population INTEGER, radius_km REAL, source TEXT NOT NULL, alternates INTEGER NOT NULL
);
CREATE TABLE names (name TEXT NOT NULL, place INTEGER NOT NULL, listed INTEGER NOT NULL, PRIMARY KEY (name, place)) WITHOUT ROWID;
"""
INDEX = "CREATE INDEX by_precision ON places (precision) WHERE precision IN ('country', 'border')"


def build_index(path: Path, progress: Progress | None = None, dump: Path | None = None, knowledge: Path = KNOWLEDGE) -> int:
    """Writes the place index to `path`, in place of an older one, all or nothing.

    Args:
        path: the file to write; its folder is made if need be.
        progress: called with (done, total), in places, or in bytes of the dump.
        dump: a dump of GeoNames whose places are added.
        knowledge: the folder of the knowledge files.

    Returns:
        the number of places in it.

    Raises:
        ResourceError: a knowledge file is missing or broken, the folder cannot be written to, the disk is full, or a file
            that is no index of ours stands in the way.
    """
    with _collector_off():
        total, entries = all_entries(knowledge)
        if dump is None:
            return write_index(path, entries, fingerprint(knowledge), total, progress)
        return write_index(path, with_dump(list(entries), Dump(dump, country_codes(), progress)), fingerprint(knowledge))


def with_dump(entries: list[Entry], dump: Dump) -> Iterator[Entry]:
    """The places known anyway, then those of a dump that are not among them.

    A subdivision or district of the dump is left out where one of its names has an entry of that sort in its country; districts
    of ours whose coordinates the dump tells better (`county:`) make room for it.

    Raises:
        ResourceError: the dump cannot be read.
    """
    ours = [e for e in entries if not e.place.place_id.startswith(COUNTY)]
    numbers = {e.place.geonames_id for e in ours}
    areas = {
        (code, name) for e in ours if e.place.precision is not PlacePrecision.SETTLEMENT for code in e.place.countries for name in e.names
    }
    yield from ours
    for entry in dump.entries():
        known = entry.place.precision is not PlacePrecision.SETTLEMENT and any((entry.place.country, n) in areas for n in entry.names)
        if entry.place.geonames_id not in numbers and not known:
            yield entry


@contextmanager
def _collector_off() -> Iterator[None]:
    """Keeps the garbage collector from walking millions of new objects again and again; nothing here is a cycle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def write_index(path: Path, entries: Iterable[Entry], made_of: str, total: int = 0, progress: Progress | None = None) -> int:
    """Writes places to an index, all or nothing: into a file beside it that is renamed when it is whole.

    Args:
        path: the file to write.
        entries: the places and their names.
        made_of: the fingerprint to keep in it.
        total: how many places there are, for `progress`.
        progress: called with (done, total).

    Returns:
        the number of places in it.

    Raises:
        ResourceError: as `build_index`.
    """
    try:
        _refuse_foreign(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        handle, name = tempfile.mkstemp(prefix=path.name, suffix=BUILDING, dir=path.parent)
        os.close(handle)
        part = Path(name)
        try:
            count = _write(part, entries, made_of, total, progress)
            _settle(part, path)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise ResourceError(
            f"the place index cannot be written to {path} ({error}); it takes about 40 MB, twice that while an older one stands: "
            "make room there, or name another place for it"
        ) from error
    return count


def _refuse_foreign(path: Path) -> None:
    if not path.exists():
        return
    head = b""
    if path.is_file():
        with path.open("rb") as content:
            head = content.read(72)
    ours = head == b"" or head[68:72] == APPLICATION_ID.to_bytes(4, "big")
    if not path.is_file() or not ours:
        raise ResourceError(f"{path} is there already and is not a place index; name another file")


def _sweep(path: Path) -> None:
    for left in path.parent.glob(f"{path.name}*{BUILDING}"):
        if time.time() - left.stat().st_mtime > ABANDONED_AFTER_S:
            left.unlink(missing_ok=True)


def _settle(part: Path, path: Path) -> None:
    with part.open("rb") as written:
        os.fsync(written.fileno())
    part.chmod(0o644)
    part.replace(path)


def _write(part: Path, entries: Iterable[Entry], made_of: str, total: int, progress: Progress | None) -> int:
    connection = sqlite3.connect(part)
    try:
        connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA application_id = {APPLICATION_ID};")
        connection.executescript(TABLES)
        connection.execute("CREATE TEMP TABLE found (name TEXT NOT NULL, place INTEGER NOT NULL, listed INTEGER NOT NULL)")
        marks = ", ".join("?" * (len(COLUMNS) + 1))
        connection.executemany(
            f"INSERT INTO places (id, {', '.join(COLUMNS)}) VALUES ({marks})",  # noqa: S608
            _rows(entries, connection, progress, total),
        )
        connection.execute("INSERT INTO names (name, place, listed) SELECT name, place, listed FROM found ORDER BY name, place")
        connection.execute(INDEX)
        connection.execute("INSERT INTO meta (key, value) VALUES (?, ?)", ("fingerprint", made_of))
        connection.commit()
        (count,) = connection.execute("SELECT count(*) FROM places").fetchone()
    finally:
        connection.close()
    if progress:
        progress(total, total)
    return int(count)


def _rows(entries: Iterable[Entry], connection: sqlite3.Connection, progress: Progress | None, total: int) -> Iterator[tuple[object, ...]]:
    """The rows of `places`, while the names go to `found`: millions of them would not fit into memory."""
    values_of = attrgetter(*COLUMNS)
    for number, entry in enumerate(entries):
        named = [(name, number, name in entry.listed) for name in entry.names]
        connection.executemany("INSERT INTO found VALUES (?, ?, ?)", named)
        if progress and number % REPORT_EVERY == 0:
            progress(min(number, total), total)
        yield (number, *values_of(entry.place))
