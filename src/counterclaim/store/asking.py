"""What may be asked of the store, and what comes back: filters, pages, hits. Plain values, for the command line and the web alike."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from counterclaim.records.models import Claim, Event, Report
from counterclaim.records.words import Kind, TalksStatus, Verdict
from counterclaim.versions import Maker

T = TypeVar("T")


class Order(StrEnum):
    """In which order incidents come."""

    LATEST = "latest"
    EARLIEST = "earliest"
    MOST_CLAIMS = "most claims"
    CHANGED = "changed"


@dataclass(frozen=True)
class Page:
    """Which part of a long list: so many, after so many."""

    size: int = 50
    start: int = 0


@dataclass(frozen=True)
class Found(Generic[T]):
    """A page of what was found, and how many there are in all."""

    items: tuple[T, ...]
    total: int


class How(StrEnum):
    """What became of a report that was to be added."""

    STORED = "stored"
    KNOWN = "known"
    REPLACED = "replaced"


@dataclass(frozen=True)
class Added:
    """One report after it was added. `origin` is the report that it repeats, else itself; `claims` are counted."""

    report: str
    how: How
    origin: str
    claims: int


@dataclass(frozen=True)
class IncidentFilter:
    """Which incidents. All that is set must hold; of several values in one field any.

    Attributes:
        since, until: days, inclusive; an incident counts if any of its days is among them, one of no known day only if none is set.
        parties: parties that it must all have.
        box: south, west, north, east in degrees; incidents without coordinates are then left out.
        verdicts: some row of its account table has this verdict.
        outlets: some report of it was published there.
        killed: at least so many were killed, by the best figures.
        words: some report of it holds these words, as `Search.words` has them.
        changed_since: it has changed at this moment or since, ISO text in UTC as rows have it.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    parties: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    box: tuple[float, float, float, float] | None = None
    verdicts: tuple[Verdict, ...] = ()
    outlets: tuple[str, ...] = ()
    campaign: str | None = None
    killed: int | None = None
    words: str | None = None
    changed_since: str | None = None


@dataclass(frozen=True)
class Days:
    """A stretch of days, both included; open at an end that is None."""

    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True)
class Under:
    """Which incidents may bear on an agreement: two of its parties take part in them, and they begin on one of these days.

    Attributes:
        harmed: only those with casualties, and without naming their claims.
        kinds: only these; all where there are none.
    """

    parties: frozenset[str]
    days: Days = Days()
    harmed: bool = False
    kinds: frozenset[Kind] = frozenset()


@dataclass(frozen=True)
class Search:
    """Which reports.

    Attributes:
        words: words that all occur; "…" for a phrase, -word for one that must not occur, OR between alternatives.
        since, until: days of publication, inclusive.
        parties: parties of some event that it tells, or that claim something in it.
    """

    words: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    outlets: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    places: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True)
class Facet:
    """How many of the reports found have a value."""

    value: str
    count: int


@dataclass(frozen=True)
class Hit:
    """A report that was found: what stands at its head, and a passage with the words, these between `[[` and `]]`."""

    report: str
    title: str | None
    outlet: str | None
    published: str | None
    passage: str
    claims: int
    origin: str


@dataclass(frozen=True)
class Results:
    """A page of hits, best first; and of all that was found, how many have which outlet, party, kind, place, verdict and month."""

    hits: Found[Hit]
    facets: dict[str, tuple[Facet, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Stored:
    """A report with what the store knows about it: when it came, what it repeats, what repeats it, what made its record."""

    report: Report
    added_at: str
    read_at: str
    origin: str
    copies: tuple[str, ...]
    maker: int


@dataclass(frozen=True)
class Made:
    """What made records, and of how many reports."""

    maker: Maker
    reports: int


@dataclass(frozen=True)
class Standing:
    """An account as it stood from a moment on, until another took its place (None: it stands)."""

    incident: str
    question: str
    verdict: Verdict
    rule: str
    origins: int
    since: str
    until: str | None
    json: str


@dataclass(frozen=True)
class Activity:
    """A conflict, a pair of parties or more: incidents in the last days against the median of equally long stretches before."""

    parties: tuple[str, ...]
    recent: int
    median: float
    total: int
    disputed: int
    admitted: int
    last_day: dt.date | None


@dataclass(frozen=True)
class Tally:
    """How many incidents of a party began on a day, None for no known day, and how many of them are disputed."""

    day: dt.date | None
    party: str
    incidents: int
    disputed: int


@dataclass(frozen=True)
class Spots:
    """Incidents as a map shows them, in columns of one length, the latest first. `total` counts those too that are beyond the most asked
    for.

    Days are ISO text; parties are words apart by spaces; `disputed` and `admitted` count accounts.
    """

    total: int
    incidents: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    places: tuple[str | None, ...] = ()
    lats: tuple[float, ...] = ()
    lons: tuple[float, ...] = ()
    precisions: tuple[str | None, ...] = ()
    first_days: tuple[str | None, ...] = ()
    last_days: tuple[str | None, ...] = ()
    parties: tuple[str, ...] = ()
    claims: tuple[int, ...] = ()
    disputed: tuple[int, ...] = ()
    admitted: tuple[int, ...] = ()


@dataclass(frozen=True)
class TalksFilter:
    """Which talks."""

    since: dt.date | None = None
    until: dt.date | None = None
    parties: tuple[str, ...] = ()
    statuses: tuple[TalksStatus, ...] = ()
    endangered: bool = False


@dataclass(frozen=True)
class Queued:
    """A claim that waits to be looked at, with its events and incident; `priority` as `review.queue` has it."""

    claim: Claim
    events: tuple[Event, ...]
    report: str
    incident: str | None
    priority: float


@dataclass(frozen=True)
class Reread:
    """A report that was read again: what changed, a line each."""

    report: str
    changes: tuple[str, ...]
