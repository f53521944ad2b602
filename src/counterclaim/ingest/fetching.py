"""One page from the network."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from counterclaim.ingest.addresses import resolve
from counterclaim.ingest.formats import MEDIA_TYPES
from counterclaim.ingest.network import Resolver
from counterclaim.ingest.options import IngestOptions
from counterclaim.ingest.web import WebOptions, WebRequest, ask


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
    web = WebOptions(options.max_bytes, options.timeout_s, options.allow_private_hosts, resolver)
    answer = ask(WebRequest(url, media_types=MEDIA_TYPES), web)
    return Page(answer.data, answer.url, answer.media_type, answer.charset, answer.fetched_at)
