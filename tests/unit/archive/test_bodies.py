from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pyarrow as pa
import pytest

from archives_by_hand import page, text_of, write_warc
from counterclaim.archive.bodies import decoded
from counterclaim.archive.cutting import cut
from counterclaim.archive.documents import documents
from counterclaim.archive.inputs import find_inputs
from counterclaim.errors import RecordError
from counterclaim.ingest.options import MAX_BYTES, Failure

brotli = pytest.importorskip("brotli", reason="the archive extra is not installed")
BODY = page(text_of(1)) * 3
RAW = zlib.compressobj(wbits=-zlib.MAX_WBITS)
PACKED = {
    "gzip": gzip.compress(BODY[:100]) + gzip.compress(BODY[100:]),
    "deflate": zlib.compress(BODY),
    " Deflate": RAW.compress(BODY) + RAW.flush(),
    "br": brotli.compress(BODY),
    "zstd": pa.compress(BODY, codec="zstd", asbytes=True),
    "identity": BODY,
    "": BODY,
}


def chunked(body: bytes, size: int = 50) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x;name=value\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize("encoding", PACKED)
def test_encodings_are_undone(encoding: str) -> None:
    assert decoded(PACKED[encoding], "", encoding, MAX_BYTES) == BODY
    assert decoded(chunked(PACKED[encoding]), "chunked", encoding, MAX_BYTES) == BODY
    assert decoded(chunked(PACKED[encoding]), f"{encoding}, chunked", "", MAX_BYTES) == BODY


@pytest.mark.parametrize("encoding", PACKED)
def test_what_a_crawler_has_undone_is_left_as_it_is(encoding: str) -> None:
    assert decoded(BODY, "chunked", encoding, MAX_BYTES) == BODY


def test_two_encodings_are_undone_in_turn() -> None:
    assert decoded(brotli.compress(gzip.compress(BODY)), "", "gzip, br", MAX_BYTES) == BODY


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_is_unpacked_no_further_than_to_the_limit(name: str) -> None:
    body = bytes(30_000_000)
    bombs = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}
    bomb = bombs[name](body) if name in bombs else pa.compress(body, codec="zstd", asbytes=True)
    assert len(decoded(bomb, "", name, 1_000)) == 1_001


def test_what_breaks_off_gives_what_was_before() -> None:
    assert BODY.startswith(decoded(gzip.compress(BODY)[:-30], "", "gzip", MAX_BYTES))
    assert decoded(b"5\r\nabcde\r\n5\r\nfg", "chunked", "", MAX_BYTES) == b"abcdefg"


@pytest.mark.parametrize(
    ("body", "transfer", "content"),
    [
        (b"\x1f\x8bnone", "", "gzip"),
        (b"\xffnone", "", "deflate"),
        (b"\xffnone at all", "", "br"),
        (b"\x28\xb5\x2f\xfdnone", "", "zstd"),
        (b"x", "", "compress"),
        (b"2\r\nab\r\nnone", "chunked", ""),
    ],
)
def test_what_cannot_be_decoded_says_so(body: bytes, transfer: str, content: str) -> None:
    with pytest.raises(RecordError, match="^cannot be decoded: "):
        decoded(body, transfer, content, MAX_BYTES)


def fetched(body: bytes, headers: str, number: int) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/\r\nWARC-Date: 2023-05-15T06:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def test_pages_of_a_warc_are_decoded_and_a_bad_one_costs_itself_alone(tmp_path: Path) -> None:
    pages = [
        fetched(chunked(gzip.compress(page(text_of(1)))), "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", 1),
        fetched(b"\x1f\x8bnone", "Content-Encoding: gzip\r\n", 2),
        fetched(brotli.compress(bytes(MAX_BYTES * 2)), "Content-Encoding: br\r\n", 3),
        fetched(brotli.compress(page(text_of(4))), "Content-Encoding: br\r\n", 4),
    ]
    (found,) = find_inputs([str(write_warc(tmp_path / "a.warc.gz", pages))])
    (shard,) = cut(found, 10).shards
    told = [str(each.error).partition(":")[0] if isinstance(each, Failure) else each.read().text for each in documents(shard, MAX_BYTES)]
    assert "village 1 " in told[0]
    assert told[1:3] == ["cannot be decoded", "too large"]
    assert "village 4 " in told[3]
