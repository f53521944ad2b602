"""One document to what it names, whichever format it is in."""

from __future__ import annotations

import re

from counterclaim.errors import RecordError
from counterclaim.ingest.decoding import declared_charset, decode
from counterclaim.ingest.feeds.items import FeedKind, Listing
from counterclaim.ingest.feeds.json_feed import read_json_feed
from counterclaim.ingest.feeds.link_pages import feeds_named, read_link_page
from counterclaim.ingest.feeds.sitemaps import read_sitemap, read_text_sitemap
from counterclaim.ingest.feeds.syndication import read_syndication
from counterclaim.ingest.unpacking import unzipped

_XML_CHARSET = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})["']""")
_XML_DECLARATION = re.compile(r"^\s*<\?xml.*?\?>", re.DOTALL)
_PROLOG = re.compile(r"\A(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*>)+", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?(\w+)")
_ENTITY = re.compile(r"<!ENTITY|<!DOCTYPE[^>\[]*\[", re.IGNORECASE)
MAX_ITEMS = 5_000
"""Items of one document that are looked at."""


def read_listing(data: bytes, url: str, kind: FeedKind, charset: str | None = None, max_bytes: int = 50_000_000) -> Listing:
    """What a document names.

    Args:
        data: the document; a sitemap may be gzipped, and `max_bytes` is then the most that it may hold.
        url: where it came from, against which links are resolved.
        kind: what it is meant to be.
        charset: the character set that the server declared.

    Raises:
        RecordError: it is no such thing, or declares entities, which no feed needs and which can be made to grow without end.
    """
    text = _text(unzipped(data, max_bytes), charset)
    found = _read(text, url, kind)
    return Listing(found.items[:MAX_ITEMS], found.title, found.further)


def _read(text: str, url: str, kind: FeedKind) -> Listing:
    if kind is FeedKind.PAGE:
        return read_link_page(text, url)
    start = _PROLOG.sub("", text[:20_000])[:200]
    if start.startswith("{"):
        return read_json_feed(text, url)
    match = _ROOT.match(start)
    root = match[1].lower() if match else ""
    if root == "html" or re.match(r"(?i)\s*<!doctype\s+html", text):
        raise RecordError(_is_a_page(text, url))
    if not root and kind is FeedKind.SITEMAP:
        return read_text_sitemap(text, url)
    if _ENTITY.search(text):
        raise RecordError("refused: the document declares XML entities")
    xml = _XML_DECLARATION.sub("", text)
    return read_sitemap(xml, url) if root in ("urlset", "sitemapindex") else read_syndication(xml, url)


def _is_a_page(text: str, url: str) -> str:
    named = feeds_named(text, url)
    return f"not a feed but a page; it names the feed {named[0]}" if named else "not a feed but a page; a listing page needs kind = 'page'"


def _text(data: bytes, charset: str | None) -> str:
    """The characters. What is sound UTF-8 beyond ASCII is UTF-8, whatever is declared: declarations are wrong more often."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    else:
        if not text.isascii() and "\0" not in text:
            return text
    match = _XML_CHARSET.match(data[:1_000])
    declared = match[1].decode("ascii") if match else declared_charset(data)
    return decode(data, charset or declared)
