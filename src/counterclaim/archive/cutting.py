"""Files to shards: where each stretch of a file begins, so that it can be read alone, in any process, and again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import repeat
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

from counterclaim.archive.inputs import PIECE, Form, Input, opened
from counterclaim.archive.warc import begins_with, positions
from counterclaim.errors import RecordError
from counterclaim.ingest.found import Found
from counterclaim.ingest.json_reports import read_json
from counterclaim.ingest.limits import read_within
from counterclaim.records.models import Frozen

WHOLE_BYTES = 200_000_000
"""A file that is one JSON value is parsed as a whole, for each of its shards: a larger one must be made JSON Lines."""
HEAD = 1 << 16
"""Bytes in which the first line of a file shows whether it begins a JSON value that goes on below."""


class Shard(Frozen):
    """A stretch of a file: `count` documents from number `first` on (from 0). `offset` is the byte where they begin, None where only
    reading from the start leads there."""

    id: str
    input: Input
    first: int
    count: int
    offset: int | None = None


OPENINGS = frozenset({b"[", b"{", b"[{"})
"""Lines that stand alone only where a value is set over several."""


class Start(NamedTuple):
    """Where a document begins, and its name in the file, as far as it has these."""

    offset: int | None = None
    name: str | None = None


class Survey(Frozen):
    """A file cut into shards. `broken` says why nothing after the last of them can be read; `documents` are those before that."""

    input: Input
    documents: int
    shards: tuple[Shard, ...]
    broken: str | None = None


def key_of(found: Input) -> str:
    """A short name for a file, from its path."""
    return hashlib.sha256(found.path.encode()).hexdigest()[:12]


def cut(found: Input, size: int) -> Survey:
    """Looks once through a file, without reading its documents, and cuts it into shards of `size` documents."""
    starts: list[Start] = []
    number, broken = 0, None
    held = found
    try:
        held = _held(found)
        for number, start in enumerate(_documents(held), 1):
            if (number - 1) % size == 0:
                starts.append(start)
    except RecordError as error:
        number, broken = max(number - 1, 0), str(error)  # the last document was begun, and nobody knows where it ends
    shards = [
        Shard(
            id=f"{key_of(found)}-{index:05}",
            input=held,
            first=index * size,
            count=min(size, number - index * size),
            offset=_offset(found, start),
        )
        for index, start in enumerate(starts)
        if index * size < number
    ]
    return Survey(input=found, documents=number, shards=tuple(shards), broken=broken)


def _documents(found: Input) -> Iterator[Start]:
    """Where each document of a file begins."""
    if found.form in (Form.PARQUET, Form.WHOLE):
        yield from repeat(Start(), _rows(found) if found.form is Form.PARQUET else sum(1 for _ in whole(found)))
        return
    with opened(found) as stream:
        if found.form is Form.WARC:
            yield from (Start(offset, name) for offset, name in positions(stream))
        else:
            yield from (Start(None if found.compression else offset) for offset in _line_starts(stream))


def whole(found: Input) -> Iterator[tuple[str, Found | RecordError]]:
    """The reports of a file that is one JSON value, as `read_json` gives them. Raises RecordError when it is none, or too large."""
    with opened(found) as stream:
        yield from read_json(read_within(stream, WHOLE_BYTES))


def _held(found: Input) -> Input:
    """The same file, or the file as one JSON value where its first line begins one that goes on below, or a list of objects."""
    if found.form is not Form.LINES:
        return found
    with opened(found) as stream:
        line, ended, _ = stream.read(HEAD).lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    line = line.rstrip()
    if line[:1] == b"{" and not ended and len(line) >= HEAD // 2:
        return found  # a long first line
    named = PurePosixPath(found.path).name.lower().removesuffix(".gz").removesuffix(".zst").endswith(".json")
    goes_on = line[:1] in (b"[", b"{") and (line in OPENINGS or (named and (line[:1] == b"[" or line[-1:] not in (b"]", b"}"))))
    if not goes_on:
        return found
    as_one = found.model_copy(update={"form": Form.WHOLE})
    try:
        next(whole(as_one), None)
    except RecordError as error:
        if str(error).startswith("too large"):
            raise RecordError(f"one JSON value of more than {WHOLE_BYTES:,} bytes: make it JSON Lines, as `jq -c '.[]'` does") from error
        return found
    return as_one


def _offset(found: Input, start: Start) -> int | None:
    """The byte at which reading can begin, if there is one."""
    if start.offset is None or found.form is not Form.WARC:
        return start.offset
    with opened(found, start.offset) as stream:
        return start.offset if begins_with(stream, start.name) else None


def _rows(found: Input) -> int:
    import pyarrow.parquet as pq

    with opened(found) as stream:
        return int(pq.ParquetFile(stream).metadata.num_rows)


def _line_starts(stream: BinaryIO) -> Iterator[int]:
    """Where the lines of a stream begin."""
    at, fresh = 0, True
    while chunk := stream.read(PIECE):
        if fresh:
            yield at
        begin = 0
        while (end := chunk.find(b"\n", begin)) >= 0 and end + 1 < len(chunk):
            yield at + end + 1
            begin = end + 1
        fresh = chunk.endswith(b"\n")
        at += len(chunk)
