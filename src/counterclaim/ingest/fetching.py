"""One page from the network. The address that is checked is the address that is connected to."""

from __future__ import annotations

import datetime as dt
import re
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.metadata import PackageNotFoundError, version

import httpx2

from counterclaim.errors import RecordError
from counterclaim.ingest.addresses import require_public, resolve
from counterclaim.ingest.formats import MEDIA_TYPES
from counterclaim.ingest.limits import too_large
from counterclaim.ingest.options import IngestOptions

Resolver = Callable[[str, int], list[str]]

MAX_REDIRECTS = 5
MAX_ADDRESSES = 3
"""How many addresses of one host are tried."""


@dataclass(frozen=True)
class Page:
    """What a URL gave: the bytes, decompressed; `url` after redirects; media type and charset as declared, None if not."""

    data: bytes
    url: str
    media_type: str | None
    charset: str | None
    fetched_at: dt.datetime


def fetch(url: str, options: IngestOptions, resolver: Resolver = resolve) -> Page:
    """Gets one page within the limits of `options`, following up to five redirects. No cookies, no proxies.

    Raises RecordError, with a reason of one line, when there is no page of a known type to be had.
    """
    deadline = time.monotonic() + options.timeout_s
    try:
        with _client(options, resolver) as client:
            return _follow(client, httpx2.URL(url), options, deadline)
    except httpx2.TimeoutException as error:
        raise _timed_out(options) from error
    except httpx2.ConnectError as error:
        raise RecordError(f"unreachable: {_reason(error)}") from error
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise RecordError(f"the page could not be fetched: {_reason(error)}") from error


class PinnedTransport(httpx2.BaseTransport):
    """Resolves each host once, checks the addresses, and connects to these; TLS still proves the host's name."""

    def __init__(self, allowed_hosts: frozenset[str], resolver: Resolver) -> None:
        self._allowed = {host.lower().strip("[]") for host in allowed_hosts}
        self._resolver = resolver
        # No connection is kept: one for another host at the same address must not be taken for this host's.
        self._inner = httpx2.HTTPTransport(trust_env=False, limits=httpx2.Limits(max_keepalive_connections=0))

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Sends the request to the host's checked addresses, one after the other until one answers."""
        *others, last = self._addresses(request.url)
        for address in others:
            try:
                return self._inner.handle_request(_pinned(request, address))
            except (httpx2.ConnectError, httpx2.ConnectTimeout):
                continue
        return self._inner.handle_request(_pinned(request, last))

    def close(self) -> None:
        """Closes what is open."""
        self._inner.close()

    def _addresses(self, url: httpx2.URL) -> list[str]:
        host = url.raw_host.decode("ascii")
        try:
            addresses = self._resolver(host, url.port or (443 if url.scheme == "https" else 80))
        except (OSError, UnicodeError) as error:
            raise RecordError(f"unreachable: no address is known for {host}") from error
        if not addresses:
            raise RecordError(f"unreachable: no address is known for {host}")
        if host.lower() not in self._allowed:
            require_public(host, addresses)
        return addresses[:MAX_ADDRESSES]


def _pinned(request: httpx2.Request, address: str) -> httpx2.Request:
    """The same request to an address; its Host header and the name that TLS verifies stay."""
    return httpx2.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.raw_host.decode("ascii")},
    )


def _client(options: IngestOptions, resolver: Resolver) -> httpx2.Client:
    return httpx2.Client(
        transport=PinnedTransport(options.allow_private_hosts, resolver),
        headers={
            "User-Agent": _user_agent(),
            "Accept": "text/html, application/xhtml+xml, application/json, text/plain;q=0.8",
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        },
        cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
        follow_redirects=False,
        trust_env=False,
    )


def _user_agent() -> str:
    try:
        return f"counterclaim/{version('counterclaim')}"
    except PackageNotFoundError:  # run from a source tree
        return "counterclaim"


def _follow(client: httpx2.Client, url: httpx2.URL, options: IngestOptions, deadline: float) -> Page:
    """Follows redirects by hand: the library would read the body of each, without a limit."""
    for _ in range(MAX_REDIRECTS + 1):
        _require_web(url)
        left = deadline - time.monotonic()
        if left <= 0:
            raise _timed_out(options)
        with client.stream("GET", url, timeout=left) as response:
            if not response.has_redirect_location:
                return _page(response, options, deadline)
            url = url.join(response.headers["location"])
    raise RecordError(f"the page redirects more than {MAX_REDIRECTS} times")


def _require_web(url: httpx2.URL) -> None:
    if url.scheme not in ("http", "https") or not url.host:
        raise RecordError(f"refused: only http and https addresses are fetched, not {str(url)[:80]!r}")
    if url.userinfo:
        raise RecordError("refused: an address with a user name or password in it")


def _page(response: httpx2.Response, options: IngestOptions, deadline: float) -> Page:
    if response.status_code != 200:
        raise RecordError(f"the server answered status {response.status_code} {response.reason_phrase}".rstrip())
    declared = response.headers.get("content-type", "")
    media_type = declared.partition(";")[0].strip().lower() or None
    if media_type is not None and media_type not in MEDIA_TYPES:
        raise RecordError(f"not a page of text: the server says it is {media_type[:60]}")
    length = response.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:18]) > options.max_bytes:
        raise too_large(options.max_bytes, int(length[:18]))
    charset = re.search(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", declared, re.IGNORECASE)
    return Page(
        data=_body(response, options, deadline),
        url=str(response.url),
        media_type=media_type,
        charset=charset[1] if charset else None,
        fetched_at=dt.datetime.now(dt.UTC),
    )


def _body(response: httpx2.Response, options: IngestOptions, deadline: float) -> bytes:
    body = bytearray()
    for chunk in _decompressed(response, options.max_bytes + 1):
        body += chunk
        if len(body) > options.max_bytes:
            raise too_large(options.max_bytes)
        if time.monotonic() > deadline:
            raise _timed_out(options)
    return bytes(body)


def _decompressed(response: httpx2.Response, most: int) -> Iterator[bytes]:
    """The body as it comes, no piece above `most` bytes: a few kilobytes can hold gigabytes, which the library would unpack at once."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("identity", ""):
        yield from response.iter_raw()
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise RecordError(f"the server compresses in a way that was not asked for: {encoding[:40]}")
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)  # gzip or zlib, as its first bytes say
    try:
        for chunk in response.iter_raw():
            yield unpack.decompress(chunk, most)
    except zlib.error as error:
        raise RecordError("the page could not be fetched: its compression is broken") from error
    if not unpack.eof:
        raise RecordError("the page could not be fetched: it breaks off")


def _timed_out(options: IngestOptions) -> RecordError:
    return RecordError(f"no page within {options.timeout_s:g} s")


def _reason(error: Exception) -> str:
    """The first line of what the library says, without the brackets of the operating system's error numbers."""
    lines = str(error).splitlines() or [type(error).__name__]
    return re.sub(r"^\[Errno -?\d+\]\s*", "", lines[0])[:160]
