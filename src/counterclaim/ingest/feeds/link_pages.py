"""Listing pages: the links of a page that look like articles."""

from __future__ import annotations

from importlib import import_module
from typing import Any
from urllib.parse import urljoin, urlsplit

from counterclaim.errors import RecordError
from counterclaim.ingest.feeds.canonical import canonical
from counterclaim.ingest.feeds.items import Entry, Listing, items_of, plain_title

lxml_html: Any = import_module("lxml.html")  # lxml has no types, and its stubs are another package
LxmlError: type[Exception] = import_module("lxml.etree").LxmlError

MIN_WORDS = 4
"""Words of a link that make it a headline; menus and buttons have fewer."""
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")


def read_link_page(text: str, url: str) -> Listing:
    """The links to the same site whose words are as many as a headline has, in the order of the page. Raises RecordError for no HTML."""
    root = _parsed(text)
    base = _base(root, url)
    own = canonical(url)
    items = items_of(
        (Entry(link, title) for link, title in _headlines(root) if _same_site(base, link, url)),
        base,
    )
    return Listing(tuple(item for item in items if item.url != own), plain_title(root.findtext(".//title")))


def feeds_named(text: str, url: str) -> list[str]:
    """The feeds that a page says it has."""
    root = _parsed(text)
    found = [_joined(_base(root, url), e.get("href", "")) for e in root.iter("link") if e.get("type", "").lower() in _FEED_TYPES]
    return [address for address in map(canonical, found) if address is not None]


def _headlines(root: Any) -> list[tuple[str, str]]:
    """Links with their words; a link that stands twice, on a picture and on words, has the longer words."""
    found: dict[str, str] = {}
    for element in root.iter("a"):
        link, words = element.get("href", ""), " ".join(element.text_content().split())
        if link and len(words) > len(found.get(link, "")):
            found[link] = words
    return [(link, words) for link, words in found.items() if len(words.split()) >= MIN_WORDS]


def _same_site(base: str, link: str, url: str) -> bool:
    try:
        return urlsplit(_joined(base, link)).hostname == urlsplit(url).hostname
    except ValueError:
        return False


def _base(root: Any, url: str) -> str:
    return next((_joined(url, element.get("href")) for element in root.iter("base") if element.get("href")), url)


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return ""


def _parsed(text: str) -> Any:
    try:
        return lxml_html.document_fromstring(text)
    except (LxmlError, ValueError) as error:
        raise RecordError("not a page: it cannot be read as HTML") from error
