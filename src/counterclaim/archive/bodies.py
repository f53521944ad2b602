"""The bodies of HTTP responses as servers send them: in chunks, and compressed. Both are undone, no further than to the limit."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping

from counterclaim.errors import RecordError

_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_GZIP_MARK = b"\x1f\x8b"
PIECE = 1 << 16
"""Bytes that are unpacked at a time, so that what was before a break counts."""
SAMPLE, CUT, BLANK = 1_024, 4, 0x20
"""Bytes that are looked at to tell text, the most that a letter cut at their end has, and the first that is no control character."""
MEMBERS = 1_000
"""Most members of a compressed body that are unpacked: pages have one."""
_ZSTD_MARK = b"\x28\xb5\x2f\xfd"


def decoded(body: bytes, transfer: str, content: str, max_bytes: int) -> bytes:
    """A body without its encodings, cut a byte beyond the limit.

    Some crawlers undo the encodings and leave the headers as they were: a body that does not look as its header says is taken as it is.

    Args:
        body: as it stands in the record.
        transfer: the header Transfer-Encoding, "" if there is none; `content` likewise the header Content-Encoding.
        max_bytes: of the result. No more is unpacked, whatever the body holds.

    Raises:
        RecordError: the encoding is unknown, or the body is broken.
    """
    if "chunked" in _names(transfer):
        body = _unchunked(body)
    for name in reversed([*_names(content), *(n for n in _names(transfer) if n != "chunked")]):
        if name in ("identity", "none"):
            continue
        undo = DECODERS.get(name)
        if undo is None:
            raise RecordError(f"cannot be decoded: its content encoding {name[:40]!r} is not known")
        body = body if _is_text(body) else undo(body, max_bytes + 1)
    return body


def _names(header: str) -> list[str]:
    return [name.strip().lower() for name in header.split(",") if name.strip()]


def _unchunked(body: bytes) -> bytes:
    """The chunks put together; as far as they go where the record breaks off. What begins with a number, as a text may, and has no line
    break behind so many bytes is no chunk."""
    first = _CHUNK.match(body)
    if first is None:
        return body
    end = first.end() + int(first[1], 16)
    if end < len(body) and body[end : end + 1] not in (b"\r", b"\n"):
        return body
    parts, at = list[bytes](), 0
    while at < len(body):
        head = _CHUNK.match(body, at)
        if head is None:
            raise RecordError("cannot be decoded: its chunks are broken")
        size = int(head[1], 16)
        if not size:
            break
        parts.append(body[head.end() : head.end() + size])
        at = head.end() + size
        at += 2 if body.startswith(b"\r\n", at) else 1
    return b"".join(parts)


def _ungzipped(body: bytes, most: int) -> bytes:
    return _inflated(body, most, zlib.MAX_WBITS | 16) if body.startswith(_GZIP_MARK) else body


def _undeflated(body: bytes, most: int) -> bytes:
    """Deflate, with its header as the standard has it or without, as some servers send it."""
    if _is_markup(body):
        return body
    try:
        return _inflated(body, most, zlib.MAX_WBITS)
    except RecordError:
        return _inflated(body, most, -zlib.MAX_WBITS)


def _inflated(body: bytes, most: int, wbits: int) -> bytes:
    """All members of a compressed body; what was before a break counts, for many records are cut short."""
    found, rest = bytearray(), body
    for _ in range(MEMBERS):
        if not rest or len(found) >= most:
            break
        unpack = zlib.decompressobj(wbits=wbits)
        try:
            found += unpack.decompress(rest, most - len(found))
        except zlib.error as error:
            if found:
                break
            raise RecordError("cannot be decoded: its compression is broken") from error
        rest = unpack.unused_data
    return bytes(found)


def _unbrotlied(body: bytes, most: int) -> bytes:
    if _is_markup(body):
        return body
    import brotli

    unpack = brotli.Decompressor()
    found = bytearray()
    try:
        found += unpack.process(body, output_buffer_limit=most)
        while len(found) < most and not unpack.is_finished():
            more = unpack.process(b"", output_buffer_limit=most - len(found))
            if not more:
                break
            found += more
    except brotli.error as error:
        raise RecordError("cannot be decoded: its compression is broken") from error
    return bytes(found[:most])


def _unzstd(body: bytes, most: int) -> bytes:
    if not body.startswith(_ZSTD_MARK):
        return body
    import pyarrow as pa

    found = bytearray()
    try:
        with pa.CompressedInputStream(pa.BufferReader(body), "zstd") as stream:
            while len(found) < most and (more := stream.read(min(PIECE, most - len(found)))):
                found += more
    except OSError as error:
        if not found:
            raise RecordError("cannot be decoded: its compression is broken") from error
    return bytes(found)


def _is_markup(body: bytes) -> bool:
    return body[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _is_text(body: bytes) -> bool:
    """Whether a body is plain text already: no control characters, and letters as UTF-8 has them, in its first kilobyte."""
    head = body[:SAMPLE]
    if any(byte < BLANK and byte not in b"\t\r\n\f" for byte in head):
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > SAMPLE - CUT and len(body) > SAMPLE
    return len(body) > 0


DECODERS: Mapping[str, Callable[[bytes, int], bytes]] = {
    "gzip": _ungzipped,
    "x-gzip": _ungzipped,
    "deflate": _undeflated,
    "br": _unbrotlied,
    "zstd": _unzstd,
}
"""By the name of the content encoding, what undoes it, as far as to so many bytes."""
