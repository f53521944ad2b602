"""A claim with its event, as linking sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from counterclaim.records.models import Claim, Event, Harm, Record, Report, Span
from counterclaim.records.words import Effect, PlacePrecision, WeaponKind

Days = tuple[dt.date, dt.date]
"""First and last day."""


class Site(NamedTuple):
    """What places are compared by; the name in lower case."""

    lat: float | None
    lon: float | None
    precision: PlacePrecision
    name: str


@dataclass(frozen=True)
class Told:
    """One claim of one report. `key` is unique over reports and orders what is told: `REPORT/c3`."""

    key: str
    report: Report
    claim: Claim
    event: Event

    @property
    def claim_id(self) -> str:
        """The id of the claim, unique over reports; claims of several events are told several times."""
        return f"{self.report.id}/{self.claim.id}"

    @cached_property
    def parties(self) -> frozenset[str]:
        """The parties that act in the event or suffer it."""
        return self.acting | self.struck

    @cached_property
    def acting(self) -> frozenset[str]:
        """The parties that act."""
        return frozenset(a.party for a in self.event.initiators if a.party)

    @cached_property
    def struck(self) -> frozenset[str]:
        """The parties that suffer it."""
        return frozenset(a.party for a in self.event.targets if a.party)

    @cached_property
    def weapons(self) -> frozenset[WeaponKind]:
        """The kinds of weapons named."""
        return frozenset(w.kind for w in self.event.weapons)

    @cached_property
    def numbers(self) -> frozenset[tuple[Effect, int | None]]:
        """What was done to how many."""
        return frozenset((h.effect, number_of(h)) for h in self.event.harm)

    @cached_property
    def site(self) -> Site | None:
        """Where it happened, as far as told."""
        place = self.event.place
        return Site(place.lat, place.lon, place.precision, place.name.lower()) if place is not None else None

    @cached_property
    def days(self) -> Days | None:
        """First and last day, as far as told."""
        time = self.event.time
        return (time.start, time.end or time.start) if time is not None and time.start is not None else None

    @cached_property
    def tells_place(self) -> bool:
        """Whether its own words tell the place; else another sentence of the report does. True where nobody knows which words do."""
        return self.event.place is None or self._covers(self.event.place.span)

    @cached_property
    def tells_days(self) -> bool:
        """Whether its own words tell the time; as `tells_place`."""
        return self.event.time is None or self._covers(self.event.time.span)

    def _covers(self, span: Span | None) -> bool:
        return span is None or any(s.start <= span.start and span.end <= s.end for s in (*self.event.spans, *self.claim.content))

    @cached_property
    def words(self) -> frozenset[str]:
        """The longer words of the claimed content, in lower case."""
        text = " ".join(span.of(self.report.text) for span in self.claim.content)
        return frozenset(w for raw in text.lower().split() if len(w := raw.strip(".,;:!?\"'“”’()")) > 4)


def number_of(harm: Harm) -> int | None:
    """The figure that stands for a number with its bounds: the best, else the lowest, else the highest; None where none is told."""
    return next((n for n in (harm.best, harm.low, harm.high) if n is not None), None)


def told_in(records: Iterable[Record]) -> Iterator[Told]:
    """Every claim of some records, one for each of its events, history left out."""
    for record in records:
        for claim in record.claims:
            for number, name in enumerate(claim.events):
                event = record.event(name)
                if not event.background:
                    suffix = f".{number + 1}" if number else ""
                    yield Told(f"{record.report.id}/{claim.id}{suffix}", record.report, claim, event)
