"""Files to shards: where each stretch of a file begins, so that it can be read alone, in any process, and again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import repeat
from typing import BinaryIO, NamedTuple

from counterclaim.archive.inputs import PIECE, Form, Input, opened
from counterclaim.archive.warc import begins_with, positions
from counterclaim.errors import RecordError
from counterclaim.records.models import Frozen


class Shard(Frozen):
    """A stretch of a file: `count` documents from number `first` on (from 0). `offset` is the byte where they begin, None where only
    reading from the start leads there."""

    id: str
    input: Input
    first: int
    count: int
    offset: int | None = None


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
    try:
        for number, start in enumerate(_documents(found), 1):
            if (number - 1) % size == 0:
                starts.append(start)
    except RecordError as error:
        number, broken = max(number - 1, 0), str(error)  # the last document was begun, and nobody knows where it ends
    shards = [
        Shard(
            id=f"{key_of(found)}-{index:05}",
            input=found,
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
    if found.form is Form.PARQUET:
        yield from repeat(Start(), _rows(found))
        return
    with opened(found) as stream:
        if found.form is Form.WARC:
            yield from (Start(offset, name) for offset, name in positions(stream))
        else:
            yield from (Start(None if found.compression else offset) for offset in _line_starts(stream))


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
