"""Places of a full GeoNames dump (`allCountries.zip`, or the file of one country), read as a stream.

The format is the one that GeoNames documents in its readme (https://download.geonames.org/export/dump/readme.txt): a line a
place, 19 columns parted by tabs, in UTF-8. `admin1CodesASCII.txt`, where it lies beside, names the first-level subdivisions.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from counterclaim.errors import ResourceError
from counterclaim.grounding.gazetteer import Candidate, Progress
from counterclaim.grounding.gazetteer_entry import Entry
from counterclaim.grounding.gazetteer_sources import is_a_name
from counterclaim.grounding.placenames import fold_once, readable
from counterclaim.grounding.placewords import KNOWLEDGE, read_rows
from counterclaim.records.words import PlacePrecision

COLUMNS = 19
MOST_BYTES = 8 * 2**30
"""Largest text that is unpacked: about five times what all countries took in 2024."""
MOST_RATIO = 50
"""A zip that grows more than this is no list of places, which grows about four times."""
LONGEST_LINE = 2**17
"""Bytes; the longest lines of GeoNames have some 20,000."""
LEAST_SOUND = 0.5
"""A file with a smaller share of sound lines is something else."""
REPORT_EVERY = 20_000
SUBDIVISIONS = "admin1CodesASCII.txt"


@dataclass
class Dump:
    """A dump that is being read: `read` and `broken` count its lines so far."""

    path: Path
    codes: Mapping[str, str]
    progress: Progress | None = None
    read: int = 0
    broken: int = 0
    _features: Mapping[tuple[str, str], PlacePrecision | None] = field(default_factory=dict)
    _subdivisions: Mapping[str, str] = field(default_factory=dict)

    def entries(self) -> Iterator[Entry]:
        """The places of the sorts that `geonames_features.csv` names; broken lines are counted and left out.

        Raises:
            ResourceError: the file is missing, no dump of GeoNames, damaged, or larger than a dump can be.
        """
        self._features = read_features()
        self._subdivisions = _read_subdivisions(self.path.parent / SUBDIVISIONS)
        try:
            with _opened(self.path) as (lines, total):
                yield from self._read(lines, total)
        except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:  # RuntimeError: it is encrypted
            raise ResourceError(f"{self.path} cannot be read ({error}); fetch it from GeoNames again") from error
        if self.broken > LEAST_SOUND * self.read or not self.read:
            raise ResourceError(f"{self.path} is not a dump of GeoNames: {self.broken:,} of its {self.read:,} lines are not as documented")

    def _read(self, lines: BinaryIO, total: int) -> Iterator[Entry]:
        done = 0
        while line := lines.readline(LONGEST_LINE):
            done += len(line)
            if done > MOST_BYTES:
                raise ResourceError(f"{self.path} holds more than {MOST_BYTES >> 30} GiB; it is not a dump of GeoNames")
            if self.progress and self.read % REPORT_EVERY == 0:
                self.progress(min(done, total), total)
            self.read += 1
            fields = line.decode("utf-8", "replace").rstrip("\r\n").split("\t")
            try:
                entry = self._entry(fields)
            except ValueError:
                self.broken += 1
                continue
            if entry:
                yield entry
        if self.progress:
            self.progress(total, total)

    def _entry(self, fields: list[str]) -> Entry | None:
        """The place of one line, None for a sort that is left out. Raises ValueError when the line is broken."""
        if len(fields) != COLUMNS:
            raise ValueError("columns")
        number, name, lat, lon, people = int(fields[0]), fields[1].strip(), float(fields[4]), float(fields[5]), int(fields[14] or 0)
        if not name or not (-90 <= lat <= 90 and -180 <= lon <= 180) or people < 0 or number <= 0:
            raise ValueError("values")
        sort, code = fields[6], fields[7]
        precision = self._features.get((sort, code), self._features.get((sort, "*")))
        if precision is None:
            return None
        others = [n for n in fields[3].split(",") if n]
        folded = {fold_once(name), fold_once(fields[2])} | {fold_once(n) for n in others if is_a_name(n)}
        names = {n for n in folded if n and readable(n)}
        if not names:
            return None
        place = Candidate(
            place_id=f"geonames:{number}",
            name=name,
            lat=lat,
            lon=lon,
            country=self.codes.get(fields[8], ""),
            admin1=self._subdivisions.get(f"{fields[8]}.{fields[10]}") if code != "ADM1" else None,
            geonames_id=number,
            precision=precision,
            population=people or None,
            radius_km=None,
            source="GeoNames",
            alternates=len(others),
        )
        return Entry(place, names)


def read_features(path: Path = KNOWLEDGE / "geonames_features.csv") -> dict[tuple[str, str], PlacePrecision | None]:
    """The precision of every feature class and code that is kept; `*` is any other code of the class, None is left out.

    Raises:
        ResourceError: the file is missing or has an unknown precision.
    """
    try:
        rows = read_rows(path, ("class", "code", "precision"))
        return {(r["class"], r["code"]): PlacePrecision(r["precision"]) if r["precision"] else None for r in rows}
    except ValueError as error:
        raise ResourceError(f"{path.name}: {error}") from error


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """The lines of a dump, packed or not, and how many bytes they have."""
    if not zipfile.is_zipfile(path):
        with path.open("rb") as plain:
            yield plain, path.stat().st_size
        return
    with zipfile.ZipFile(path) as packed:
        texts = [m for m in packed.infolist() if m.filename.endswith(".txt") and not m.filename.lower().endswith("readme.txt")]
        if len(texts) != 1:
            raise ResourceError(f"{path} holds {len(texts)} lists of places and not one; name a dump as GeoNames offers it")
        size = texts[0].file_size
        if size > MOST_BYTES or size > MOST_RATIO * max(1, texts[0].compress_size):
            raise ResourceError(f"{path} would unpack to {size:,} bytes, which no dump of GeoNames does; it is not read")
        with packed.open(texts[0]) as lines:
            yield lines, size  # type: ignore[misc]


def _read_subdivisions(path: Path) -> dict[str, str]:
    """Names of first-level subdivisions by "US.IL", empty without the file."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", errors="replace") as lines:
        rows = (line.rstrip("\n").split("\t") for line in lines)
        return {row[0]: row[1] for row in rows if len(row) >= 2 and row[1]}
