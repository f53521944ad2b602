"""Connections that are guarded: the address that is checked is the address that is connected to, and one deadline holds for all of it."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore2

from counterclaim.errors import FetchError
from counterclaim.ingest.addresses import require_public, resolve

Resolver = Callable[[str, int], list[str]]

MAX_ADDRESSES = 3
"""How many addresses of one host are tried."""


class GuardedNetwork(httpcore2.NetworkBackend):
    """Resolves a host once, checks its addresses, and connects to these; TLS still proves the host's name.

    So a name that first points to a public address and then to a private one gains nothing. `deadline` is in seconds of
    `time.monotonic`; it holds from the first connection to the last byte, however slowly bytes drip.
    """

    def __init__(self, allowed_hosts: frozenset[str], deadline: float, resolver: Resolver = resolve) -> None:
        self._allowed = {host.lower().strip("[]") for host in allowed_hosts}
        self._deadline = deadline
        self._resolver = resolver
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connects to the first of the host's checked addresses that answers. Raises FetchError when one of them is private."""
        *others, last = self.addresses(host, port)
        for address in others:
            try:
                return self._connect(address, port)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return self._connect(last, port)

    def addresses(self, host: str, port: int) -> list[str]:
        """The checked addresses of a host. Raises FetchError when it has none, or one that is not to be reached."""
        try:
            addresses = self._resolver(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"unreachable: no address is known for {host}", passing=True) from error
        if not addresses:
            raise FetchError(f"unreachable: no address is known for {host}", passing=True)
        if host.lower() not in self._allowed:
            require_public(host, addresses)
        return addresses[:MAX_ADDRESSES]

    def _connect(self, address: str, port: int) -> httpcore2.NetworkStream:
        stream = self._sockets.connect_tcp(address, port, timeout=seconds_left(self._deadline))
        return _TimedStream(stream, self._deadline)


def seconds_left(deadline: float) -> float:
    """Seconds until the deadline. Raises httpcore2.ReadTimeout when it has passed."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("the deadline has passed")
    return left


class _TimedStream(httpcore2.NetworkStream):
    """A stream of which every operation ends at one deadline: time limits of single reads let a page drip for ever."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, seconds_left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, seconds_left(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, seconds_left(self._deadline)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
