"""How many were harmed on each side: low, best and high over what all claimants say now, with the rule and the claims behind it.

Rules for the best figure, first that holds:
  own_account     what the side's own government or forces say of its losses: nobody knows better or has less cause to exaggerate
  third_party     the middle of what outsiders (neither the side nor its adversaries) say
  middle          the middle of all figures
  conservative    a line of its own, for comparison with ACLED's practice: the lowest figure above zero that anybody reports
Low and high are the lowest and highest figures that stand, zeros included. Running tolls ("bringing the toll to 33") are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median_low

from counterclaim.incidents.told import Told, harm_in, number_of
from counterclaim.records.incidents import Casualties
from counterclaim.records.models import Harm
from counterclaim.records.replies import AWAY, SPOKEN_FOR
from counterclaim.records.words import Category, Effect, Stance


def casualties_of(told: Sequence[Told]) -> Iterator[Casualties]:
    """The casualties of an incident by side and effect, two lines each: what the rules make of them, and the conservative figure."""
    figures: dict[tuple[str, str], dict[str, tuple[Told, Harm]]] = defaultdict(dict)
    for item in sorted(told, key=lambda t: (str(t.report.published_on), t.key)):
        if item.claim.stance is Stance.DENIES:
            continue
        for harm in harm_in(item.event):
            if harm.side is not None and harm.side.party:
                claimant = item.claim.claimant.id or item.claim.claimant.name or "?"
                figures[harm.side.party, harm.effect.value][claimant] = (item, harm)  # the latest of a claimant stands
    for (side, effect), standing in sorted(figures.items()):
        yield from _lines(side, Effect(effect), list(standing.values()))


def _lines(side: str, effect: Effect, standing: Sequence[tuple[Told, Harm]]) -> Iterator[Casualties]:
    claims = tuple(dict.fromkeys(t.claim_id for t, _ in standing))
    numbers = [n for _, h in standing for n in _numbers(h)]
    categories = {h.category for _, h in standing} - {Category.UNKNOWN}
    best, rule = _best(side, standing)
    category = categories.pop() if len(categories) == 1 else Category.UNKNOWN
    line = Casualties(side=side, effect=effect, category=category, low=min(numbers), best=best, high=max(numbers), rule=rule, claims=claims)
    yield line
    least = min((n for n in numbers if n), default=None)
    if least is not None:
        yield line.model_copy(update={"low": least, "best": least, "high": least, "rule": "conservative"})


def _best(side: str, standing: Sequence[tuple[Told, Harm]]) -> tuple[int | None, str]:
    own = [h for t, h in standing if t.claim.claimant.party == side and t.claim.claimant.sector in SPOKEN_FOR]
    if own and (best := number_of(own[-1])) is not None:
        return best, "own_account"
    parties = {p for t, _ in standing for p in t.parties}
    outside = [n for t, h in standing if t.claim.claimant.party not in parties | AWAY | {side} and (n := number_of(h)) is not None]
    if outside:
        return median_low(outside), "third_party"
    points = [n for _, h in standing if (n := number_of(h)) is not None]
    return (median_low(points) if points else None), "middle"


def _numbers(harm: Harm) -> list[int]:
    return [n for n in (harm.low, harm.best, harm.high) if n is not None]
