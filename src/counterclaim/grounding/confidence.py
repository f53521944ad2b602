"""How sure a claim is: the share of claims like it that an annotator would have written too.

A logistic model over a few plain features of the record itself, fitted on the dev half of the gold corpus, on `evals/held` and on
`evals/fresh` by `python -m counterclaim.evaluation.reports.calibration`; its weights lie in `knowledge/confidence.csv`. A claim counts as
right where an annotated claim stands on the same words, with the same claimant party and the same family of happening. How well the numbers
hold is measured by `counterclaim eval --suite confidence`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from counterclaim.grounding.actors.names import KNOWLEDGE
from counterclaim.grounding.merge import heading_ranges
from counterclaim.records.models import NARRATOR, Claim, Event, Span
from counterclaim.records.words import Kind, Stance, Status, family_of
from counterclaim.tables import read_table

BIAS = "bias"
PRONOUNS = frozenset("he she it they we i who which".split())
FAR = 60
"""Characters between a cue and the nearest end of its content, from which the content is carried on."""
LONG = 160
"""Characters of a long content."""
GENERAL = frozenset({Kind.ATTACK, Kind.OTHER, Kind.APPEAL, Kind.THREAT})
"""Kinds that a happening gets for want of a more exact one."""


def features_of(claims: Sequence[Claim], events: Mapping[str, Event], text: str) -> list[dict[str, float]]:
    """The features of each claim of a report, by name; each is 0 or 1 and left out when 0.

    Args:
        claims: the claims of one report.
        events: their events by id.
        text: the report's text.
    """
    headings = heading_ranges(text)
    crowded = Counter(span for claim in claims for span in claim.content)
    return [dict.fromkeys(_holding(claim, events[claim.events[0]], headings, crowded), 1.0) for claim in claims]


def with_confidence(claims: Sequence[Claim], events: Sequence[Event], text: str) -> tuple[Claim, ...]:
    """The claims of a report, each with its confidence."""
    weights = load_weights()
    features = features_of(claims, {e.id: e for e in events}, text)
    return tuple(c.model_copy(update={"confidence": round(confidence(f, weights), 2)}) for c, f in zip(claims, features, strict=True))


def _holding(claim: Claim, event: Event, headings: Sequence[tuple[int, int]], crowded: Counter[Span]) -> list[str]:
    actor = claim.claimant
    words = actor.name.lower().split() if actor.name else []
    first = min((s.start for s in claim.content), default=0)
    checks = {
        "claimant is the narrator": actor.party == NARRATOR,
        "claimant is unknown": actor.id is None,
        "claimant by rule": actor.source is not None and actor.party != NARRATOR,
        "claimant weighed": (actor.source or "").startswith("weighed"),
        "claimant by pronoun": len(words) == 1 and words[0] in PRONOUNS,
        "claimant with sector": actor.sector is not None,
        "relayed": bool(claim.relayed_by),
        "no cue": claim.cue is None and actor.party != NARRATOR,
        "cue is far": claim.cue is not None and _distance(claim) > FAR,
        "told twice": len(claim.content) > 1,
        "in a headline": any(start <= first < end for start, end in headings),
        "long content": sum(s.end - s.start for s in claim.content) > LONG,
        "content shared": any(crowded[s] > 1 for s in claim.content),
        "background": event.background,
        "nobody acts": not event.initiators,
        "nobody suffers": not event.targets,
        "placed": event.place is not None,
        "dated": event.time is not None and event.time.start is not None,
        "harm told": bool(event.harm),
        "weapons told": bool(event.weapons),
        "kind is general": event.kind in GENERAL,
        f"family {family_of(event.kind)}": True,
        f"stance {claim.stance}": claim.stance is not Stance.ASSERTS,
        f"status {event.status}": event.status is not Status.OCCURRED,
    }
    return [name for name, holds in checks.items() if holds]


def _distance(claim: Claim) -> int:
    cue = claim.cue
    assert cue is not None
    return min((max(s.start - cue.end, cue.start - s.end, 0) for s in claim.content), default=0)


@cache
def load_weights() -> dict[str, float]:
    """Weights by feature. Raises ResourceError when the table cannot be read."""
    return {row["feature"]: float(row["weight"]) for row in read_table(KNOWLEDGE, "confidence.csv")}


def confidence(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The logistic function of the weighted sum, between 0 and 1. A feature without a weight counts nothing."""
    total = weights.get(BIAS, 0.0) + sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-total))
