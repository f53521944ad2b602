from __future__ import annotations

import datetime as dt
import email.utils
import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from counterclaim.errors import FetchError, RecordError
from counterclaim.ingest.fetching import fetch
from counterclaim.ingest.network import GuardedNetwork
from counterclaim.ingest.options import IngestOptions
from loopback_web import Answer, Server

OPTIONS = IngestOptions(max_bytes=10_000, timeout_s=5, allow_private_hosts=frozenset({"127.0.0.1", "news.example"}))
TEXT = {"Content-Type": "text/plain"}


def refusal(url: str, options: IngestOptions = OPTIONS) -> str:
    with pytest.raises(RecordError) as caught:
        fetch(url, options)
    reason = str(caught.value)
    assert "\n" not in reason
    return reason


def test_a_page(web: Server) -> None:
    web.answers["/a"] = Answer(b"words", headers={"Content-Type": 'Text/Plain; Charset="koi8-r"'})
    page = fetch(web.url("/a"), OPTIONS)
    assert (page.data, page.url, page.media_type, page.charset) == (b"words", web.url("/a"), "text/plain", "koi8-r")
    assert page.fetched_at.tzinfo is dt.UTC
    assert abs(dt.datetime.now(dt.UTC) - page.fetched_at) < dt.timedelta(minutes=1)
    assert web.asked[0]["user-agent"].startswith("counterclaim")


def test_the_checked_address_is_the_one_connected_to(web: Server) -> None:
    web.answers["/a"] = Answer(b"words")
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    page = fetch(web.url("/a", host="news.example"), OPTIONS, resolver)  # no resolver of the system knows this host
    assert page.data == b"words"
    assert page.url == web.url("/a", host="news.example")
    assert web.asked[0]["host"] == f"news.example:{web.port}"
    assert asked == ["news.example"]


def test_a_second_address_is_tried(web: Server) -> None:
    web.answers["/a"] = Answer(b"words")
    assert fetch(web.url("/a", host="news.example"), OPTIONS, lambda host, port: ["127.0.0.2", "127.0.0.1"]).data == b"words"


@pytest.mark.parametrize("location", ["/b", "//news.example:{port}/b", "http://127.0.0.1:{port}/b"])
def test_redirects_are_followed_without_cookies(web: Server, location: str) -> None:
    web.answers["/a"] = Answer(status=302, headers={"Location": location.format(port=web.port), "Set-Cookie": "id=1; Path=/"})
    web.answers["/b"] = Answer(b"words")
    page = fetch(web.url("/a"), OPTIONS, lambda host, port: ["127.0.0.1"])
    assert page.data == b"words"
    assert page.url.endswith("/b")
    assert all("cookie" not in asked for asked in web.asked)


def test_endless_redirects(web: Server) -> None:
    web.answers["/a"] = Answer(status=301, headers={"Location": "/a"})
    assert refusal(web.url("/a")) == "the page redirects more than 5 times"
    assert len(web.asked) == 6


@pytest.mark.parametrize("target", ["http://localhost:{port}/b", "http://10.0.0.1/", "http://[::1]:{port}/b", "http://169.254.169.254/"])
def test_a_redirect_to_a_private_address_is_refused(web: Server, target: str) -> None:
    web.answers["/a"] = Answer(status=302, headers={"Location": target.format(port=web.port)})
    assert refusal(web.url("/a")).startswith("refused: ")
    assert [asked["path"] for asked in web.asked] == ["/a"]


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://127.0.0.1/a"])
def test_a_redirect_off_the_web_is_refused(web: Server, target: str) -> None:
    web.answers["/a"] = Answer(status=302, headers={"Location": target})
    assert refusal(web.url("/a")).startswith("refused: only http and https")


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "localhost", "[::ffff:127.0.0.1]", "[::1]"])
def test_private_addresses_are_refused_unless_allowed(web: Server, host: str) -> None:
    assert refusal(web.url("/a", host=host), IngestOptions(timeout_s=5)).startswith(("refused: ", "unreachable: "))
    assert web.asked == []


@pytest.mark.parametrize(
    "url", ["ftp://example.org/a", "http://", "http://user:word@127.0.0.1/", "http://[::1", "http://a b/", "http://x:99999/"]
)
def test_bad_addresses(url: str) -> None:
    assert refusal(url)


def test_unreachable() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # bound and not listening: nobody else takes the port
        assert refusal(f"http://127.0.0.1:{held.getsockname()[1]}/").startswith("unreachable: ")


