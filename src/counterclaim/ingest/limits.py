"""How much is read at most."""

from __future__ import annotations

import io
from typing import BinaryIO

from counterclaim.errors import RecordError

HEAD_BYTES = 4_096
"""How much of a source is looked at to tell its format."""


def too_large(max_bytes: int, size: int | None = None) -> RecordError:
    """The error of a report that is over the limit; `size` in bytes where it is known."""
    found = "" if size is None else f"{_megabytes(size)}, "
    return RecordError(f"too large: {found}more than the {_megabytes(max_bytes)} that one report may have")


def read_within(stream: BinaryIO, max_bytes: int) -> bytes:
    """All that is left of a stream. Raises RecordError when that is more than `max_bytes`, having read no further."""
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise too_large(max_bytes)
    return data


def headed(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first bytes of a stream, and a stream that still begins with them."""
    head = stream.read(HEAD_BYTES)
    return head, io.BufferedReader(_Joined(head, stream), 1 << 16)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size:,} bytes"


class _Joined(io.RawIOBase):
    """Bytes read already, then the rest of the stream they came from; that stream is left open, for it is not ours."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills `buffer` as far as one read of the source goes."""
        wanted = len(buffer)
        data, self._head = (self._head[:wanted], self._head[wanted:]) if self._head else (self._rest.read(wanted), b"")
        buffer[: len(data)] = data
        return len(data)
