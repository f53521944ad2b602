"""What a reader of one format found in a source, before overrides, checks and the language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    """One report as its source has it; `text` is cleaned already. `published` is what the source says, None if it says nothing."""

    text: str
    title: str | None = None
    published: dt.date | dt.datetime | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    fetched_at: dt.datetime | None = None
    copy_of: str | None = None
