"""Ids that stay the same from run to run."""

from __future__ import annotations

import hashlib

DIGITS = 10
"""Hexadecimal digits: two of a million things of a sort share an id with a chance of about one half, two of ten thousand of 1 in 20,000."""


def name_of(sort: str, key: str) -> str:
    """A letter for the sort of thing, and a digest of what makes it."""
    return sort + hashlib.sha256(key.encode()).hexdigest()[:DIGITS]
