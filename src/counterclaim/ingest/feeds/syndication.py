"""RSS, Atom and RDF, by feedparser, which also reads what is not quite XML."""

from __future__ import annotations

import calendar
import datetime as dt
import io
import time
from typing import Any

import feedparser

from counterclaim.errors import RecordError
from counterclaim.ingest.feeds.items import Entry, Listing, items_of, plain_title


def read_syndication(text: str, url: str) -> Listing:
    """The entries of a feed that have a link. Raises RecordError when this is no feed."""
    # As a stream: feedparser takes a string that looks like an address or a path for one, and opens it.
    headers = {"content-location": url, "content-type": "application/xml; charset=utf-8"}
    found: Any = feedparser.parse(io.BytesIO(text.encode("utf-8", "replace")), response_headers=headers)
    if not found.get("version") and not found.entries:
        raise RecordError("not a feed: neither RSS nor Atom, RDF, JSON Feed or a sitemap")
    entries = [entry for entry in map(_entry, found.entries) if entry is not None]
    return Listing(items_of(entries, url), plain_title(found.feed.get("title")))


def _entry(entry: Any) -> Entry | None:
    link = entry.get("link") or (entry.get("id") if str(entry.get("id", "")).startswith(("http://", "https://")) else None)
    if not link:
        return None
    return Entry(
        link=str(link),
        title=entry.get("title"),
        published=_when(entry.get("published_parsed")),
        changed=entry["updated"] if "updated" in entry else None,  # noqa: SIM401 - `get` gives the day of publication in its place
    )


def _when(parsed: time.struct_time | None) -> dt.datetime | None:
    """The library gives dates in UTC, and none for those that it cannot read."""
    if parsed is None:
        return None
    try:
        return dt.datetime.fromtimestamp(calendar.timegm(parsed), dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None
