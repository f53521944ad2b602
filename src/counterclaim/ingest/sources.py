"""Sources to reports: files, folders, addresses on the web and standard input, one after the other and no further than asked for."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import urlsplit

from counterclaim.errors import ConfigError, RecordError
from counterclaim.ingest.assembling import assemble
from counterclaim.ingest.decoding import declared_charset, decode
from counterclaim.ingest.formats import SUFFIXES, Format, format_by_media_type, format_by_name, is_json_lines, sniff
from counterclaim.ingest.found import Found
from counterclaim.ingest.json_reports import read_json, read_json_lines
from counterclaim.ingest.limits import headed, read_within, too_large
from counterclaim.ingest.options import Failure, IngestOptions
from counterclaim.ingest.plain import read_plain
from counterclaim.records.models import Report

STANDARD_INPUT = "-"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True)
class _Origin:
    """Where bytes came from, as far as that bears on what they mean."""

    name: str
    format: Format | None = None
    url: str | None = None
    charset: str | None = None
    fetched_at: dt.datetime | None = None


def read_sources(sources: Iterable[str], options: IngestOptions | None = None, stdin: BinaryIO | None = None) -> Iterator[Report | Failure]:
    """The reports of files, folders (what is in them and below, sorted by path), http(s) addresses and `-`, standard input.

    Reads lazily, and large JSON Lines line by line. What cannot be read is yielded as a Failure in its place, and the run goes on.
    `stdin` stands in for standard input. Raises ConfigError for one string in the place of several, ResourceError without a language model.
    """
    if isinstance(sources, str):
        raise ConfigError(f"sources are given as a list, such as [{sources!r}]")
    return _read_all(sources, options or IngestOptions(), stdin)


def _read_all(sources: Iterable[str], options: IngestOptions, stdin: BinaryIO | None) -> Iterator[Report | Failure]:
    for source in sources:
        try:
            yield from _read_source(source, options, stdin)
        except RecordError as error:
            yield Failure(source, error)


def _read_source(source: str, options: IngestOptions, stdin: BinaryIO | None) -> Iterator[Report | Failure]:
    if source == STANDARD_INPUT:
        return _read_stream(sys.stdin.buffer if stdin is None else stdin, _Origin(source), options)
    if _SCHEME.match(source):
        return _read_url(source, options)
    if not source or "\0" in source:
        raise RecordError("no such file or folder")
    path = Path(source)
    return _read_folder(path, options) if os.path.isdir(path) else _read_file(path, options)


def _read_folder(folder: Path, options: IngestOptions) -> Iterator[Report | Failure]:
    paths = sorted(path for path in folder.rglob("*") if _is_report(path, folder))
    if not paths:
        raise RecordError(f"no file in this folder ends in {', '.join(sorted(SUFFIXES))}")
    for path in paths:
        try:
            yield from _read_file(path, options)
        except RecordError as error:
            yield Failure(str(path), error)


def _is_report(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.suffix.lower() in SUFFIXES and not hidden and os.path.isfile(path)


def _read_file(path: Path, options: IngestOptions) -> Iterator[Report | Failure]:
    origin = _Origin(str(path), format=format_by_name(path.name))
    try:
        with path.open("rb") as stream:
            yield from _read_stream(stream, origin, options, size=os.fstat(stream.fileno()).st_size)
    except FileNotFoundError as error:
        raise RecordError("no such file or folder") from error
    except OSError as error:
        raise RecordError(f"cannot be read: {error.strerror or error}") from error


def _read_url(url: str, options: IngestOptions) -> Iterator[Report | Failure]:
    from counterclaim.ingest.fetching import fetch  # noqa: PLC0415 - 0.2 s that reports from files need not wait for

    page = fetch(url, options)
    known = format_by_media_type(page.media_type or "") or format_by_name(PurePosixPath(urlsplit(page.url).path).name)
    origin = _Origin(url, format=known, url=page.url, charset=page.charset, fetched_at=page.fetched_at)
    return _read_stream(io.BytesIO(page.data), origin, options)


def _read_stream(stream: BinaryIO, origin: _Origin, options: IngestOptions, size: int = 0) -> Iterator[Report | Failure]:
    head, stream = headed(stream)
    form = origin.format or sniff(head)
    if form is Format.JSON and is_json_lines(head):
        form = Format.JSON_LINES
    if form is Format.JSON_LINES:
        yield from _assemble_many(read_json_lines(stream, options.max_bytes), origin, options)
        return
    if size > options.max_bytes:
        raise too_large(options.max_bytes, size)
    data = read_within(stream, options.max_bytes)
    if not data.strip():
        raise RecordError("empty: no text in it")
    if form is Format.JSON:
        yield from _assemble_many(read_json(data), origin, options)
    else:
        found = _read_html(data, origin) if form is Format.HTML else read_plain(decode(data, origin.charset))
        yield _assembled(found, origin, options)


def _read_html(data: bytes, origin: _Origin) -> Found:
    from counterclaim.ingest.pages import read_page  # noqa: PLC0415 - 0.3 s that reports in other formats need not wait for

    return read_page(decode(data, origin.charset or declared_charset(data)), origin.url)


def _assemble_many(many: Iterable[tuple[str, Found | RecordError]], origin: _Origin, options: IngestOptions) -> Iterator[Report | Failure]:
    for place, found in many:
        try:
            if isinstance(found, RecordError):
                raise found
            yield _assembled(found, origin, options)
        except RecordError as error:
            yield Failure(origin.name + place, error)


def _assembled(found: Found, origin: _Origin, options: IngestOptions) -> Report:
    known = replace(found, url=found.url or origin.url, fetched_at=origin.fetched_at or found.fetched_at)
    return assemble(known, options)
