"""Why a phrase means whom it means: the names and organs in it, the lines that say so, and every reading of it, the likeliest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from counterclaim.grounding.actors.names import NameEntry, NameIndex, Organ, load_parties, parent_of
from counterclaim.grounding.actors.phrases import organ_of
from counterclaim.grounding.actors.resolver import ActorResolver
from counterclaim.records.models import Actor


@dataclass(frozen=True, slots=True)
class NameFound:
    """A name in the phrase with all lines that bear it, those in force on the day first."""

    words: str
    entries: tuple[NameEntry, ...]


@dataclass(frozen=True, slots=True)
class OrganFound:
    """The organ or office that the phrase names."""

    words: str
    organ: Organ


@dataclass(frozen=True, slots=True)
class Reading:
    """One actor that the phrase may mean.

    Attributes:
        actor: its code.
        party_from: the line that gives the party; None where a rule does.
        sector_from: the line ("organs.csv:12") that gives the sector; None where none is told.
        in_force: whether the line holds on the day; True where no day was given.
    """

    actor: str
    party_from: NameEntry | None
    sector_from: str | None
    in_force: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is made of one phrase.

    `actor` is None for a phrase that means nobody known, or several parties of whom nothing tells one.
    """

    phrase: str
    day: dt.date | None
    actor: Actor | None
    party_name: str | None
    names: tuple[NameFound, ...]
    organ: OrganFound | None
    readings: tuple[Reading, ...]


def explain(doc: Doc, phrase: str, day: dt.date | None, names: NameIndex) -> Explanation:
    """Explain a phrase that stands at the start of a parsed text, as the speaker in it ("Moscow's peacekeepers said so.")."""
    length = len(phrase)
    inside = [t for t in doc if t.idx < length and not t.is_space]
    head = doc[inside[0].i : inside[-1].i + 1].root
    found = tuple(_names(inside, day, names))
    organ = organ_of(head)
    told = OrganFound(head.text, organ) if organ is not None and not any(head.text in f.words for f in found) else None
    actor = next((a for a in ActorResolver(doc, day, names).resolve(head, vouches=True) if a.party is not None), None)
    readings = tuple(sorted(_readings(found, told, day), key=lambda r: (actor is None or r.actor != actor.id, not r.in_force)))
    if actor is not None and actor.id is not None and all(r.actor != actor.id for r in readings):
        readings = (Reading(actor.id, None, told.organ.origin if told and told.organ.sector else None, True), *readings)
    return Explanation(phrase, day, actor, _party_name(actor, names), found, told, readings)


def _names(tokens: list[Token], day: dt.date | None, names: NameIndex) -> Iterator[NameFound]:
    """Names as the reader finds them, and capitalised words that several people bear, where it takes nobody."""
    doc = tokens[0].doc
    matches = {m.start: m for m in names.find(doc, day) if m.start <= tokens[-1].i}
    covered = {i for m in matches.values() for i in range(m.start, m.end)}
    for token in tokens:
        if token.i in matches:
            match = matches[token.i]
            words = doc[match.start : match.end].text
            yield NameFound(words, _in_order(names.bearers(words) or match.entries, day))
        elif token.i not in covered and token.text[:1].isupper() and (bearers := names.bearers(token.text)):
            yield NameFound(token.text, _in_order(bearers, day))


def _in_order(entries: tuple[NameEntry, ...], day: dt.date | None) -> tuple[NameEntry, ...]:
    return tuple(sorted(entries, key=lambda e: not e.holds(day)))


def _readings(names: tuple[NameFound, ...], told: OrganFound | None, day: dt.date | None) -> Iterator[Reading]:
    """Every name's actor with the organ's sector, which goes before the name's own."""
    seen: set[str] = set()
    for entry in (e for name in names for e in name.entries):
        own = entry.how == "person" or told is None or told.organ.sector is None
        sector, origin = (entry.sector, entry.origin) if own or told is None else (told.organ.sector, told.organ.origin)
        party = parent_of(entry.party)
        code = f"{party}:{sector}" if sector else party
        if code not in seen:
            seen.add(code)
            yield Reading(code, entry, origin if sector else None, entry.holds(day))


def _party_name(actor: Actor | None, names: NameIndex) -> str | None:
    if actor is None or actor.party is None:
        return None
    known = load_parties().get(actor.party)
    return known.name if known is not None else names.name_of(actor.party)
