"""Where a dateline ends: "BAKU (Caspian Ledger) - ", "SUMY, Ukraine, Sept 24 — ".

What a dateline names vouches for nothing and does nothing, so the sentence behind it is parsed without it.
"""

from __future__ import annotations

import re

DATELINE = re.compile(
    r"[A-Z][A-Z'’.]{2,}(?:[ /-][A-Z'’.]+){0,4}"  # a place in capitals, or two
    r"(?:, [A-Z][^\n()—–:;!?]{0,40}?)?"  # the country, the day
    r"(?: ?\([^()\n]{2,40}\))?"  # the agency
    r" (?:--|[-–—])(?= )"
)
"""A line that opens with it is the first of a report; the dash is the last thing in it."""


def dateline_end(text: str, start: int, end: int) -> int | None:
    """Index behind the dash of the dateline that opens the line `text[start:end]`; None if there is none."""
    found = DATELINE.match(text, start, end)
    return found.end() if found else None
