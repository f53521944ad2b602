"""One exchange with a web server, within limits: size on the wire and unpacked, time, redirects, addresses. No cookies, no proxies."""

from __future__ import annotations

import datetime as dt
import email.utils
import re
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version

import httpcore2
import httpx2

from counterclaim.errors import FetchError
from counterclaim.ingest.addresses import resolve
from counterclaim.ingest.limits import too_large
from counterclaim.ingest.network import GuardedNetwork, Resolver
from counterclaim.ingest.options import MAX_BYTES, TIMEOUT_S
from counterclaim.ingest.unpacking import ENCODINGS, unpacked

MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 425, 429})
"""Statuses below 500 that say: not now."""
LONGEST_WAIT_S = 7 * 86_400.0
"""A Retry-After beyond a week is taken for a week."""


def _follow_any(url: str) -> None:
    """Lets every redirect be followed."""


@dataclass(frozen=True)
class WebOptions:
    """Limits of one exchange: bytes on the wire and unpacked, seconds for all of it, hosts that may be private, and who resolves names.

    `before_redirect` is told where a redirect leads before it is followed; what it raises ends the exchange.
    """

    max_bytes: int = MAX_BYTES
    timeout_s: float = TIMEOUT_S
    allow_private_hosts: frozenset[str] = frozenset()
    resolver: Resolver = resolve
    before_redirect: Callable[[str], None] = _follow_any


@dataclass(frozen=True)
class WebRequest:
    """What is asked for. With a `body` it is a POST, which follows no redirect. `media_types` are those taken, None for any."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    media_types: frozenset[str] | None = None


@dataclass(frozen=True)
class WebAnswer:
    """What came: status 200 to 299, or 304 where the request was conditional; the body unpacked; `url` after redirects."""

    status: int
    url: str
    headers: Mapping[str, str]
    data: bytes
    fetched_at: dt.datetime

    @property
    def media_type(self) -> str | None:
        """The media type as declared, without parameters; None if it is not."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower() or None

    @property
    def charset(self) -> str | None:
        """The charset as declared; None if it is not."""
        match = re.search(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", self.headers.get("content-type", ""), re.IGNORECASE)
        return match[1] if match else None


def ask(request: WebRequest, options: WebOptions) -> WebAnswer:
    """Sends one request and follows up to five redirects, each checked as the first.

    Raises RecordError with a reason of one line when there is no answer to be had; it is a FetchError where trying again may help
    (`passing`), with the wait that the server asks for.
    """
    deadline = time.monotonic() + options.timeout_s
    with _reasons(options):
        url = httpx2.URL(request.url)
        _require_web(url)
        for _ in range(MAX_REDIRECTS + 1):
            found = _exchange(request, url, options, deadline)
            if isinstance(found, WebAnswer):
                return found
            url = found
            _require_web(url)
            options.before_redirect(str(url))
    raise FetchError(f"the page redirects more than {MAX_REDIRECTS} times")


def _exchange(request: WebRequest, url: httpx2.URL, options: WebOptions, deadline: float) -> WebAnswer | httpx2.URL:
    """The answer, or where it redirects to. The body of a redirect is not read."""
    network = GuardedNetwork(options.allow_private_hosts, deadline, options.resolver)
    # No connection is kept: one for another host at the same address must not be taken for this host's.
    tls = _tls() if url.scheme == "https" else None
    with httpcore2.ConnectionPool(ssl_context=tls, network_backend=network, max_keepalive_connections=0) as pool:
        method = "GET" if request.body is None else "POST"
        with pool.stream(method, _core_url(url), headers=list(_headers(request, url).items()), content=request.body) as response:
            headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in response.headers}
            if response.status in _REDIRECTS and "location" in headers and request.body is None:
                return url.join(headers["location"])
            answer = WebAnswer(response.status, str(url), headers, b"", dt.datetime.now(dt.UTC))
            _require_success(answer, request)
            return WebAnswer(answer.status, answer.url, headers, _body(response, answer, options), answer.fetched_at)


