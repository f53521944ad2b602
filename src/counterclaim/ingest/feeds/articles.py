"""A fetched page to the report that it holds, unless it is something that stands in for the report."""

from __future__ import annotations

import re
from dataclasses import replace

from counterclaim.errors import RecordError
from counterclaim.ingest.assembling import assemble
from counterclaim.ingest.decoding import declared_charset, decode
from counterclaim.ingest.feeds.canonical import canonical
from counterclaim.ingest.feeds.items import plain_title
from counterclaim.ingest.feeds.stubs import find_stub
from counterclaim.ingest.fetching import Page
from counterclaim.ingest.formats import Format, format_by_media_type, sniff
from counterclaim.ingest.found import Found
from counterclaim.ingest.options import IngestOptions
from counterclaim.ingest.pages import read_page
from counterclaim.ingest.plain import read_plain
from counterclaim.records.models import Report

ARTICLE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
"""Media types that an article may have."""
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,1000})", re.IGNORECASE)


def read_article(page: Page, options: IngestOptions) -> Report:
    """The report of a page.

    Raises RecordError with the reason when it is a paywall, a consent form or another stand-in, has no text, or is not in English.
    """
    markup = decode(page.data, page.charset or declared_charset(page.data))
    form = format_by_media_type(page.media_type or "") or sniff(page.data[:4_096])
    found = _read_html(markup, page.url) if form is Format.HTML else _read_text(markup, page.url)
    return assemble(replace(found, url=canonical(page.url) or page.url, fetched_at=page.fetched_at), options)


def _read_html(markup: str, url: str) -> Found:
    try:
        found = read_page(markup, url)
    except RecordError:
        match = _TITLE.search(markup)
        _refuse_stub(url, plain_title(match[1]) if match else None, markup, "")
        raise
    _refuse_stub(url, found.title, markup, found.text)
    return found


def _read_text(text: str, url: str) -> Found:
    _refuse_stub(url, None, "", text)
    return read_plain(text)


def _refuse_stub(url: str, title: str | None, markup: str, text: str) -> None:
    stub = find_stub(url, title, markup, text)
    if stub is not None:
        raise RecordError(f"{stub.reason}: its sign is {stub.sign!r}")
