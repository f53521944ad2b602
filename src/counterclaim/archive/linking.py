"""Incidents over what a run has read: the same as `counterclaim compare` would find for the same reports on one machine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
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


def records(folder: ArchiveFolder, stretch: Stretch) -> list[Record]:
    """The records of the finished shards of a run, in the order in which the reports stand in the archive."""
    import pyarrow.parquet as pq

    place = {shard.id: (number, shard.first) for number, survey in enumerate(folder.surveys()) for shard in survey.shards}
    found: list[tuple[tuple[int, int], int, Record]] = []
    for path in folder.files("reports"):
        if _day(path) in stretch:
            for batch in pq.ParquetFile(path).iter_batches(ROWS, columns=["number", "record"]):
                found += [(place[path.stem], row["number"], Record.model_validate_json(row["record"])) for row in batch.to_pylist()]
    return [record for _, _, record in sorted(found, key=lambda item: item[:2])]


def link(some: Iterable[Record]) -> Comparison:
    """Incidents over records in any order, with the copies among their reports folded into one origin each."""
    each = one_each(some)
    return compare(each, origins_of((record.report for record in each), fold(record.report for record in each)))


def _day(path: Path) -> str:
    return path.parent.name.removeprefix("day=")
