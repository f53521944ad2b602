"""Small archives of every format, made by hand, and a reader that stands in for the pipeline and misbehaves where the text says so."""

from __future__ import annotations

import gzip
import json
import os
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from counterclaim.archive.columns import Row, day_of, report_row
from counterclaim.archive.cutting import Shard, Survey, key_of
from counterclaim.archive.folder import BY_DAY, ArchiveFolder, Done
from counterclaim.archive.inputs import Form, Input
from counterclaim.archive.options import ArchiveOptions
from counterclaim.records.models import Record, Report

FAILING = "This one cannot be parsed."
ENDING = "This one ends the process."
DAYS = ("2023-05-12", "2023-05-13", "2023-05-14")
HTML = "<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
NEWS = (
    "The defence ministry said that two soldiers were killed and five wounded when mortar shells hit their post near the border village "
    "number {number} on Friday. Rebels denied that they had fired, and accused the army of shelling their positions first."
)
SPORT = "The home team won its third match in a row on Sunday thanks to a late goal, and the coach said that he was proud. {number}"


def text_of(number: int, more: str = "") -> str:
    """A report on shelling, different for each number."""
    return f"Shelling near village {number}\n\n{NEWS.format(number=number)} {more}".strip()


def row(number: int, more: str = "") -> dict[str, Any]:
    """The same as a row of an archive; every eleventh has no date."""
    published = None if number % 11 == 10 else DAYS[number % 3]
    return {"text": text_of(number, more), "published": published, "outlet": f"Outlet {number % 2}", "ignored": number}


def json_lines(numbers: Iterable[int]) -> bytes:
    return b"".join(json.dumps(row(number)).encode() + b"\n" for number in numbers)


def write_zstd(path: Path, data: bytes) -> Path:
    with pa.CompressedOutputStream(str(path), "zstd") as stream:
        stream.write(data)
    return path


def write_parquet(path: Path, rows: list[dict[str, Any]], group: int = 4) -> Path:
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=group)
    return path


def page(text: str, title: str = "Shelling near the border village") -> bytes:
    return HTML.format(title=title, text=text).encode()


def response(body: bytes, number: int, media_type: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    """A WARC record of a page as it was fetched."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: https://news.example/{number}\r\nWARC-Date: 2023-05-15T06:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def write_warc(path: Path, records: Iterable[bytes]) -> Path:
    """Each record compressed by itself, as Common Crawl has it."""
    path.write_bytes(b"".join(gzip.compress(record) for record in records))
    return path


class StandIn:
    """A reader that finds nothing, and notes which process has read which report."""

    def __init__(self, notes: Path | None = None, seconds: float = 0.0) -> None:
        self._notes = notes
        self._seconds = seconds

    def read(self, reports: Iterable[Report]) -> Iterator[Record]:
        for report in reports:
            if self._notes is not None:
                (self._notes / f"{os.getpid()}").touch()
            time.sleep(self._seconds)
            if ENDING in report.text:
                os._exit(9)
            if FAILING in report.text:
                raise ValueError("a list is empty\nand more")
            yield Record(report=report)


def load_stand_in(_options: ArchiveOptions, notes: Path | None = None, seconds: float = 0.0) -> StandIn:
    return StandIn(notes, seconds)


def numbers_in(folder: Path) -> list[int]:
    """The numbers of all reports in the tables of a run, in order: one that was read twice stands there twice."""
    rows = [row for path in ArchiveFolder(folder).files("reports") for row in pq.ParquetFile(path).read(columns=["record"]).to_pylist()]
    found = [re.search(r"number (\d+) on", Record.model_validate_json(row["record"]).report.text) for row in rows]
    return sorted(int(match[1]) for match in found if match)


def written_archive(path: Path, records: Sequence[Record], shard: int = 1000) -> ArchiveFolder:
    """A folder of a run that has read these records, in this order, from one file."""
    return write_archive(path, records, len(records), shard)


def write_archive(path: Path, records: Iterable[Record], count: int, shard: int = 1000) -> ArchiveFolder:
    """The same of so many records as they come; no more than a shard of them is held."""
    folder, options, rest = ArchiveFolder(path), ArchiveOptions(shard=shard, threshold=None), iter(records)
    folder.open(options)
    found = Input(path=str(path.with_suffix(".jsonl")), size=1, form=Form.LINES)
    shards = [
        Shard(id=f"{key_of(found)}-{index:05}", input=found, first=first, count=min(shard, count - first))
        for index, first in enumerate(range(0, count, shard))
    ]
    folder.keep_survey(Survey(input=found, documents=count, shards=tuple(shards)))
    for each in shards:
        rows: dict[str, dict[str, list[Row]]] = {table: defaultdict(list) for table in BY_DAY}
        for number, record in enumerate(islice(rest, each.count)):
            rows["reports"][day_of(record.report)].append(report_row(record, f"{found.path}:{each.first + number + 1}", number, None))
        folder.finish(each.id, rows, [], Done(documents=each.count, reports=each.count))
    return folder
