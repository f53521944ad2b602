"""Which country or party the places around a phrase tell: whose a place is, of which land a clause or a medium is."""

from __future__ import annotations

from spacy.tokens import Token

from counterclaim.grounding.actors.codes import bearer
from counterclaim.grounding.actors.context import Context
from counterclaim.grounding.actors.names import load_parties
from counterclaim.records.models import MEDIA, Actor

HELD = frozenset({"run", "administered", "controlled", "held", "ruled", "governed"})
"""How a place is said to be somebody's ("Pakistan-run Kashmir")."""

OF_A_GROUP = frozenset({"authority", "leadership", "leader", "fighter", "force", "rebel", "commander"})
"""Whom a region is said to have that a group bears the name of: its officials are the state's."""


def owner_of_place(context: Context, place: Token) -> Actor | None:
    """Who holds a place, whose name it ends, whose people or land it is."""
    told = context.discourse
    group = told.named_after(place) if place.dep_ == "nmod:poss" and place.head.lemma_.lower() in OF_A_GROUP else None
    return _holder(context, place) or told.taken_up_name(place) or group or context.land_of(place)


def land_before(context: Context, country: Token) -> Actor | None:
    """ "A Tajik news portal, quoting the country's border guards": the country that the same sentence named last."""
    near = [m for m in context.matches if country.sent.start <= m.start and m.end <= country.i]
    entries = (context.sides.entry_of(m) for m in reversed(near))
    return bearer(next((e for e in entries if e is not None and e.party not in load_parties()), None))


def land_of_clause(context: Context, head: Token) -> Actor | None:
    """ "The Belgorod region, where the governor said …": the land of the place that the clause tells of."""
    verb = head.head
    if not verb.dep_.startswith("acl") or not any(c.lower_ == "where" for c in verb.children):
        return None
    return context.land_of(verb.head)


def land_of_outlet(context: Context, head: Token) -> str | None:
    """ "Syrian state media, citing the ministry": the country that the name of a medium of the same sentence tells."""
    for match in reversed(context.matches):
        if head.sent.start <= match.start and match.end <= head.i and match.entries[0].party == MEDIA:
            lands = {e.party for e in context.names.bearers(context.doc[match.start].text) if e.how == "adjective"}
            return lands.pop() if len(lands) == 1 else None
    return None


def _holder(context: Context, place: Token) -> Actor | None:
    """ "Pakistan-run Kashmir", "Indian-administered Kashmir": who holds a place."""
    held = next((c for c in place.children if c.dep_ in ("amod", "compound") and c.lower_ in HELD), None)
    if held is None or held.i < 2 or context.doc[held.i - 1].text != "-":
        return None
    return bearer(context.entry_at(context.doc[held.i - 2]))
