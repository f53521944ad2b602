"""Events and claims made by hand, for the tests of interest, merging and accords."""

from __future__ import annotations

from typing import Any

from counterclaim.records.models import Actor, Claim, Event, Harm, Span
from counterclaim.records.words import Category, Effect, Interest, Kind, Stance, Status

ARM = Actor.of("ARM", name="Armenia")
AZE = Actor.of("AZE", name="Azerbaijan")
RUS = Actor.of("RUS", name="Russia")


def span(start: int = 0, end: int | None = None) -> Span:
    """A span, ten characters long where no end is given."""
    return Span(start=start, end=start + 10 if end is None else end)


def told(kind: Kind, event_id: str = "e1", at: int = 0, status: Status = Status.OCCURRED, **known: Any) -> Event:
    """An event told at a place of the text."""
    return Event(**{"id": event_id, "kind": kind, "status": status, "background": False, "spans": (span(at),), **known})


def claim(claimant: Actor, stance: Stance = Stance.ASSERTS, events: tuple[str, ...] = ("e1",), claim_id: str = "c1", at: int = 0) -> Claim:
    """A claim of events."""
    return Claim(
        id=claim_id,
        claimant=claimant,
        stance=stance,
        interest=Interest.UNKNOWN,
        interest_rule="own_cause",
        cue=None,
        content=(span(at),),
        events=events,
    )


def harm(side: Actor | None, best: int | None = 5, effect: Effect = Effect.KILLED) -> Harm:
    """Harm to soldiers of a side."""
    return Harm(effect=effect, side=side, category=Category.MILITARY, low=best, best=best, high=best, span=span())
