"""What a caller asks of ingest, and what ingest says of a source that it could not read."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass

from counterclaim.errors import ConfigError, RecordError
from counterclaim.ingest.dates import parse_iso
from counterclaim.records.days import is_placeholder

MAX_BYTES = 5_000_000
"""Largest single report: a file, a page, or one line of JSON Lines. Long reads and heavy pages stay under 2 MB; a book is 1 MB of text."""

TIMEOUT_S = 20.0
"""Seconds for one page, from the first connection to the last byte."""


@dataclass(frozen=True)
class IngestOptions:
    """Overrides and limits. An override that is None leaves the value to the source.

    `allow_private_hosts` names the hosts (as they stand in the URL) that may resolve to a private or loopback address.
    Raises ConfigError when a value makes no sense.
    """

    published: dt.date | dt.datetime | None = None
    outlet: str | None = None
    title: str | None = None
    language: str | None = None
    max_bytes: int = MAX_BYTES
    timeout_s: float = TIMEOUT_S
    allow_private_hosts: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.max_bytes < 1:
            raise ConfigError(f"the size limit must be at least 1 byte, not {self.max_bytes}")
        if not (math.isfinite(self.timeout_s) and self.timeout_s > 0):
            raise ConfigError(f"the time limit must be a number of seconds above 0, not {self.timeout_s}")
        if self.language is not None and not re.fullmatch(r"[a-z]{2,3}", self.language):
            raise ConfigError(f"a language is given by its ISO 639 code, such as 'en', not {self.language!r}")
        for name in ("outlet", "title"):
            value = getattr(self, name)
            if value is not None and not value.strip():
                raise ConfigError(f"the {name} given is empty; leave it out to take it from the report")


@dataclass(frozen=True)
class Failure:
    """A source that gave no report, and why. `source` is as given, with `:line` or `[index]` for one report of many."""

    source: str
    error: RecordError


def parse_published(text: str) -> dt.date | dt.datetime:
    """The publication date that a user typed: an ISO date or date-time. Raises ConfigError when it is neither."""
    when = parse_iso(text)
    if when is None:
        raise ConfigError(f"a publication date is written like 2023-05-12 or 2023-05-12T14:30+04:00, not {text!r}")
    if is_placeholder(when):
        raise ConfigError(f"nothing was published in the year {when.year}: leave the date out where none is known")
    return when
