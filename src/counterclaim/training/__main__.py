"""Make the language model again: `python -m counterclaim.training --corpora FOLDER --out FOLDER`."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from counterclaim.training import train_segmenter
from counterclaim.training.export import export
from counterclaim.training.train_parser import Schedule, train

PARTS = ("parser", "segmenter", "export")


def main() -> None:
    """Train the parser and the segmenter and export both; checkpoints are left in the `checkpoints` folder below `--out`."""
    options = argparse.ArgumentParser(prog="python -m counterclaim.training", description=main.__doc__)
    options.add_argument("--corpora", type=Path, required=True, help="folder that holds ud-english-ewt/ and gum/")
    options.add_argument("--out", type=Path, required=True, help="folder that becomes the model folder")
    options.add_argument("--epochs", type=int, default=Schedule.epochs, help="epochs of the parser")
    options.add_argument("--start-from", type=Path, help="a parser checkpoint to go on from")
    options.add_argument("--rate-scale", type=float, default=Schedule.rate_scale, help="factor on the learning rates")
    options.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="what to do")
    given = options.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    checkpoints = given.out / "checkpoints"
    if "parser" in given.parts:
        train(given.corpora, checkpoints, Schedule(epochs=given.epochs, start_from=given.start_from, rate_scale=given.rate_scale))
    if "segmenter" in given.parts:
        train_segmenter.train(given.corpora, checkpoints)
    if "export" in given.parts:
        export(checkpoints, given.corpora, given.out)


if __name__ == "__main__":
    main()
