"""Compressed bytes to what they hold, in pieces no larger than the limit: a few kilobytes can hold gigabytes."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from counterclaim.errors import FetchError
from counterclaim.ingest.limits import too_large

ENCODINGS = "gzip, deflate"
"""What servers are told that we unpack. Of Brotli and Zstandard a piece cannot be bounded with what Python brings along."""

_GZIP_MARK = b"\x1f\x8b"


def unpacked(pieces: Iterable[bytes], encoding: str, max_bytes: int) -> Iterator[bytes]:
    """The body by its Content-Encoding, as it comes, no piece above `max_bytes` + 1, so that the reader can stop.

    Raises FetchError when it is broken, breaks off, or is compressed in a way that was not asked for.
    """
    if encoding in ("identity", ""):
        yield from pieces
    elif encoding in ("gzip", "x-gzip", "deflate"):
        yield from _inflated(pieces, max_bytes + 1)
    else:
        raise FetchError(f"the server compresses in a way that was not asked for: {encoding[:40]}")


def unzipped(data: bytes, max_bytes: int) -> bytes:
    """What a gzip file holds; anything else comes back as it is. Raises RecordError when more than `max_bytes` are in it."""
    if not data.startswith(_GZIP_MARK):
        return data
    whole = bytearray()
    for piece in _inflated([data], max_bytes + 1):
        whole += piece
        if len(whole) > max_bytes:
            raise too_large(max_bytes)
    return bytes(whole)


def _inflated(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    unpack = _inflater()
    ended = False
    try:
        for piece in pieces:
            rest = piece
            while rest:
                if ended:  # a gzip file may have several members, and some servers send them
                    unpack, ended = _inflater(), False
                yield unpack.decompress(rest, most)
                rest, ended = (unpack.unused_data, True) if unpack.eof else (unpack.unconsumed_tail, False)
    except zlib.error as error:
        raise FetchError("the page could not be fetched: its compression is broken", passing=True) from error
    if not unpack.eof:
        raise FetchError("the page could not be fetched: it breaks off", passing=True)


def _inflater() -> zlib._Decompress:
    return zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)  # gzip or zlib, as its first bytes say
