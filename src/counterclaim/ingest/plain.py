"""Plain text to what it holds: the first line is the title when a blank line follows it."""

from __future__ import annotations

from counterclaim.ingest.cleaning import clean_prose
from counterclaim.ingest.found import Found

MAX_TITLE = 200
"""Characters. A longer first line is the first paragraph of a report without a title."""


def read_plain(text: str) -> Found:
    """The text whole, title line included, and the title beside it."""
    text = clean_prose(text)
    first, _, body = text.partition("\n\n")
    has_title = bool(body) and "\n" not in first and len(first) <= MAX_TITLE
    return Found(text=text, title=first if has_title else None)
