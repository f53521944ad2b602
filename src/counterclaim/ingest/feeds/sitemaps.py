"""Sitemaps (sitemaps.org): lists of pages, indexes of lists, and lists of news with their titles and dates."""

from __future__ import annotations

import datetime as dt
from importlib import import_module
from typing import Any

from counterclaim.errors import RecordError
from counterclaim.ingest.dates import parse_iso
from counterclaim.ingest.feeds.items import Entry, Listing, items_of

etree: Any = import_module("lxml.etree")  # lxml has no types, and its stubs are another package


def read_sitemap(text: str, url: str) -> Listing:
    """The pages of a list, or the sitemaps of an index, what was changed last first. Raises RecordError for broken XML."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=True, remove_comments=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise RecordError("not a sitemap: broken XML") from error
    if root is None:
        raise RecordError("not a sitemap: broken XML")
    if etree.QName(root).localname == "sitemapindex":
        pages = items_of((Entry(_text(child, "loc")) for child in _newest_first(root, "sitemap")), url)
        return Listing((), further=tuple(item.url for item in pages))
    return Listing(items_of((_entry(child) for child in _newest_first(root, "url")), url))


def read_text_sitemap(text: str, url: str) -> Listing:
    """A sitemap of one address a line."""
    return Listing(items_of((Entry(line) for line in text.split()), url))


def _entry(element: Any) -> Entry:
    """A page. When it was changed is no day of publication; a news sitemap tells that too."""
    changed = _text(element, "lastmod")
    title, published = "", ""
    for news in _children(element, "news"):
        title, published = _text(news, "title"), _text(news, "publication_date")
    return Entry(_text(element, "loc"), title or None, _aware(parse_iso(published)), changed or None)


def _aware(when: dt.date | dt.datetime | None) -> dt.date | dt.datetime | None:
    return when.date() if isinstance(when, dt.datetime) and when.tzinfo is None else when


def _newest_first(root: Any, name: str) -> list[Any]:
    return sorted(_children(root, name), key=lambda child: _text(child, "lastmod"), reverse=True)


def _children(element: Any, name: str) -> list[Any]:
    return [child for child in element if isinstance(child.tag, str) and etree.QName(child).localname == name]


def _text(element: Any, name: str) -> str:
    return next((str(child.text or "").strip() for child in _children(element, name)), "")
