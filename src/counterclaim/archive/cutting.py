"""Files to shards: where each stretch of a file begins, so that it can be read alone, in any process, and again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from counterclaim.archive.inputs import BUFFER, Form, Input, opened
from counterclaim.archive.warc import positions
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
    starts: list[tuple[int, int | None]] = []
    number, broken = 0, None
    try:
        for number, offset in enumerate(_documents(found), 1):
            if (number - 1) % size == 0:
                starts.append((number - 1, offset))
    except RecordError as error:
        broken = str(error)
    ends = [first for first, _ in starts[1:]] + [number]
    shards = [
        Shard(id=f"{key_of(found)}-{index:05}", input=found, first=first, count=end - first, offset=offset)
        for index, ((first, offset), end) in enumerate(zip(starts, ends, strict=True))
    ]
    return Survey(input=found, documents=number, shards=tuple(shards), broken=broken)


def _documents(found: Input) -> Iterator[int | None]:
    """The offset of each document of a file."""
    if found.form is Form.PARQUET:
        yield from [None] * _rows(found)
        return
    with opened(found) as stream:
        offsets = positions(stream) if found.form is Form.WARC else _line_starts(stream)
        for offset in offsets:
            yield None if found.compression else offset


def _rows(found: Input) -> int:
    import pyarrow.parquet as pq

    with opened(found) as stream:
        return int(pq.ParquetFile(stream).metadata.num_rows)


def _line_starts(stream: BinaryIO) -> Iterator[int]:
    """Where the lines of a stream begin."""
    at, fresh = 0, True
    while chunk := stream.read(BUFFER):
        if fresh:
            yield at
        begin = 0
        while (end := chunk.find(b"\n", begin)) >= 0 and end + 1 < len(chunk):
            yield at + end + 1
            begin = end + 1
        fresh = chunk.endswith(b"\n")
        at += len(chunk)
