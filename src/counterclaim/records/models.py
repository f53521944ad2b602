"""The record of one report as frozen typed models. The JSON Schema that users see is generated from these.

A span is `[start, end)` in Unicode code points of `Report.text`; every value that came from the text carries one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from counterclaim.records.words import (
    Category,
    Duty,
    Effect,
    Interest,
    Kind,
    Level,
    PlacePrecision,
    Sector,
    Stance,
    Status,
    TalksStatus,
    TimePrecision,
    WeaponKind,
)

SCHEMA_VERSION = "1.2"

PartyCode = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]*$")]
NARRATOR = "NARRATOR"
MEDIA = "MEDIA"


class Frozen(BaseModel):
    """Base of all records: immutable, and a misspelt field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Frozen):
    """`text[start:end]` of the report is the evidence."""

    start: int = Field(ge=0)
    end: int

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.end <= self.start:
            raise ValueError("a span holds at least one character")
        return self

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]


class Report(Frozen):
    """One report as read. `published` and `language` are null when nobody said and the text does not tell."""

    id: str
    text: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: dt.datetime | dt.date | None = None
    language: str | None = None
    fetched_at: dt.datetime | None = None
    copy_of: str | None = None

    @staticmethod
    def identify(text: str) -> str:
        """The report's id: the first 16 hexadecimal digits of the SHA-256 of its text."""
        return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]

    @property
    def published_on(self) -> dt.date | None:
        """Publication as a calendar day, in the zone it was given in."""
        return self.published.date() if isinstance(self.published, dt.datetime) else self.published


class Actor(Frozen):
    """A party (`ARM`, `EU`, `HAMAS`) or a sector of it (`ARM:MIL`), as far as the text tells.

    `id` is null for somebody whom the text names but the knowledge files do not know: the name then says who.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]*(:[A-Z]{3,4})?$")] | None
    party: PartyCode | None
    sector: Sector | None = None
    name: str | None = None
    role: str | None = None
    person: str | None = None
    span: Span | None = None
    source: str | None = None

    @classmethod
    def of(cls, party: str | None, sector: Sector | None = None, **known: object) -> Actor:
        """An actor whose `id` follows from party and sector."""
        code = None if party is None else party if sector is None else f"{party}:{sector}"
        return cls.model_validate({"id": code, "party": party, "sector": sector, **known})


class Place(Frozen):
    """Where. Unknown coordinates are null, never (0, 0)."""

    name: str
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    country: str | None = None
    admin1: str | None = None
    geonames_id: int | None = None
    precision: PlacePrecision
    confidence: float = Field(ge=0, le=1)
    span: Span | None = None
    source: str | None = None


class Time(Frozen):
    """When, resolved against publication; `start` and `end` are inclusive days, null with a `reason` if unresolved."""

    start: dt.date | None
    end: dt.date | None
    precision: TimePrecision
    span: Span | None = None
    reason: str | None = None


class Weapon(Frozen):
    """A weapon named in the text."""

    kind: WeaponKind
    span: Span


class Harm(Frozen):
    """People harmed. A number that the text does not give is null; a claim of none is zero."""

    effect: Effect
    side: Actor | None
    category: Category
    low: int | None = Field(default=None, ge=0)
    best: int | None = Field(default=None, ge=0)
    high: int | None = Field(default=None, ge=0)
    cumulative: bool = False
    span: Span


class Event(Frozen):
    """What a claim says happened."""

    id: str
    kind: Kind
    status: Status
    background: bool
    initiators: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    mediators: tuple[Actor, ...] = ()
    place: Place | None = None
    other_places: tuple[Place, ...] = ()
    time: Time | None = None
    weapons: tuple[Weapon, ...] = ()
    harm: tuple[Harm, ...] = ()
    spans: tuple[Span, ...]


class Claim(Frozen):
    """Somebody vouches for something. `cue` is null when the words of the report itself are the claim."""

    id: str
    claimant: Actor
    relayed_by: tuple[Actor, ...] = ()
    stance: Stance
    interest: Interest
    interest_rule: str
    cue: Span | None
    content: tuple[Span, ...]
    events: tuple[str, ...]
    answers: str | None = Field(default=None, description="id of the claim that a bare denial or counter-charge answers")
    confidence: float | None = Field(default=None, ge=0, le=1, description="share of claims like this one that an annotator would make too")


class Obligation(Frozen):
    """What a party must do under an agreement."""

    obligor: Actor | None
    duty: Duty
    place: Place | None = None
    span: Span


class Agreement(Frozen):
    """An agreement that the report mentions."""

    id: str
    name: str
    date: Time | None = None
    parties: tuple[Actor, ...] = ()
    brokers: tuple[Actor, ...] = ()
    monitors: tuple[Actor, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    breaches: tuple[str, ...] = Field(default=(), description="ids of the claims that allege a breach")
    spans: tuple[Span, ...]


class Talks(Frozen):
    """A meeting, past or to come."""

    id: str
    participants: tuple[Actor, ...] = ()
    mediators: tuple[Actor, ...] = ()
    hosts: tuple[Actor, ...] = ()
    venue: Place | None = None
    time: Time | None = None
    level: Level | None = None
    status: TalksStatus
    event: str | None = Field(description="id of the event of the meeting; null where no claim tells it")
    endangered_by: tuple[str, ...] = Field(default=(), description="ids of the claims of acts that are said to endanger it")
    spans: tuple[Span, ...]


class Skipped(Frozen):
    """Something left out, and why."""

    what: str
    reason: str
    span: Span | None = None


class Record(Frozen):
    """What one report becomes."""

    report: Report
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    talks: tuple[Talks, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    def event(self, event_id: str) -> Event:
        """The event of an id. Raises KeyError when there is none."""
        for event in self.events:
            if event.id == event_id:
                return event
        raise KeyError(event_id)
