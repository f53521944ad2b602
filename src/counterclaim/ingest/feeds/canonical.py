"""Canonical addresses: RFC 3986 normalisation, without fragments and without what only tracks readers (`data/addresses.csv`).

courlan, which comes with trafilatura, goes further than is safe here: it drops parameters such as `cid` and `eid` that some
sites know their articles by, and two articles would become one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit

from counterclaim.tables import read_table

MAX_LENGTH = 2_000
"""Characters. Longer addresses are no articles."""

_PORTS = {"http": 80, "https": 443}
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")
_KEPT = "%/:@!$&'()*+,;=~-._"


def canonical(url: str) -> str | None:
    """The address in its one spelling; None when it is no address of the web, or has a user name in it."""
    if len(url) > MAX_LENGTH:
        return None
    try:
        parts = urlsplit(_unwrapped(url))
        port = parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    host = _host(parts)
    if scheme not in _PORTS or host is None or "@" in parts.netloc:
        return None
    netloc = host if port in (None, _PORTS[scheme]) else f"{host}:{port}"
    query = urlencode(sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(k)))
    return f"{scheme}://{netloc}{_path(parts.path)}" + (f"?{query}" if query else "")


def address_key(url: str) -> str:
    """What two spellings of an address have in common beyond `canonical`: http or https, and whether it is the AMP edition."""
    key = re.sub(r"^http://([^/:]+)(?=/)", r"https://\1", url)
    for pattern, instead in _rules("edition"):
        key = re.sub(pattern, instead, key)
    return key


def _unwrapped(url: str) -> str:
    """The address inside that of a cache, which carries it along."""
    url = url.strip()
    for pattern, instead in _rules("wrapper"):
        url, found = re.subn(pattern, instead, url)
        if found:
            break
    return url


def _host(parts: SplitResult) -> str | None:
    host = (parts.hostname or "").rstrip(".")
    if not host:
        return None
    try:
        return f"[{host}]" if ":" in host else host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None


def _path(path: str) -> str:
    """Dot segments removed, escapes in capitals and only where they are needed (RFC 3986, 6.2.2)."""
    kept: list[str] = []
    segments = _ESCAPED.sub(_respelled, quote(path, safe=_KEPT)).split("/")[1:]
    for number, segment in enumerate(segments):
        last = number == len(segments) - 1
        if segment in (".", ".."):
            if segment == ".." and kept:
                kept.pop()
            if last:
                kept.append("")
        else:
            kept.append(segment)
    return "/" + "/".join(kept)


def _respelled(match: re.Match[str]) -> str:
    byte = unquote_to_bytes(match[0])
    return byte.decode("ascii") if byte[0] in _UNRESERVED else match[0].upper()


def _tracks(parameter: str) -> bool:
    return _tracking()(parameter.lower()) is not None


@cache
def _tracking() -> Callable[[str], re.Match[str] | None]:
    names = [pattern for pattern, _ in _rules("parameter")]
    return re.compile("|".join(f"(?:{name})" for name in names)).fullmatch


@cache
def _rules(part: str) -> tuple[tuple[str, str], ...]:
    """The rules for one part of addresses: pattern and what stands instead. Raises ResourceError when the table is missing."""
    return tuple((r["pattern"], r["instead"]) for r in read_table("counterclaim.ingest.feeds.data", "addresses.csv") if r["part"] == part)
