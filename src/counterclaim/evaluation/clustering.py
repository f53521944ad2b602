"""How well clusters agree with those of gold: pairwise F1, B³ and entity-based CEAF.

B³ (Bagga and Baldwin 1998) averages over items the precision and recall of the cluster that each lies in. CEAF-e (Luo 2005) pairs the
clusters of both sides one to one for the greatest sum of Dice coefficients. Pairwise F1 counts pairs of items put together. All take the
same items on both sides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from counterclaim.evaluation.counting import Counts, best_pairs

Labels = Mapping[str, Hashable]
"""Cluster of each item."""


@dataclass(frozen=True)
class Agreement:
    """The three measures as counts, which add up over documents."""

    pairs: Counts = Counts()
    b_cubed_precision: Counts = Counts()
    b_cubed_recall: Counts = Counts()
    ceaf: Counts = Counts()

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(
            self.pairs + other.pairs,
            self.b_cubed_precision + other.b_cubed_precision,
            self.b_cubed_recall + other.b_cubed_recall,
            self.ceaf + other.ceaf,
        )

    @property
    def b_cubed_f1(self) -> float:
        """Harmonic mean of B³ precision and recall."""
        p, r = self.b_cubed_precision.precision, self.b_cubed_recall.precision
        return 2 * p * r / (p + r) if p + r else 0.0


def agreement(gold: Labels, found: Labels) -> Agreement:
    """Compares two clusterings of the same items. Raises ValueError when the items differ."""
    if gold.keys() != found.keys():
        raise ValueError("the items of both clusterings must be the same")
    wanted, given, both = Counter(gold.values()), Counter(found.values()), Counter((gold[i], found[i]) for i in gold)
    precise = sum(n * n / given[f] for (_, f), n in both.items())
    complete = sum(n * n / wanted[g] for (g, _), n in both.items())
    items = len(gold)
    return Agreement(
        Counts(_pairs(both.values()), _pairs(given.values()), _pairs(wanted.values())),
        Counts(precise, items, items),
        Counts(complete, items, items),
        Counts(_ceaf(wanted, given, both), len(given), len(wanted)),
    )


def _pairs(sizes: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes)


def _ceaf(wanted: Counter[Hashable], given: Counter[Hashable], both: Counter[tuple[Hashable, Hashable]]) -> float:
    rows, columns = list(wanted), list(given)
    table: dict[Hashable, dict[Hashable, float]] = defaultdict(dict)
    for (g, f), n in both.items():
        table[g][f] = 2 * n / (wanted[g] + given[f])
    scores = [[table[g].get(f, 0.0) for f in columns] for g in rows]
    return sum(scores[i][j] for i, j in best_pairs(scores))
