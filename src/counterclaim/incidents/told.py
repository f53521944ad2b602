"""A claim with its event, as linking sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from counterclaim.records.models import NARRATOR, Claim, Event, Record, Report

AWAY = frozenset({NARRATOR, "MEDIA", "WITNESSES", "ANALYSTS", "DIPLOMATS"})
"""Claimants that are no party to anything."""


@dataclass(frozen=True)
class Told:
    """One claim of one report. `key` is unique over reports and orders what is told: `REPORT/c3`."""

    key: str
    report: Report
    claim: Claim
    event: Event

    @cached_property
    def parties(self) -> frozenset[str]:
        """The parties that act in the event or suffer it."""
        return frozenset(a.party for a in (*self.event.initiators, *self.event.targets) if a.party)

    @cached_property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """First and last day, as far as told."""
        time = self.event.time
        return (time.start, time.end or time.start) if time is not None and time.start is not None else None

    @cached_property
    def words(self) -> frozenset[str]:
        """The longer words of the claimed content, in lower case."""
        text = " ".join(span.of(self.report.text) for span in self.claim.content)
        return frozenset(w for raw in text.lower().split() if len(w := raw.strip(".,;:!?\"'“”’()")) > 4)


def told_in(records: Iterable[Record]) -> Iterator[Told]:
    """Every claim of some records, one for each of its events, history left out."""
    for record in records:
        for claim in record.claims:
            for number, name in enumerate(claim.events):
                event = record.event(name)
                if not event.background:
                    suffix = f".{number + 1}" if number else ""
                    yield Told(f"{record.report.id}/{claim.id}{suffix}", record.report, claim, event)
