"""Counts that become precision, recall and F1; and the one-to-one pairing that most measures start from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from counterclaim.errors import ConfigError


@dataclass(frozen=True)
class Counts:
    """How much was right of what was found and of what there is to find. Parts of a hit may be counted.

    Counts of several documents add up (micro average).
    """

    right: float = 0.0
    found: float = 0.0
    wanted: float = 0.0

    def __add__(self, other: Self) -> Counts:
        return Counts(self.right + other.right, self.found + other.found, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """Share of the found that is right; 0 if nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the wanted that is right; 0 if nothing was wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both; 0 if there is nothing at all."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0


def best_pairs(scores: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    """The one-to-one pairing of rows with columns whose scores add up to the most; pairs that score nothing are left out.

    The assignment is Jonker and Volgenant's, by SciPy. Raises ConfigError where SciPy, of the evaluation extra, is not installed.
    """
    if not scores or not scores[0]:
        return
    try:
        from scipy.optimize import linear_sum_assignment
    except ImportError as error:
        raise ConfigError("evaluation needs its extra: pip install 'counterclaim[evaluation]'") from error
    table = np.asarray(scores, dtype=float)
    for row, column in zip(*linear_sum_assignment(-table), strict=True):
        if table[row, column] > 0:
            yield int(row), int(column)
