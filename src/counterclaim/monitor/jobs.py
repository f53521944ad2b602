"""What is to be done, and what came of it. Jobs are done by threads that know no database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from counterclaim.errors import RecordError
from counterclaim.ingest.feeds import Listing
from counterclaim.monitor.config import Feed
from counterclaim.records.models import Report


@dataclass(frozen=True)
class Condition:
    """What a server gave with a feed, to ask next time only for what is new (RFC 9110, 13)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True)
class FeedJob:
    """A look at a feed. `failures` counts the looks in a row that failed before it."""

    feed: Feed
    condition: Condition
    failures: int = 0

    @property
    def url(self) -> str:
        """What is asked for."""
        return self.feed.url


@dataclass(frozen=True)
class ItemJob:
    """One item to fetch. `id` is that of its row, `failures` how many tries it had, `report` what it gave in an earlier version.

    `alone` tells that the program once ended while it was read: what is read together with it would be suspected with it.
    """

    feed: Feed
    id: int
    url: str
    published: dt.datetime | dt.date | None
    failures: int = 0
    report: str | None = None
    alone: bool = False


Job = FeedJob | ItemJob


@dataclass(frozen=True)
class Look:
    """What a feed showed: None when it has not changed."""

    listing: Listing | None
    condition: Condition


@dataclass(frozen=True)
class Outcome:
    """What came of a job, and how long its host is to be left alone."""

    job: Job
    result: Look | Report | RecordError
    pause_s: float
