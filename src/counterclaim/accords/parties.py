"""Whose agreement it is, where the text does not say: the parties that the library has for one of that name or day."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.accords.agreements import are_named
from counterclaim.accords.comparators import Described, days_of, proper_words, tells_truce, words_called
from counterclaim.accords.linking import Shelf
from counterclaim.records.models import Actor, Agreement, Claim, Event, Report

LIBRARY = "library: "
"""How the source of an actor begins that the library names."""
BOTH = 2
NEAR_IN_TIME = ("day", "within")
"""How close a day must be for the library to name a party that takes part in nothing else that the report tells."""


def with_known_parties(
    agreements: Sequence[Agreement], claims: Sequence[Claim], events: Sequence[Event], report: Report, shelf: Shelf
) -> tuple[Agreement, ...]:
    """The agreements, with the parties that the library has where the text names none with them.

    The library speaks only where it knows one agreement of that name or day between parties that take part in what the report tells.
    The sides that a rule supposed stay where they are parties by the library too.
    """
    actors = [a for e in events for a in (*e.initiators, *e.targets)] + [c.claimant for c in claims]
    about = {a.party for a in actors if a.party}
    return tuple(_known(a, about, report, shelf) for a in agreements)


def _known(agreement: Agreement, about: set[str], report: Report, shelf: Shelf) -> Agreement:
    if agreement.parties and are_named(agreement.parties):
        return agreement
    names, days = proper_words(agreement.name), days_of(agreement.date)
    if not names and days is None:
        return agreement
    brokers = frozenset(b.party for b in agreement.brokers if b.party)
    told = Described(
        frozenset(about),
        brokers,
        days,
        (names,) if names else (),
        tells_truce(agreement.name),
        told=report.published_on,
        called=(words_called(agreement.name),) if names else (),
    )
    link = shelf.link(told)
    parties = shelf.library[link.slug].parties if link is not None else ()
    supposed = {a.party for a in agreement.parties}
    if link is None or (len(supposed) >= BOTH and supposed <= set(parties)):
        return agreement
    here = [p for p in parties if p in about]
    if len(here) < BOTH and link.parts["date"][0] not in NEAR_IN_TIME:
        return agreement
    chosen = here if len(here) >= BOTH else parties
    return agreement.model_copy(update={"parties": tuple(Actor.of(p, source=f"{LIBRARY}{link.slug}") for p in chosen)})
