"""What surrounds a report's phrases: who issued it, where it speaks from, which country a place belongs to."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from counterclaim.grounding.actors.names import NameMatch, load_parties
from counterclaim.grounding.actors.sides import Sides, title_end
from counterclaim.records.models import Actor

DATELINE_TOKENS = 60
"""A dateline stands within so many tokens of the start, headline included."""


def _nobody(_phrase: Token) -> list[Actor]:
    return []


def _nowhere(_phrase: Token) -> str | None:
    return None


@dataclass(frozen=True)
class Surroundings:
    """Where phrases that name no party get one from.

    Attributes:
        home: the party whose "Defence Ministry" is meant when nothing says whose.
        scene: the country where what it tells takes place: local officials and doctors are its own.
        issuer: who speaks in the report's own voice, when a party issued it.
        owner_of: the country that a place named in a phrase lies in ("the mayor of …"), as an actor.
        land_near: the country that the places named in the sentence of a phrase lie in.
    """

    home: str | None = None
    scene: str | None = None
    issuer: Actor | None = None
    owner_of: Callable[[Token], list[Actor]] = _nobody
    land_near: Callable[[Token], str | None] = _nowhere


def capital_home(doc: Doc, matches: Collection[NameMatch], sides: Sides, scene: str | None = None) -> str | None:
    """The home that names tell: the capital in a dateline, else the only state among the sides, else the one in the title.

    A state that fights a group of another country fights abroad: home is the `scene`, if that is a country of the group's.
    """
    opening = next(
        (m for m in matches if m.end <= DATELINE_TOKENS and m.entries[0].how == "capital" and doc[m.start].text.isupper()),
        None,
    )
    if opening is not None and opening.entries[0].party in sides.pair:
        return opening.entries[0].party
    states = [p for p in sides.pair if p not in load_parties()]
    if len(states) == 1:
        lands = {land for p in sides.pair if (group := load_parties().get(p)) is not None for land in group.countries}
        return scene if scene in lands and states[0] not in lands else states[0]
    end = title_end(doc)
    named = [m.entries[0].party for m in matches if m.end <= end and m.entries[0].party in states]
    return named[0] if named else None
