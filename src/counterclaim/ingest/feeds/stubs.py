"""Pages that stand in for the one that was asked for: paywalls, consent forms, log-ins, robot checks. Their signs are `data/stubs.csv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from counterclaim.tables import read_table

HEAD_CHARACTERS = 200_000
"""How much of a page's markup is searched for signs."""


@dataclass(frozen=True)
class Stub:
    """What a page is instead, and the words that show it."""

    reason: str
    sign: str


@dataclass(frozen=True)
class Sign:
    """A pattern in one part of a page (`url`, `title`, `markup`, `text`), which counts when the article has at most `max_words` words."""

    reason: str
    part: str
    max_words: int
    pattern: re.Pattern[str]


def find_stub(url: str, title: str | None, markup: str, text: str) -> Stub | None:
    """The first sign that a page is not the article, or None.

    Args:
        url: its address after redirects.
        title: the page's title.
        markup: its HTML.
        text: the article that was found in it, "" when none was.
    """
    words = len(text.split())
    parts = {"url": url, "title": title or "", "markup": markup[:HEAD_CHARACTERS], "text": text}
    for sign in signs():
        if words <= sign.max_words and (match := sign.pattern.search(parts[sign.part])):
            return Stub(sign.reason, match[0][:80])
    return None


@cache
def signs() -> tuple[Sign, ...]:
    """All signs. Raises ResourceError when the table cannot be read."""
    rows = read_table("counterclaim.ingest.feeds.data", "stubs.csv")
    return tuple(Sign(r["reason"], r["part"], int(r["max_words"]), re.compile(r["pattern"], re.IGNORECASE)) for r in rows)
