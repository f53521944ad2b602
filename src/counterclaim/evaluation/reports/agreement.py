"""How well two tellings agree, slot by slot: the measure of the wire reports, soft and strict.

Claims of gold and record are paired one to one for the largest total. A pair needs the same claimant party and the same family
of kinds; its score is the weighted share of slots that agree. A slot that both leave empty does not count. Soft F1 adds the
scores up, strict F1 counts pairs from 0.75. The measure is that of the wire's own scorer, `score.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from counterclaim.evaluation.counting import Counts, best_pairs
from counterclaim.evaluation.reports.tellings import Spot, Telling
from counterclaim.evaluation.suite import Figure
from counterclaim.records.distance import km_between

WEIGHTS: Mapping[str, float] = {
    "claimant": 2,
    "kind": 2,
    "initiators": 1.5,
    "harm": 1.5,
    "stance": 1,
    "targets": 1,
    "place": 1,
    "date": 1,
    "mediators": 0.5,
    "weapons": 0.5,
    "status": 0.5,
    "background": 0.5,
}
STRICT = 0.75
NEAR_KM, FAR_KM = 40, 161


@dataclass
class Tally:
    """Sums over reports: soft and strict counts, and the scores of each slot over paired claims."""

    soft: Counts = Counts()
    strict: Counts = Counts()
    slots: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, gold: Sequence[Telling], found: Sequence[Telling]) -> None:
        """Pairs the tellings of one report."""
        detail = [[slot_scores(g, f) for f in found] for g in gold]
        table = [[weighted(scores) for scores in row] for row in detail]
        soft = strict = 0.0
        for i, j in best_pairs(table):
            soft, strict = soft + table[i][j], strict + (table[i][j] >= STRICT)
            for slot, score in detail[i][j].items():
                self.slots[slot].append(score)
        self.soft += Counts(soft, len(found), len(gold))
        self.strict += Counts(strict, len(found), len(gold))

    def figures(self) -> list[Figure]:
        """Soft and strict F1, precision, recall, and each slot's mean over paired claims (of the same party, hence the claimant's)."""
        return [
            Figure("soft_f1", self.soft.f1),
            Figure("strict_f1", self.strict.f1),
            Figure("soft_precision", self.soft.precision),
            Figure("soft_recall", self.soft.recall),
            *(Figure(f"paired.{slot}", sum(s) / len(s)) for slot, s in sorted(self.slots.items())),
        ]


def weighted(scores: Mapping[str, float]) -> float:
    """The score of a pair from those of its slots; 0 for a pair that cannot be."""
    return sum(WEIGHTS[s] * v for s, v in scores.items()) / sum(WEIGHTS[s] for s in scores) if scores else 0.0


def slot_scores(gold: Telling, found: Telling) -> dict[str, float]:
    """Score of each slot that either fills, 0 to 1; {} where the two cannot be the same claim."""
    if gold.party != found.party or gold.family is not found.family:
        return {}
    sayings = ("asserts", "accuses")
    scores = {
        "claimant": 1.0 if gold.sector in (None, found.sector) else 0.75,
        "kind": 1.0 if gold.kind is found.kind else 0.5,
        "stance": 1.0 if gold.stance == found.stance else 0.5 if gold.stance in sayings and found.stance in sayings else 0.0,
        "initiators": set_f1(gold.initiators, found.initiators),
        "targets": set_f1(gold.targets, found.targets),
        "mediators": set_f1(gold.mediators, found.mediators),
        "weapons": set_f1(gold.weapons, found.weapons),
        "harm": set_f1({h for h in gold.harm if h[2] != 0}, {h for h in found.harm if h[2] != 0}),
        "place": place_score(gold.place, found.place),
        "date": date_score(gold.date, found.date),
        "status": float(gold.status == found.status),
        "background": float(gold.background == found.background),
    }
    return {slot: value for slot, value in scores.items() if value is not None}


def set_f1(gold: Iterable[Hashable], found: Iterable[Hashable]) -> float | None:
    """F1 of two sets; None if both are empty."""
    one, other = set(gold), set(found)
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else None


def place_score(gold: Spot | None, found: Spot | None) -> float | None:
    """1 within 40 km, ½ within 161 km; without coordinates by name, ½ for the same country. None if neither has a place."""
    if gold is None or found is None:
        return None if gold is found else 0.0
    km = distance_km(gold, found)
    if km is not None:
        return 1.0 if km <= NEAR_KM else 0.5 if km <= FAR_KM else 0.0
    if _same_name(gold, found):
        return 1.0
    return 0.5 if gold.country and gold.country == found.country else 0.0


def near(gold: Spot | None, found: Spot | None) -> bool | None:
    """Whether the place is right within 40 km, by name without coordinates; None if neither has a place."""
    score = place_score(gold, found)
    return None if score is None else score == 1.0


def date_score(gold: tuple[str, str] | None, found: tuple[str, str] | None) -> float | None:
    """1 for the same days, ½ where they overlap; None if neither has a date."""
    if gold is None or found is None:
        return None if gold is found else 0.0
    return 1.0 if gold == found else 0.5 if gold[0] <= found[1] and found[0] <= gold[1] else 0.0


def distance_km(one: Spot, other: Spot) -> float | None:
    """Kilometres between two places; None if either has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return km_between(one.lat, one.lon, other.lat, other.lon)


def _same_name(one: Spot, other: Spot) -> bool:
    a, b = one.name.lower(), other.name.lower()
    return bool(a and b) and (a in b or b in a)
