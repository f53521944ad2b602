"""What feeds are made of."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from urllib.parse import urljoin

from counterclaim.ingest.cleaning import clean
from counterclaim.ingest.feeds.canonical import address_key, canonical

MAX_TITLE = 300
"""Characters of an item's title that are kept."""


class FeedKind(StrEnum):
    """What a feed is. `AUTO` tells RSS, Atom, RDF, JSON Feed and sitemaps from one another; a listing page must be called one."""

    AUTO = "auto"
    SITEMAP = "sitemap"
    PAGE = "page"


@dataclass(frozen=True)
class Item:
    """One entry. `url` is its address without what only tracks readers, `key` what two spellings of one address have in common.

    `version` is another one when the feed says that the item has changed: by its date of change or its title.
    """

    url: str
    key: str
    version: str
    title: str | None = None
    published: dt.datetime | dt.date | None = None


@dataclass(frozen=True)
class Listing:
    """What one document names, in its order: items once each, and the sitemaps that an index names."""

    items: tuple[Item, ...]
    title: str | None = None
    further: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """An item as its document has it, before addresses are put in order. `changed` is any text that another version would not have."""

    link: str
    title: str | None = None
    published: dt.datetime | dt.date | None = None
    changed: str | None = None


def items_of(entries: Iterable[Entry], base: str) -> tuple[Item, ...]:
    """The items of entries: links made absolute against `base`, each address once, what leads off the web left out."""
    found: dict[str, Item] = {}
    for item in _items(entries, base):
        found.setdefault(item.key, item)
    return tuple(found.values())


def _items(entries: Iterable[Entry], base: str) -> Iterator[Item]:
    for entry in entries:
        url = canonical(_joined(base, entry.link))
        if url is not None:
            title = plain_title(entry.title)
            yield Item(url, address_key(url), _version(title, entry), title, entry.published)


def plain_title(title: str | None) -> str | None:
    """A title as plain text on one line: feeds put markup into it. None when nothing is left."""
    if not title:
        return None
    text = clean(unescape(re.sub(r"<[^<>]{0,1000}>", " ", title))).replace("\n", " ")
    return text[:MAX_TITLE] or None


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link.strip())
    except ValueError:  # brackets that are no IPv6 address
        return ""


def _version(title: str | None, entry: Entry) -> str:
    told = f"{title}\0{entry.changed or (entry.published.isoformat() if entry.published else '')}"
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:16]