def test_unknown_host() -> None:
    def resolver(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(RecordError, match="^unreachable: no address is known for news.example$"):
        fetch("http://news.example/", OPTIONS, resolver)
    with pytest.raises(RecordError, match="^unreachable"):
        fetch("http://news.example/", OPTIONS, lambda host, port: [])


def test_timeout(web: Server) -> None:
    web.answers["/a"] = Answer(b"words", delay_s=0.3)
    assert refusal(web.url("/a"), IngestOptions(timeout_s=0.1, allow_private_hosts=frozenset({"127.0.0.1"}))) == "no page within 0.1 s"


def test_status(web: Server) -> None:
    assert refusal(web.url("/none")) == "the server answered status 404 Not Found"


@pytest.mark.parametrize("media_type", ["application/pdf", "image/png", "application/octet-stream"])
def test_media_type(web: Server, media_type: str) -> None:
    web.answers["/a"] = Answer(b"words", headers={"Content-Type": media_type})
    assert refusal(web.url("/a")) == f"not a page of text: the server says it is {media_type}"


def test_too_large_as_declared_and_as_streamed(web: Server) -> None:
    web.answers["/declared"] = Answer(b"", headers={**TEXT, "Content-Length": "20000000"})
    web.answers["/streamed"] = Answer(b"x" * 10_001, headers=TEXT)
    assert refusal(web.url("/declared")) == "too large: 20.0 MB, more than the 10,000 bytes that one report may have"
    assert refusal(web.url("/streamed")).startswith("too large")


def test_compression(web: Server) -> None:
    words = b"words " * 1_000
    web.answers["/gzip"] = Answer(gzip.compress(words), headers={**TEXT, "Content-Encoding": "gzip"})
    web.answers["/deflate"] = Answer(zlib.compress(words), headers={**TEXT, "Content-Encoding": "deflate"})
    assert fetch(web.url("/gzip"), OPTIONS).data == words
    assert fetch(web.url("/deflate"), OPTIONS).data == words


@pytest.mark.parametrize(
    ("body", "encoding", "reason"),
    [
        (gzip.compress(b"x" * 5_000_000), "gzip", "too large"),
        (gzip.compress(b"words")[:-6], "gzip", "breaks off"),
        (b"words", "gzip", "compression is broken"),
        (b"words", "br", "not asked for: br"),
    ],
    ids=["a bomb", "cut off", "not compressed", "another scheme"],  # the bytes hold the time of packing, and workers compare names
)
def test_bad_compression(web: Server, body: bytes, encoding: str, reason: str) -> None:
    web.answers["/a"] = Answer(body, headers={**TEXT, "Content-Encoding": encoding})
    assert reason in refusal(web.url("/a"))


def test_a_page_that_breaks_off(web: Server) -> None:
    web.answers["/a"] = Answer(b"words", headers={**TEXT, "Content-Length": "500"})
    assert refusal(web.url("/a")).startswith("the page could not be fetched")


def test_an_address_in_brackets_is_allowed_by_name() -> None:
    network = GuardedNetwork(frozenset({"[::1]"}), time.monotonic() + 1, lambda host, port: ["::1"])
    assert network.addresses("::1", 80) == ["::1"]


def test_headers_that_drip_end_at_the_deadline() -> None:
    with drip(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 500) as port:
        started = time.monotonic()
        options = IngestOptions(timeout_s=0.3, allow_private_hosts=frozenset({"127.0.0.1"}))
        assert refusal(f"http://127.0.0.1:{port}/", options) == "no page within 0.3 s"
        assert time.monotonic() - started < 2


def test_a_body_that_drips_ends_at_the_deadline() -> None:
    with drip(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 500) as port:
        options = IngestOptions(timeout_s=0.3, allow_private_hosts=frozenset({"127.0.0.1"}))
        assert refusal(f"http://127.0.0.1:{port}/", options) == "no page within 0.3 s"


@contextmanager
def drip(answer: bytes, pause_s: float = 0.02) -> Iterator[int]:
    """A server on the loopback address that sends its answer byte by byte."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve_one() -> None:
            connection, _ = listening.accept()
            with connection, suppress(OSError):
                for byte in answer:
                    connection.send(bytes([byte]))
                    time.sleep(pause_s)

        thread = threading.Thread(target=serve_one, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        thread.join(timeout=5)


def test_what_may_pass_is_told_from_what_will_not(web: Server) -> None:
    web.answers["/busy"] = Answer(status=503, headers={"Retry-After": "120"})
    web.answers["/soon"] = Answer(status=429, headers={"Retry-After": email.utils.format_datetime(dt.datetime.now(dt.UTC))})
    web.answers["/gone"] = Answer(status=410)
    for path, passing, wait in (("/busy", True, 120.0), ("/soon", True, 0.0), ("/gone", False, None)):
        with pytest.raises(FetchError) as caught:
            fetch(web.url(path), OPTIONS)
        assert (caught.value.passing, caught.value.retry_after_s) == (passing, wait)


def test_members_of_a_gzip_body_follow_one_another(web: Server) -> None:
    web.answers["/a"] = Answer(gzip.compress(b"one ") + gzip.compress(b"two"), headers={**TEXT, "Content-Encoding": "gzip"})
    assert fetch(web.url("/a"), OPTIONS).data == b"one two"


def test_what_is_compressed_counts_too(web: Server) -> None:
    empty_blocks = zlib.compressobj(wbits=-15)
    body = b"".join(b"\x00\x00\x00\xff\xff" for _ in range(3_000)) + empty_blocks.flush()
    head = gzip.compress(b"")[:10]
    web.answers["/a"] = Answer(head + body, headers={**TEXT, "Content-Encoding": "gzip"})
    assert refusal(web.url("/a")).startswith("too large")


def test_tls_asks_for_the_name_and_not_the_address() -> None:
    """The first words of the exchange name the host (RFC 6066, 3), though an address was connected to."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def hear() -> None:
            connection, _ = listening.accept()
            with connection:
                heard.append(connection.recv(4_096))

        thread = threading.Thread(target=hear, daemon=True)
        thread.start()
        url = f"https://news.example:{listening.getsockname()[1]}/"
        with pytest.raises(RecordError):
            fetch(url, OPTIONS, lambda host, port: ["127.0.0.1"])
        thread.join(timeout=5)
    assert b"news.example" in heard[0]


def test_a_name_that_points_elsewhere_the_next_moment(web: Server) -> None:
    """Every connection looks at the address that it connects to: what was public when the name was first looked up helps nothing."""
    web.answers["/a"] = Answer(status=302, headers={"Location": web.url("/b", host="other.example")})
    told = iter([["127.0.0.1"], ["10.0.0.1"]])
    options = IngestOptions(timeout_s=5, allow_private_hosts=frozenset({"news.example"}))
    with pytest.raises(RecordError, match="refused: other.example is at 10.0.0.1"):
        fetch(web.url("/a", host="news.example"), options, lambda host, port: next(told))
