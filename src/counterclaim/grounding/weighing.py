"""A small network that weighs what may fill a slot of a claim or its event: the parties, places and times of a report, by named features.

One hidden layer over features that grounding reads from the text, the tree and the report so far; learned by
`python -m counterclaim.training.train_weighing` from annotated reports, one network a slot, in `knowledge/weighing_NAME.npz`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from counterclaim.errors import ResourceError

KNOWLEDGE = Path(__file__).parent / "knowledge"
Features = dict[str, float]
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Weighed:
    """What was weighed for one slot.

    Attributes:
        options: what may fill it; the first is leaving it empty, or the report's own voice.
        features: of each option.
    """

    options: Sequence[Any]
    features: Sequence[Features]


@dataclass(frozen=True)
class Weigher:
    """The network of one slot.

    Attributes:
        numbers: the number of each feature that it knows.
        hidden, hidden_bias: (features, units), (units,).
        out, out_bias: (units, outputs), (outputs,).
    """

    numbers: Mapping[str, int]
    hidden: Floats
    hidden_bias: Floats
    out: Floats
    out_bias: Floats

    def __call__(self, options: Sequence[Features]) -> Floats:
        """(options, outputs) log-odds; features that it does not know count for nothing."""
        table = np.zeros((len(options), len(self.numbers)), dtype=np.float32)
        for row, features in zip(table, options, strict=True):
            for name, value in features.items():
                if (number := self.numbers.get(name)) is not None:
                    row[number] = value
        scores: Floats = np.maximum(table @ self.hidden + self.hidden_bias, 0) @ self.out + self.out_bias
        return scores

    def best(self, weighed: Weighed) -> Any:
        """The option with the largest first output."""
        return weighed.options[int(self(weighed.features)[:, 0].argmax())]

    def save(self, path: Path) -> None:
        """Write it to a file."""
        names = np.array(list(self.numbers))
        np.savez_compressed(path, names=names, hidden=self.hidden, hidden_bias=self.hidden_bias, out=self.out, out_bias=self.out_bias)


@cache
def load_weigher(name: str) -> Weigher:
    """The network of a slot. Raises ResourceError when its file is missing or broken."""
    path = KNOWLEDGE / f"weighing_{name}.npz"
    try:
        with np.load(path) as read:
            numbers = {str(feature): k for k, feature in enumerate(read["names"])}
            return Weigher(numbers, read["hidden"], read["hidden_bias"], read["out"], read["out_bias"])
    except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
        raise ResourceError(f"cannot read {path}: {error}") from error
