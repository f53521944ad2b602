"""Dates as metadata writes them. A date that is not told stays None: never today's."""

from __future__ import annotations

import datetime as dt


def parse_iso(text: str) -> dt.date | dt.datetime | None:
    """An ISO 8601 date or date-time (`2023-05-12`, `2023-05-12T14:30:00Z`, `2023-05-12 14:30`); None for anything else."""
    text = text.strip()
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None
