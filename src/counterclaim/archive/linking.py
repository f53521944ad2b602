"""Incidents over what a run has read: the same as `counterclaim compare` would find for the same reports on one machine."""

from __future__ import annotations

import datetime as dt
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


def records(folder: ArchiveFolder, stretch: Stretch) -> Iterator[Record]:
    """The records of the finished shards of a run, day by day."""
    import pyarrow.parquet as pq

    for path in folder.files("reports"):
        if _day(path) in stretch:
            for batch in pq.ParquetFile(path).iter_batches(ROWS, columns=["record"]):
                yield from (Record.model_validate_json(text) for text in batch.column(0).to_pylist())


def link(some: Iterable[Record]) -> Comparison:
    """Incidents over records in any order, with the copies among their reports folded into one origin each."""
    each = one_each(some)
    return compare(each, origins_of((record.report for record in each), fold(record.report for record in each)))


def _day(path: Path) -> str:
    return path.parent.name.removeprefix("day=")
