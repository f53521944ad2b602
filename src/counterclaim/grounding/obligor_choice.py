"""Who owes a duty: those that are likely by all that was weighed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from counterclaim.grounding.weighing import Weighed, load_weigher
from counterclaim.records.models import Actor

WEIGHED = "weighed: what the report says of its parties, and where the accord network points"
LIKELY = 0.45
"""Least probability of a party beside the likeliest."""
LEAST = 0.25
"""Least probability of the likeliest; else somebody owes it of whom nobody knows whose he is. (Both were found on
`evals/accords/kept.txt`.)"""
MOST_ODDS = 30.0


def choose(weighed: Weighed, ruled: Sequence[Actor | None]) -> list[Actor | None]:
    """Who owes it, the likeliest first; as words and rules have it where nobody was weighed.

    Args:
        weighed: who may.
        ruled: whom words and rules have.
    """
    if not weighed.options:
        return list(ruled)
    shares = 1 / (1 + np.exp(-load_weigher("obligor")(weighed.features)[:, 0].clip(-MOST_ODDS, MOST_ODDS)))
    best = int(shares.argmax())
    taken = [int(n) for n in np.argsort(-shares, kind="stable") if shares[n] >= (LEAST if n == best else LIKELY)]
    return [_actor(weighed.options[n][0], weighed.options[n][1], ruled) for n in taken] or [None]


def _actor(party: str, actor: Actor | None, ruled: Sequence[Actor | None]) -> Actor:
    if any(a is not None and a.party == party for a in ruled) and actor is not None:
        return actor
    return Actor.of(party, source=WEIGHED) if actor is None else actor.model_copy(update={"source": WEIGHED})
