"""Which claims of a report allege a breach: those of the kind, and those whose sentence calls the act one ("in breach of the truce")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from counterclaim.accords.comparators import DATA
from counterclaim.records.models import Claim, Event, Span
from counterclaim.records.words import Family, Kind, Stance, Status, family_of
from counterclaim.tables import read_table

ENDS = re.compile(r"[.!?]['\"”’)]*\s|\n")
REAL = frozenset({Status.OCCURRED, Status.ONGOING})


def alleged_breaches(claims: Sequence[Claim], events: Sequence[Event], text: str) -> Iterator[tuple[Claim, Event]]:
    """Claims that allege a breach, each with the event that is said to be one; somebody must be said to have acted.

    Args:
        claims, events: those of one report, joined by id.
        text: the report's text.
    """
    known = {event.id: event for event in events}
    for claim in claims:
        for event in (known[name] for name in claim.events):
            if claim.stance in (Stance.ACCUSES, Stance.ASSERTS) and event.initiators and _is_breach(claim, event, text):
                yield claim, event


def _is_breach(claim: Claim, event: Event, text: str) -> bool:
    if event.kind is Kind.CEASEFIRE_BREACH:
        return event.status in REAL
    if event.kind is Kind.WITHDRAWAL:
        return event.status is Status.AVERTED and claim.stance is Stance.ACCUSES
    hostile = family_of(event.kind) in (Family.VIOLENCE, Family.COERCION) and event.kind is not Kind.CASUALTY
    return hostile and event.status in REAL and any(_words().search(sentence_around(span, text)) for span in event.spans)


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(row["word"] for row in read_table(DATA, "breach_words.csv")) + r")", re.IGNORECASE)


def sentence_around(span: Span, text: str) -> str:
    """The sentence that a span stands in, from the last full stop or line end before it to the next behind it."""
    before = [m.end() for m in ENDS.finditer(text, 0, span.start)]
    after = ENDS.search(text, span.end)
    return text[before[-1] if before else 0 : after.start() + 1 if after else len(text)]
