"""JSON Feed, versions 1 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping

from counterclaim.errors import RecordError
from counterclaim.ingest.dates import parse_iso
from counterclaim.ingest.feeds.items import Entry, Listing, items_of, plain_title


def read_json_feed(text: str, url: str) -> Listing:
    """The items of a feed that have an address. Raises RecordError when this is no JSON Feed."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RecordError("not a feed: broken JSON") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise RecordError("not a feed: JSON without the list of items that a JSON Feed has")
    return Listing(items_of(_entries(feed["items"]), url), plain_title(_string(feed, "title")))


def _entries(items: list[object]) -> Iterator[Entry]:
    for item in items:
        if isinstance(item, dict):
            link = _string(item, "url") or _string(item, "external_url") or _string(item, "id") or ""
            published = parse_iso(_string(item, "date_published") or "")
            yield Entry(link, _string(item, "title"), _aware(published), _string(item, "date_modified"))


def _aware(when: dt.date | dt.datetime | None) -> dt.date | dt.datetime | None:
    """A time without a zone tells the day alone."""
    return when.date() if isinstance(when, dt.datetime) and when.tzinfo is None else when


def _string(known: Mapping[str, object], field: str) -> str | None:
    value = known.get(field)
    return value if isinstance(value, str) else None
