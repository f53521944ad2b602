"""Train the network that weighs who owes a duty: `python -m counterclaim.training.train_obligors --unseen MODEL FILE... --out DIR`.

The accord network points too surely at what it learned from. So each `--unseen` names a model, and files of notes (by their stems) from
which its accord network did not learn, see `train_accords --without`.
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from counterclaim.claims.reading.model import ReadingModel
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.language.engine import load_engine
from counterclaim.training.accord_notes import read_notes
from counterclaim.training.obligor_corpus import make_obligor_samples
from counterclaim.training.train_weighing import Schedule, fit
from counterclaim.training.weighing_corpus import Sample

log = logging.getLogger(__name__)
UNITS, EPOCHS = 96, 12
"""Size and epochs of the committed network: there are far fewer duties than claims."""


def main() -> None:
    """Train the network and write `weighing_obligor.npz` to a folder."""
    options = argparse.ArgumentParser(prog="python -m counterclaim.training.train_obligors", description=main.__doc__)
    options.add_argument("--notes", type=Path, default=Path("evals/accords"), help="reports annotated for their agreements")
    options.add_argument("--unseen", nargs="+", action="append", required=True, help="a model, and files of notes that it had not seen")
    options.add_argument("--out", type=Path, required=True, help="folder that gets the network")
    given = options.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    engine, gazetteer, samples = load_engine(), Gazetteer.open(), list[Sample]()
    for model, *stems in given.unseen:
        notes = [note for stem in stems for note in read_notes(given.notes / f"{stem}.txt")]
        samples += make_obligor_samples(notes, engine, ReadingModel(Path(model)), gazetteer)
    log.info("%d duties to learn from", len(samples))
    fit(samples, True, Schedule(units=UNITS, epochs=EPOCHS)).save(given.out / "weighing_obligor.npz")


if __name__ == "__main__":
    main()
