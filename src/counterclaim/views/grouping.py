"""Which claims stand together in a view, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.records.models import Actor, Claim, Event, Record
from counterclaim.records.words import Status
from counterclaim.views.wording import actor_words

NOT_HAPPENED = frozenset({Status.PLANNED, Status.AVERTED, Status.HYPOTHETICAL, Status.DENIED})
"""States in which the thing has not happened, as the claim has it: marked in every view, so that nobody counts it."""


ARTICLES = frozenset({"a", "an", "the"})


@dataclass(frozen=True)
class Voice:
    """One claimant and its claims: news first, then background, each in the order of the text."""

    claimant: Actor
    claims: tuple[Claim, ...]

    @property
    def heading(self) -> str:
        """The claimant in words."""
        return actor_words(self.claimant)


def voices(record: Record) -> list[Voice]:
    """The record's claims by claimant, in the order in which the claimants first speak in the text."""
    groups: dict[str, list[Claim]] = {}
    for claim in sorted(record.claims, key=first_place):
        groups.setdefault(voice_key(claim.claimant), []).append(claim)
    return [
        Voice(best_named([c.claimant for c in claims]), tuple(sorted(claims, key=lambda c: is_background(c, record))))
        for claims in groups.values()
    ]


def voice_key(actor: Actor) -> str:
    """What makes two claimants the same voice in a view: the code, or the name of who has none."""
    return actor.id or f"?{(actor.person or actor.name or actor.role or '').casefold()}"


def first_place(claim: Claim) -> int:
    """Where in the text the claim begins."""
    return min(span.start for span in (*claim.content, *([claim.cue] if claim.cue else []))) if claim.content or claim.cue else 0


def events_of(claim: Claim, record: Record) -> list[Event]:
    """What the claim says happened."""
    return [record.event(event_id) for event_id in claim.events]


def is_background(claim: Claim, record: Record) -> bool:
    """True when all that the claim tells is history that the report recalls."""
    events = events_of(claim, record)
    return bool(events) and all(event.background for event in events)


def best_named(actors: Sequence[Actor]) -> Actor:
    """The claimant under its most proper name: "Armenia" before "both sides", "the Defence Ministry" before "the ministry".

    The person is left out when the claims are not all of one person: others of the same office speak too.
    """
    best = max(actors, key=lambda actor: _properness(actor.name or ""))
    people = {actor.person for actor in actors}
    return best if len(people) == 1 else best.model_copy(update={"person": None})


def _properness(name: str) -> float:
    """The share of words with a capital, but for an article at the head; the first of equals is taken."""
    words = name.split()
    if words and words[0].casefold() in ARTICLES:
        words = words[1:]
    return sum(word[0].isupper() for word in words) / len(words) if words else -1.0
