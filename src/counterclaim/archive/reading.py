"""One shard: its documents, those that are to the point, their records, and the tables that these make."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple, Protocol

from counterclaim.archive.columns import Row, claim_row, day_of, event_row, report_row
from counterclaim.archive.cutting import Shard
from counterclaim.archive.documents import Document, documents
from counterclaim.archive.folder import BY_DAY, ArchiveFolder, Begun, Done
from counterclaim.archive.inputs import first_line
from counterclaim.archive.options import ArchiveOptions
from counterclaim.archive.relevance import relevance
from counterclaim.errors import ConfigError, RecordError, ResourceError
from counterclaim.ingest.assembling import assemble
from counterclaim.ingest.options import Failure, IngestOptions
from counterclaim.records.models import Record, Report

TOGETHER = 32
"""Reports handed to the reader in one go."""
GIVEN_UP = 3
"""A report is left out when reading it alone has ended the process so often. A run that is killed by hand ends at the same report twice
only by bad luck, three times hardly ever."""

log = logging.getLogger(__name__)


class Reader(Protocol):
    """Reports in, records out, in order: `Pipeline`, or what stands in for it."""

    def read(self, reports: Iterable[Report]) -> Iterator[Record]:
        """The record of each report."""
        ...


class Chosen(NamedTuple):
    """A report that is to be read, where it stands, and its score of relevance if that was looked at."""

    source: str
    report: Report
    relevance: float | None


class ShardReading:
    """Reads one shard into a folder."""

    def __init__(self, shard: Shard, reader: Reader, options: ArchiveOptions, folder: ArchiveFolder) -> None:
        self._shard = shard
        self._reader = reader
        self._options = options
        self._folder = folder
        self._ingest = IngestOptions(max_bytes=options.max_bytes)
        self._counts: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()
        self._skipped: list[Row] = []
        self._rows: dict[str, dict[str, list[Row]]] = {table: defaultdict(list) for table in BY_DAY}

    def run(self) -> Done:
        """Reads the shard, puts its tables in their places and marks it as done.

        Raises ResourceError and ConfigError as the reader does: what every report needs is missing. Raises RecordError when the file
        cannot be read now, though it could be when it was cut: then nothing is put down, and the shard is to be read again.
        """
        stopped = self._folder.begun(self._shard.id)
        rest, at = self._chosen(), 0
        while together := list(islice(rest, TOGETHER)):
            if stopped and at <= stopped.at < at + len(together):
                self._read_singly(together, at, stopped)
            else:
                self._folder.keep_begun(self._shard.id, Begun(at=at, together=len(together)))
                self._read_together(together)
            at += len(together)
        done = Done(
            documents=self._counts["documents"],
            reports=self._counts["reports"],
            claims=self._counts["claims"],
            irrelevant=self._counts["irrelevant"],
            skipped=dict(self._reasons),
        )
        self._folder.finish(self._shard.id, self._rows, self._skipped, done)
        return done

    def _chosen(self) -> Iterator[Chosen]:
        for document in documents(self._shard, self._options.max_bytes):
            self._counts["documents"] += 1
            if isinstance(document, Failure):
                self._skip(document.source, document.error)
            elif (chosen := self._choose(document)) is not None:
                yield chosen

    def _choose(self, document: Document) -> Chosen | None:
        try:
            if document.glance.strip() and self._is_irrelevant(document.glance):
                return None
            found = document.read()
            if found.text.strip() and found.text != document.glance and self._is_irrelevant(found.text):
                return None
            report = assemble(found, self._ingest)
        except RecordError as error:
            self._skip(document.source, error)
            return None
        return Chosen(document.source, report, None if self._options.threshold is None else relevance(found.text))

    def _is_irrelevant(self, text: str) -> bool:
        threshold = self._options.threshold
        irrelevant = threshold is not None and relevance(text) < threshold
        self._counts["irrelevant"] += irrelevant
        return irrelevant

    def _read_together(self, together: list[Chosen]) -> None:
        try:
            records = list(self._reader.read([chosen.report for chosen in together]))
        except (ResourceError, ConfigError):
            raise
        except (
            Exception
        ) as error:  # whatever a document does to a stage, the run goes on: each is read alone, so that only the culprit is lost
            log.debug("reading %d reports together failed: %s", len(together), error)
            for chosen in together:
                self._read_alone(chosen)
        else:
            for chosen, record in zip(together, records, strict=True):
                self._keep(chosen, record)

    def _read_alone(self, chosen: Chosen) -> None:
        try:
            (record,) = self._reader.read([chosen.report])
        except (ResourceError, ConfigError):
            raise
        except Exception as error:  # as above; the reason goes to the table of what was skipped
            log.debug("%s cannot be read", chosen.source, exc_info=True)
            self._skip(chosen.source, RecordError(f"reading it fails: {type(error).__name__}: {first_line(error)}"))
        else:
            self._keep(chosen, record)

    def _read_singly(self, together: list[Chosen], at: int, stopped: Begun) -> None:
        """Reads a group at which the last process ended, noting each report before it is read."""
        for number, chosen in enumerate(together, at):
            times = stopped.times if stopped.together == 1 and stopped.at == number else 0
            if times >= GIVEN_UP:
                self._skip(chosen.source, RecordError("the program ended while reading it"))
                continue
            self._folder.keep_begun(self._shard.id, Begun(at=number, together=1, times=times + 1))
            self._read_alone(chosen)

    def _keep(self, chosen: Chosen, record: Record) -> None:
        day = day_of(record.report)
        self._rows["reports"][day].append(report_row(record, chosen.source, self._counts["reports"], chosen.relevance))
        self._counts["reports"] += 1
        self._counts["claims"] += len(record.claims)
        self._rows["claims"][day] += [claim_row(claim, record.report) for claim in record.claims]
        self._rows["events"][day] += [event_row(event, record.report) for event in record.events]

    def _skip(self, source: str, error: RecordError) -> None:
        self._reasons[str(error).partition(":")[0]] += 1
        self._skipped.append({"source": source, "reason": str(error)})
