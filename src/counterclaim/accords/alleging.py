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

    Where a party charges another with a breach and names no act there, the act is the first that it charges the other with.

    Args:
        claims, events: those of one report, joined by id.
        text: the report's text.
    """
    known = {event.id: event for event in events}
    told = [
        (c, known[name]) for c in claims for name in c.events if known[name].initiators and c.stance in (Stance.ACCUSES, Stance.ASSERTS)
    ]
    named = [pair for pair in told if _is_breach(*pair, text)]
    yield from named
    charged = {_charge(c, e) for c, e in named if e.kind is Kind.CEASEFIRE_BREACH}
    for claim, event in sorted(told, key=lambda pair: pair[1].spans[0].start):
        if claim.stance is Stance.ACCUSES and _is_hostile(event) and _charge(claim, event) in charged:
            charged.discard(_charge(claim, event))
            if (claim, event) not in named:
                yield claim, event


def _charge(claim: Claim, event: Event) -> tuple[str | None, frozenset[str | None]]:
    return claim.claimant.party, frozenset(a.party for a in event.initiators)


def _is_hostile(event: Event) -> bool:
    hostile = family_of(event.kind) in (Family.VIOLENCE, Family.COERCION)
    return hostile and event.kind is not Kind.CASUALTY and event.status in REAL and not event.background


def _is_breach(claim: Claim, event: Event, text: str) -> bool:
    if event.kind is Kind.CEASEFIRE_BREACH:
        return event.status in REAL
    if event.kind is Kind.WITHDRAWAL:
        return event.status is Status.AVERTED
    if not _is_hostile(event):
        return False
    around = [sentence_around(s, text) if claim.stance is Stance.ACCUSES else s.of(text) for s in event.spans]
    return any(_words().search(words) for words in around)


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(row["word"] for row in read_table(DATA, "breach_words.csv")) + r")", re.IGNORECASE)


def sentence_around(span: Span, text: str) -> str:
    """The sentence that a span stands in, from the last full stop or line end before it to the next behind it."""
    before = [m.end() for m in ENDS.finditer(text, 0, span.start)]
    after = ENDS.search(text, span.end)
    return text[before[-1] if before else 0 : after.start() + 1 if after else len(text)]
