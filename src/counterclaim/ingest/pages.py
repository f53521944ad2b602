"""HTML pages to what they hold, by trafilatura: the article without the furniture, and the page's own metadata."""

from __future__ import annotations

import logging
import re
from importlib import import_module

import trafilatura
from trafilatura.settings import Document

from counterclaim.errors import RecordError
from counterclaim.ingest.cleaning import clean
from counterclaim.ingest.dates import parse_iso
from counterclaim.ingest.found import Found

LxmlError: type[Exception] = import_module("lxml.etree").LxmlError  # lxml has no types, and its stubs are another package

MIN_WORDS = 8
"""Fewer words than this are a button or a notice, no article."""

_WHOLE = re.compile("<(?:html|body)[\\s>]", re.IGNORECASE)  # without these the extractor takes a fragment for no HTML at all

# From the page's markup and address alone: the extensive search also takes any date that stands in the text.
_DATE_SEARCH = {"original_date": True, "extensive_search": False}


def read_page(html: str, url: str | None = None) -> Found:
    """The text of a page is its title, a blank line and its article, as far as it has them.

    Raises RecordError when there is no article in it, however broken the page.
    """
    document = _extract(html, url)
    if document is None:
        raise RecordError("no article text in this page")
    body = clean(document.text or "")
    if len(body.split()) < MIN_WORDS:
        raise RecordError("no article text in this page")
    title, body = _headed(clean(document.title or "").replace("\n", " "), body)
    return Found(
        text=f"{title}\n\n{body}" if title else body,
        title=title or None,
        published=parse_iso(document.date) if document.date else None,
        outlet=document.sitename or None,
        url=url or document.url or None,
        language=document.language or None,
    )


def _headed(title: str, body: str) -> tuple[str, str]:
    """Title and body, the title not told twice: articles often begin with their own headline, which lacks the site's name."""
    first, _, rest = body.partition("\n")
    if rest and len(first) >= 10 and title.startswith(first):
        return first, rest.lstrip("\n")
    return title, body


def _extract(html: str, url: str | None) -> Document | None:
    _silence()
    try:
        document = trafilatura.bare_extraction(
            html if _WHOLE.search(html) else f"<html><body>{html}</body></html>",
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params=dict(_DATE_SEARCH),
        )
    except (LxmlError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise RecordError(f"this page cannot be read as HTML ({type(error).__name__})") from error
    return document if isinstance(document, Document) else None


def _silence() -> None:
    """What the extractor logs of a bad page reaches the user as our own error: keep it off the screen of a program without logging."""
    for name in ("trafilatura", "htmldate", "courlan"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
