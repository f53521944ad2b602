"""Logistic regression over named features that hold or do not: the weights that claims' confidence and the comparators carry."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from counterclaim.errors import ConfigError

Name = TypeVar("Name", bound=Hashable)
Floats = NDArray[np.float64]


def fit_logistic(
    cases: Sequence[tuple[Collection[Name], bool]], names: Sequence[Name], ridge: float, expected: Mapping[Name, float] | None = None
) -> tuple[float, dict[Name, float]]:
    """The weights that make the outcomes likeliest, with a penalty on their squares.

    Args:
        cases: the features that hold in each case, and its outcome.
        names: all features, in the order of the result.
        ridge: weight of the penalty; the base is not penalised.
        expected: weights that are known before; the penalty is on what differs from them, 0 for a feature that is not among them.

    Returns:
        the base, which every case has, and the weight of each feature, as logarithms of odds.

    Raises:
        ConfigError: SciPy, of the evaluation extra, is not installed.
    """
    try:
        from scipy.optimize import minimize
    except ImportError as error:
        raise ConfigError("evaluation needs its extra: pip install 'counterclaim[evaluation]'") from error
    columns = {name: k + 1 for k, name in enumerate(names)}
    table = np.zeros((len(cases), len(names) + 1))
    table[:, 0] = 1
    for row, (holding, _) in enumerate(cases):
        table[row, [columns[name] for name in holding]] = 1
    signs = np.array([1.0 if outcome else -1.0 for _, outcome in cases])

    known = np.array([0.0, *((expected or {}).get(name, 0.0) for name in names)])

    def loss(weights: Floats) -> tuple[float, Floats]:
        margin = signs * (table @ weights)
        penalty = np.concatenate(([0.0], weights[1:] - known[1:]))
        slope = -(table.T @ (signs / (1 + np.exp(margin)))) + ridge * penalty
        return float(np.logaddexp(0, -margin).sum() + ridge * (penalty**2).sum() / 2), slope

    best = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    return float(best[0]), {name: float(best[k]) for name, k in columns.items()}
