"""A shard's stretch of a file to documents, each with a glance at its text for the relevance filter, and read whole only if asked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from counterclaim.archive.cutting import Shard, whole
from counterclaim.archive.inputs import Form, opened
from counterclaim.archive.warc import Page, pages
from counterclaim.errors import RecordError
from counterclaim.ingest.decoding import declared_charset, decode
from counterclaim.ingest.found import Found
from counterclaim.ingest.json_reports import found_in, read_json_lines
from counterclaim.ingest.limits import too_large
from counterclaim.ingest.options import Failure
from counterclaim.ingest.plain import read_plain

ROWS = 256
"""Rows of Parquet in memory at once."""
HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_PARAGRAPH = re.compile(r"<(?:p|h1)\b[^>]*>(.*?)</(?:p|h1)\s*>", re.IGNORECASE | re.DOTALL)
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]{0,2000}>")


@dataclass(frozen=True)
class Document:
    """One document. `glance` is enough of its text to tell what it is about; `read` gives the whole, or raises RecordError."""

    source: str
    glance: str
    read: Callable[[], Found]


def documents(shard: Shard, max_bytes: int) -> Iterator[Document | Failure]:
    """The documents of a shard in order; what is none comes as a Failure in its place.

    Raises RecordError when the rest of the file cannot be read.
    """
    if shard.input.form is Form.LINES:
        return _lines(shard, max_bytes)
    if shard.input.form is Form.WHOLE:
        return _items(shard)
    return _rows(shard) if shard.input.form is Form.PARQUET else _pages(shard, max_bytes)


def _lines(shard: Shard, max_bytes: int) -> Iterator[Document | Failure]:
    with opened(shard.input, shard.offset or 0) as stream:
        if shard.offset is None:
            for _ in islice(stream, shard.first):
                pass
        for place, found in read_json_lines(stream, max_bytes, range(shard.first, shard.first + shard.count)):
            yield _given(shard.input.path + place, found)


def _items(shard: Shard) -> Iterator[Document | Failure]:
    for place, found in islice(whole(shard.input), shard.first, shard.first + shard.count):
        yield _given(shard.input.path + place, found)


def _given(source: str, found: Found | RecordError) -> Document | Failure:
    if isinstance(found, RecordError):
        return Failure(source, found)
    return Document(source, found.text, lambda: found)


def _rows(shard: Shard) -> Iterator[Document | Failure]:
    import pyarrow.parquet as pq

    with opened(shard.input) as stream:
        table = pq.ParquetFile(stream)
        groups, start = list[int](), 0
        for group in range(table.num_row_groups):
            inside = table.metadata.row_group(group).num_rows
            if start + inside <= shard.first and not groups:
                start += inside
            else:
                groups.append(group)
        rows = (row for batch in table.iter_batches(ROWS, row_groups=groups) for row in batch.to_pylist())
        for number, row in enumerate(islice(rows, shard.first - start, shard.first - start + shard.count), shard.first):
            yield _row(f"{shard.input.path}[{number}]", row)


def _row(source: str, row: Mapping[str, object]) -> Document | Failure:
    try:
        found = found_in({name: v.isoformat() if isinstance(v, (dt.date, dt.datetime)) else v for name, v in row.items()})
    except RecordError as error:
        return Failure(source, error)
    return _given(source, found)


def _pages(shard: Shard, max_bytes: int) -> Iterator[Document | Failure]:
    with opened(shard.input, shard.offset or 0) as stream:
        skipped = 0 if shard.offset is not None else shard.first
        found = pages(stream, max_bytes)
        for number, page in enumerate(islice(found, skipped, skipped + shard.count), shard.first):
            source = f"{shard.input.path}[{number}]"
            try:
                yield _page(source, page, max_bytes)
            except RecordError as error:
                yield Failure(source, error)


def _page(source: str, page: Page, max_bytes: int) -> Document:
    if page.status is not None and page.status != 200:
        raise RecordError(f"no page: HTTP status {page.status}")
    if page.fault is not None:
        raise RecordError(page.fault)
    if len(page.body) > max_bytes:
        raise too_large(max_bytes)
    if not page.body.strip():
        raise RecordError("empty: no text in it")
    if page.media_type == "text/plain":
        plain = read_plain(decode(page.body, page.charset))
        return _dated(Document(source, plain.text, lambda: plain), page)
    if page.media_type not in HTML_TYPES:
        raise RecordError(f"no page: its media type is {page.media_type or 'unknown'}")
    html = decode(page.body, page.charset or declared_charset(page.body))
    return _dated(Document(source, glance_at(html), lambda: _article(html, page.url)), page)


def _dated(document: Document, page: Page) -> Document:
    def read() -> Found:
        found = document.read()
        return replace(found, url=found.url or page.url, fetched_at=page.fetched_at)

    return replace(document, read=read)


def _article(html: str, url: str | None) -> Found:
    from counterclaim.ingest.pages import read_page  # 0.3 s that archives of other formats need not wait for

    return read_page(html, url)


def glance_at(html: str) -> str:
    """The title and paragraphs of a page without markup, a hundred times faster than finding its article; all text where it has none."""
    shown = _HIDDEN.sub(" ", html)
    parts = [*_TITLE.findall(shown), *_PARAGRAPH.findall(shown)]
    return _TAG.sub(" ", "\n".join(parts) if len(parts) > 1 else shown)
