"""WARC files (ISO 28500), as Common Crawl publishes them: pages as they were fetched, or their text alone (WET)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from counterclaim.archive.bodies import decoded
from counterclaim.errors import RecordError


@dataclass(frozen=True)
class Page:
    """A page as it was fetched. `status` is None where the record holds no HTTP response; `body` is without its
    encodings and cut a byte beyond the limit; `fault` says why it could not be had, None where it could."""

    body: bytes
    media_type: str | None
    charset: str | None
    url: str | None
    status: int | None
    fetched_at: dt.datetime | None
    fault: str | None = None


def positions(stream: BinaryIO) -> Iterator[tuple[int, str | None]]:
    """Where the records begin that hold a page, and their ids. Raises OSError when the rest of the file cannot be read."""
    for record in _records(stream, parse_http=False):
        yield record.stream_pos, record.record_id


def begins_with(stream: BinaryIO, record_id: str | None) -> bool:
    """Whether a stream begins with that record: not so in the middle of a file that is compressed as a whole, against the standard."""
    try:
        return record_id is not None and next((found for _, found in positions(stream)), None) == record_id
    except OSError:  # what begins in the middle of compressed bytes is no record
        return False


def pages(stream: BinaryIO, max_bytes: int) -> Iterator[Page]:
    """The pages of a stream that begins with a record. Raises OSError when the rest of the file cannot be read."""
    for record in _records(stream, parse_http=True):
        http = record.http_headers if record.is_http else None
        media_type = record.http_content_type if http else record.headers.get("Content-Type", "").partition(";")[0].strip()
        body, fault = _body(record.reader.read(max_bytes + 1), http, max_bytes)
        yield Page(
            body=body,
            media_type=media_type.lower() if media_type else None,
            charset=record.http_charset if http else "utf-8",
            url=record.headers.get("WARC-Target-URI"),
            status=http.status_code if http else None,
            fetched_at=record.record_date,
            fault=fault,
        )


def _body(raw: bytes, http: Any, max_bytes: int) -> tuple[bytes, str | None]:
    """The body of a record, and what is wrong with it. The library could undo encodings itself, but would end the file at a bad one."""
    if http is None or len(raw) > max_bytes:
        return raw, None
    try:
        return decoded(raw, http.get("Transfer-Encoding") or "", http.get("Content-Encoding") or "", max_bytes), None
    except RecordError as error:
        return b"", str(error)


def _records(stream: BinaryIO, parse_http: bool) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    yield from ArchiveIterator(stream, record_types=WarcRecordType.response | WarcRecordType.conversion, parse_http=parse_http)
