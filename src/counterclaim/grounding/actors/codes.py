"""Actors of the record from the codes of the knowledge files."""

from __future__ import annotations

from counterclaim.grounding.actors.names import NameEntry, parent_of
from counterclaim.records.models import Actor
from counterclaim.records.words import Sector


def actor(party: str | None, sector: Sector | str | None = None, **known: object) -> Actor:
    """The actor of a party and a sector; an organ of an organisation is the whole. `known` are further fields of the actor."""
    return Actor.of(parent_of(party) if party else None, Sector(sector) if sector else None, **known)


def bearer(entry: NameEntry | None) -> Actor | None:
    """Whom an entry names."""
    return actor(entry.party, entry.sector) if entry is not None else None
