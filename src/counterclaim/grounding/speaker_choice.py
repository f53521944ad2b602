"""Who vouches for a claim: whom words and written rules have, or whoever of those weighed is much likelier."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.tokens import Token

from counterclaim.grounding.actors.names import load_parties
from counterclaim.grounding.actors.phrases import generic_phrases
from counterclaim.grounding.speaker_evidence import UNKNOWN
from counterclaim.grounding.weighing import Floats, Weighed, load_weigher
from counterclaim.records.drafts import DraftClaim
from counterclaim.records.models import Actor
from counterclaim.records.words import Sector

WEIGHED = "weighed: who speaks in the report, what is told, and where the reading model points"
SURER = 1.5
"""How much likelier, in log-odds, another than whom the words and rules have must be."""
LEAST_LIKELY = 0.5
"""Least share of whoever is taken in the place of somebody of whom nobody knows whose he is: he is rather meant than not. (Both bounds were
found on the dev half, `evals/held` and `evals/fresh`.)"""


OF_STATES = frozenset({Sector.MIL, Sector.GOV, Sector.FOR, Sector.LOC})


def is_settled(draft: DraftClaim, ruled: Sequence[Actor]) -> bool:
    """Whether there is nothing to be weighed: no reading model looked at it, several speak, nobody is named as source ("is said to"), or
    the report takes it as known."""
    unread = draft.event is None or draft.event.pointers is None
    return unread or draft.mutual or draft.hearsay or draft.taken_as_known or len(ruled) != 1


def is_no_sides(phrase: Token | None, ruled: Actor) -> bool:
    """Whether a speaker of whom nobody knows whose he is can be no side's: "the Mission", "observers", a body between states."""
    return ruled.party is None and phrase is not None and phrase.lemma_.lower() in generic_phrases()["watcher"]


def choose(weighed: Weighed, ruled: Actor, voice: Actor, spoken: bool) -> Actor:
    """Who vouches: whom words and rules have, unless somebody else is much likelier.

    Args:
        weighed: who may.
        ruled: whom words and rules have.
        voice: who speaks in the report's own voice.
        spoken: whether the words say that somebody speaks, known or not.
    """
    options: Sequence[tuple[str, Actor | None]] = weighed.options
    odds = load_weigher("speaker")(weighed.features)[:, 0]
    had = next(n for n, (party, _) in enumerate(options) if party == (ruled.party or UNKNOWN))
    best = int(odds.argmax())
    party, actor = options[best]
    if odds[best] - odds[had] < SURER or party == UNKNOWN:
        return ruled
    if ruled.party is None and (
        best == 0 or _share(odds, best) < LEAST_LIKELY or _has_none(party, ruled.sector) and not weighed.features[best].get("in_phrase")
    ):
        return ruled  # somebody said it, whoever it was
    if best == 0:
        return voice
    if actor is not None:
        return actor.model_copy(update={"source": WEIGHED})
    if not spoken:
        return Actor.of(party, source=WEIGHED)
    return Actor.of(party, ruled.sector, name=ruled.name, role=ruled.role, person=ruled.person, span=ruled.span, source=WEIGHED)


def _has_none(party: str, sector: Sector | None) -> bool:
    """Whether a party is an armed group, and the phrase one for an organ of a state: it has no police, army or ministry."""
    known = load_parties().get(party)
    return sector in OF_STATES and known is not None and known.sector == Sector.REB


def _share(odds: Floats, option: int) -> float:
    """The share of one option among all."""
    weights = np.exp(odds - odds.max())
    return float(weights[option] / weights.sum())
