"""Incidents over what a run has read: the same as `counterclaim compare` would find for the same reports on one machine."""

from __future__ import annotations

import datetime as dt
import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from counterclaim.archive.columns import UNDATED
from counterclaim.archive.folder import ArchiveFolder
from counterclaim.incidents.compare import compare, one_each, origins_of
from counterclaim.incidents.origins import fold
from counterclaim.records.comparison import Comparison
from counterclaim.records.models import Record

ROWS = 512
"""Records parsed at once."""
FEW = 16
"""Records of each day that are held while those of one shard are put in order."""


@dataclass(frozen=True)
class Stretch:
    """Days of publication, both included; None is open. Undated reports belong to it only where both ends are open."""

    since: dt.date | None = None
    until: dt.date | None = None

    def __contains__(self, day: str) -> bool:
        """Whether a partition belongs to it."""
        if self.since is None and self.until is None:
            return True
        if day == UNDATED:
            return False
        return (self.since is None or day >= self.since.isoformat()) and (self.until is None or day <= self.until.isoformat())


def records(folder: ArchiveFolder, stretch: Stretch) -> list[Record]:
    """The records of the finished shards of a run, in the order in which the reports stand in the archive."""
    place = _places(folder)
    found = [(place[path.stem], number, record) for path in _partitions(folder, stretch) for number, record in _numbered(path)]
    return [record for _, _, record in sorted(found, key=lambda item: item[:2])]


def records_by_day(folder: ArchiveFolder, stretch: Stretch) -> Iterator[Record]:
    """The same day after day, undated reports last: few are held in memory at once."""
    place = _places(folder)
    for path in sorted(_partitions(folder, stretch), key=lambda path: (_day(path) == UNDATED, _day(path), place[path.stem])):
        yield from (record for _, record in sorted(_numbered(path), key=lambda item: item[0]))


def record_texts(folder: ArchiveFolder, stretch: Stretch) -> Iterator[bytes]:
    """The same as JSON, in the same order, a few at a time in memory."""
    place, paths = _places(folder), defaultdict[str, list[Path]](list)
    for path in _partitions(folder, stretch):
        paths[path.stem].append(path)
    for shard in sorted(paths, key=place.__getitem__):
        yield from (text.encode() for _, text in heapq.merge(*map(_texts, paths[shard]), key=lambda item: item[0]))


def counted(folder: ArchiveFolder, stretch: Stretch) -> int:
    """How many records that are."""
    import pyarrow.parquet as pq

    return sum(pq.ParquetFile(path).metadata.num_rows for path in _partitions(folder, stretch))


def _places(folder: ArchiveFolder) -> dict[str, tuple[int, int]]:
    """Where each shard stands in the archive: its input, and its first document there."""
    return {shard.id: (number, shard.first) for number, survey in enumerate(folder.surveys()) for shard in survey.shards}


def _partitions(folder: ArchiveFolder, stretch: Stretch) -> list[Path]:
    return [path for path in folder.files("reports") if _day(path) in stretch]


def _numbered(path: Path) -> Iterator[tuple[int, Record]]:
    """Records of a file with their places in its shard."""
    import pyarrow.parquet as pq

    for batch in pq.ParquetFile(path).iter_batches(ROWS, columns=["number", "record"]):
        yield from ((row["number"], Record.model_validate_json(row["record"])) for row in batch.to_pylist())


def _texts(path: Path) -> Iterator[tuple[int, str]]:
    """Records of a file as JSON with their places in its shard, in order: as a shard is written."""
    import pyarrow.parquet as pq

    for batch in pq.ParquetFile(path).iter_batches(FEW, columns=["number", "record"]):
        yield from zip(batch.column("number").to_pylist(), batch.column("record").to_pylist(), strict=True)


def link(some: Iterable[Record]) -> Comparison:
    """Incidents over records in any order, with the copies among their reports folded into one origin each.

    All are held in memory: `joining.joined` gives the same of a whole archive.
    """
    each = one_each(some)
    return compare(each, origins_of((record.report for record in each), fold(record.report for record in each)))


def _day(path: Path) -> str:
    return path.parent.name.removeprefix("day=")