def _headers(request: WebRequest, url: httpx2.URL) -> dict[str, str]:
    return {
        "Host": url.netloc.decode("ascii"),
        "User-Agent": user_agent(),
        "Accept": "text/html, application/xhtml+xml, application/json, text/plain;q=0.8, */*;q=0.1",
        "Accept-Encoding": ENCODINGS,
        "Connection": "close",
        **request.headers,
    }


@cache
def user_agent() -> str:
    """How requests name themselves, and the name that robots.txt is asked about."""
    try:
        return f"counterclaim/{version('counterclaim')}"
    except PackageNotFoundError:  # run from a source tree
        return "counterclaim"


@cache
def _tls() -> ssl.SSLContext:
    return httpx2.create_ssl_context(trust_env=False)  # 20 ms, and the same for every page


def _core_url(url: httpx2.URL) -> httpcore2.URL:
    return httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def _require_web(url: httpx2.URL) -> None:
    if url.scheme not in ("http", "https") or not url.host:
        raise FetchError(f"refused: only http and https addresses are fetched, not {str(url)[:80]!r}")
    if url.userinfo:
        raise FetchError("refused: an address with a user name or password in it")


def _require_success(answer: WebAnswer, request: WebRequest) -> None:
    if answer.status == 304 and request.headers:
        return
    if not 200 <= answer.status < 300 or answer.status in (204, 206) and request.body is None:
        passing = answer.status >= 500 or answer.status in _PASSING
        name = httpx2.codes.get_reason_phrase(answer.status)
        raise FetchError(
            f"the server answered status {answer.status} {name}".rstrip(), passing=passing, retry_after_s=_wait(answer.headers)
        )
    if request.media_types is not None and answer.media_type is not None and answer.media_type not in request.media_types:
        raise FetchError(f"not a page of text: the server says it is {answer.media_type[:60]}")


def _wait(headers: Mapping[str, str]) -> float | None:
    """Seconds that Retry-After asks for (RFC 9110, 10.2.3: seconds or a date); None when it does not."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), LONGEST_WAIT_S)
    try:
        until = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=dt.UTC)
    return min(max(0.0, (until - dt.datetime.now(dt.UTC)).total_seconds()), LONGEST_WAIT_S)


def _body(response: httpcore2.Response, answer: WebAnswer, options: WebOptions) -> bytes:
    length = answer.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:18]) > options.max_bytes:
        raise too_large(options.max_bytes, int(length[:18]))
    body = bytearray()
    encoding = answer.headers.get("content-encoding", "identity").strip().lower()
    for piece in unpacked(_within(response.iter_stream(), options.max_bytes), encoding, options.max_bytes):
        body += piece
        if len(body) > options.max_bytes:
            raise too_large(options.max_bytes)
    return bytes(body)


def _within(pieces: Iterator[bytes], max_bytes: int) -> Iterator[bytes]:
    """The pieces as long as they are within the limit: what is compressed is counted too."""
    seen = 0
    for piece in pieces:
        seen += len(piece)
        if seen > max_bytes:
            raise too_large(max_bytes)
        yield piece


@contextmanager
def _reasons(options: WebOptions) -> Iterator[None]:
    """Turns what the libraries raise into reasons of one line."""
    try:
        yield
    except httpcore2.TimeoutException as error:
        raise FetchError(f"no page within {options.timeout_s:g} s", passing=True) from error
    except httpcore2.ConnectError as error:
        raise FetchError(f"unreachable: {_reason(error)}", passing=True) from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise FetchError(f"the page could not be fetched: {_reason(error)}", passing=True) from error
    except (httpx2.InvalidURL, httpcore2.UnsupportedProtocol, UnicodeError) as error:
        raise FetchError(f"the page could not be fetched: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    """The first line of what the library says, without the brackets of the operating system's error numbers."""
    lines = str(error).splitlines() or [type(error).__name__]
    return re.sub(r"^\[Errno -?\d+\]\s*", "", lines[0])[:160]
