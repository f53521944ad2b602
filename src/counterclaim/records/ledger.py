"""The ledger: agreements over several reports, what they oblige to, what is alleged to break them, and the calendar of talks.

Claims, reports, agreements and talks are named by ids that are unique over reports: `REPORT/c3`.
"""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from counterclaim.records.models import Actor, Frozen, PartyCode, Place, Time
from counterclaim.records.words import AccordKind, Category, Duty, Effect, Footing, Level, MeetingStatus, Reply


class LibraryLink(Frozen):
    """Why an agreement is taken to be one of the library: the level of every comparator with its weight; `score` is their sum."""

    slug: str
    name: str
    kind: AccordKind
    score: float
    parts: dict[str, tuple[str, float]]


class OwedDuty(Frozen):
    """What somebody must do. `clause` is that of the library, null where reports alone tell it; `told` names who tells it, by mention."""

    obligor: Actor | None
    duty: Duty
    place: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    monitors: tuple[PartyCode, ...] = ()
    clause: str | None = None
    text: str = Field(description="the clause in the library's words, or the words of the report")
    told: tuple[str, ...] = ()


class Breach(Frozen):
    """An act that somebody calls a breach (`explicit`), or that a rule marks as a possible one: that is never asserted."""

    footing: Footing
    rule: str | None = Field(default=None, description="the rule that says it is possible; null where a claim says that it is one")
    alleged_by: tuple[Actor, ...] = Field(description="who calls it a breach; of a possible one, who tells the act")
    against: PartyCode
    claims: tuple[str, ...]
    acts: tuple[str, ...] = Field(default=(), description="claims that tell the act, where those that allege do not")
    incident: str | None = None
    clauses: tuple[str, ...] = ()
    reply: Reply
    replies: tuple[str, ...] = Field(default=(), description="the claims of the accused that make the reply")


class Toll(Frozen):
    """People harmed since the agreement, over the incidents inside its area and period whose numbers are told."""

    side: PartyCode | None
    effect: Effect
    category: Category
    low: int | None
    best: int | None
    high: int | None
    incidents: tuple[str, ...]
    untold: int = Field(description="incidents with such harm whose number nobody tells")


class Entry(Frozen):
    """One agreement over all reports. Without a `library` link it is a candidate: known from reports alone."""

    id: str
    name: str
    library: LibraryLink | None = None
    date: Time | None = None
    ended: dt.date | None = None
    ended_reason: str | None = None
    parties: tuple[PartyCode, ...] = ()
    brokers: tuple[PartyCode, ...] = ()
    monitors: tuple[PartyCode, ...] = ()
    mentions: tuple[str, ...] = Field(description="ids of the agreements of single reports")
    obligations: tuple[OwedDuty, ...] = ()
    breaches: tuple[Breach, ...] = ()
    tolls: tuple[Toll, ...] = ()


class Ledger(Frozen):
    """All agreements that some reports speak of."""

    entries: tuple[Entry, ...] = ()


class Standing(Frozen):
    """What one report says of a meeting. `told` is the day of publication."""

    told: dt.date | None
    status: MeetingStatus
    time: Time | None
    talks: str


class Meeting(Frozen):
    """One meeting over all reports. `history` is in the order of publication, `revision` counts the changes of status or date in it."""

    id: str
    participants: tuple[Actor, ...] = ()
    mediators: tuple[Actor, ...] = ()
    venue: Place | None = None
    time: Time | None = None
    level: Level | None = None
    status: MeetingStatus
    reason: str = Field(description="why it has this status")
    format: str | None = Field(default=None, description="id of the first meeting of the same parties at the same venue")
    history: tuple[Standing, ...]
    revision: int = 0
    endangered_by: tuple[str, ...] = Field(default=(), description="claims of acts that are said to endanger it")
    threats: tuple[str, ...] = Field(default=(), description="the incidents of those acts")


class TalksCalendar(Frozen):
    """The talks that some reports tell of, in the order of their dates. `as_of` is the day that past and future are told from."""

    as_of: dt.date | None
    meetings: tuple[Meeting, ...] = ()
