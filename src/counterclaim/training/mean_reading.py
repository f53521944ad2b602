"""Take the mean of reading models: `python -m counterclaim.training.mean_reading FOLDER[=WEIGHT]... --train DIR --out DIR`.

The folders are those that goes of one training left, one begun from the other: they have one vocabulary, and what each go learned by chance
evens out in their mean (Wortsman et al. 2022, "model soups").
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from transformers import BertModel

from counterclaim.claims.reading.features import Vocabulary
from counterclaim.language.engine import load_engine
from counterclaim.training.reading_corpus import make_examples, number, read_reports
from counterclaim.training.reading_network import ReadingNetwork, ReadingSizes
from counterclaim.training.train_parser import pretrained_folder
from counterclaim.training.train_reading import as_inputs, save


def mean_of(states: Sequence[dict[str, Tensor]], weights: Sequence[float]) -> dict[str, Tensor]:
    """The weighted mean of states of one network; what is not a real number is that of the first."""
    shares = [w / sum(weights) for w in weights]
    return {
        name: torch.stack([s * state[name] for s, state in zip(shares, states, strict=True)]).sum(0) if first.is_floating_point() else first
        for name, first in states[0].items()
    }


def weighted(argument: str) -> tuple[Path, float]:
    """A folder and its weight, which is 1 where none is given. Raises ValueError for one that is no positive number."""
    folder, sign, weight = argument.rpartition("=")
    if sign and not float(weight) > 0:
        raise ValueError(f"{argument}: a weight must be positive")
    return (Path(folder), float(weight)) if sign else (Path(argument), 1.0)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="+", type=weighted, metavar="FOLDER[=WEIGHT]", help="folders that `train_reading` wrote")
    parser.add_argument("--train", type=Path, default=Path("evals/train"), help="reports; one of them shows the shapes to export")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    folders, weights = zip(*options.models, strict=True)
    vocabularies = [json.loads((folder / "vocabulary.json").read_text(encoding="utf-8")) for folder in folders]
    if any(v != vocabularies[0] for v in vocabularies):
        parser.error("the models have different vocabularies: they do not come of one training")
    vocabulary = Vocabulary(**vocabularies[0])
    examples = make_examples([next(r for r in read_reports(options.train) if r.claims)], load_engine())
    number(examples, vocabulary)
    network = ReadingNetwork(vocabulary, ReadingSizes(), BertModel.from_pretrained(pretrained_folder(), add_pooling_layer=False))
    network.load_state_dict(mean_of([torch.load(f / "reading.pt", weights_only=True) for f in folders], weights))
    save(network, vocabulary, as_inputs(examples[0]), options.out)


if __name__ == "__main__":
    main()
