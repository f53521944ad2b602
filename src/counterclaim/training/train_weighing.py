"""Train the networks that weigh who vouches and the slots of events:
`python -m counterclaim.training.train_weighing --unseen MODEL FOLDER... --out DIR`.

The reading model points too surely at what it learned from. So its word counts only in reports that it did not learn from: each `--unseen`
names an earlier model and the folders that it had not seen. In those named by `--blind`, read with the first of them, the networks of
places, times and parts learn to do without it; who vouches is not learned there.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from counterclaim.claims.reading.model import ReadingModel
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.weighing import Weigher
from counterclaim.language.engine import load_engine
from counterclaim.training.reading_corpus import Annotated, read_gold, read_reports
from counterclaim.training.weighing_corpus import OUTPUTS, SLOTS, Sample, make_samples

log = logging.getLogger(__name__)

NONE = "none"
LEFT_OPEN = ("place", "time")
"""Slots that may be empty; somebody always vouches, if only the report."""
LITTLE = 1e-9
OFFSETS = tuple(k / 4 for k in range(-10, 3))
"""What may be added to the log-odds of leaving a slot empty, which every writer of reports does at a rate of his own."""


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to learn. Defaults are those of the committed networks."""

    units: int = 96
    epochs: int = 14
    together: int = 128
    rate: float = 3e-3
    decay: float = 0.02
    dropout: float = 0.4
    rarest: int = 5
    """How many samples a feature must be met in to be known."""
    seed: int = 1


@dataclass(frozen=True)
class Table:
    """Samples as tensors: (options, features), (options, outputs), and where each sample begins and ends."""

    features: Tensor
    right: Tensor
    sizes: list[int]
    writers: list[int]


def feature_numbers(samples: Sequence[Sample], rarest: int) -> dict[str, int]:
    """A number for each feature that enough samples have."""
    met: dict[str, int] = {}
    for sample in samples:
        for name in {name for features in sample.features for name, value in features.items() if value}:
            met[name] = met.get(name, 0) + 1
    return {name: k for k, name in enumerate(sorted(name for name, n in met.items() if n >= rarest))}


def as_table(samples: Sequence[Sample], numbers: dict[str, int]) -> Table:
    """Samples as tensors."""
    rows = [features for sample in samples for features in sample.features]
    table = np.zeros((len(rows), len(numbers)), dtype=np.float32)
    for row, features in zip(table, rows, strict=True):
        for name, value in features.items():
            if name in numbers:
                row[numbers[name]] = value
    writers = {name: k for k, name in enumerate(sorted({s.writer for s in samples}))}
    right = torch.tensor([scores for sample in samples for scores in sample.right], dtype=torch.float32)
    return Table(torch.from_numpy(table), right, [len(s.features) for s in samples], [writers[s.writer] for s in samples])


def fit(samples: Sequence[Sample], several: bool, schedule: Schedule) -> Weigher:
    """Learn a network.

    Args:
        samples: what to learn from.
        several: whether several options may be right at once, each output by itself; else one of them is chosen.
        schedule: how.
    """
    torch.manual_seed(schedule.seed)
    order = np.random.default_rng(schedule.seed)
    numbers = feature_numbers(samples, schedule.rarest)
    table = as_table(samples, numbers)
    outputs = table.right.shape[1]
    network = nn.Sequential(
        nn.Linear(len(numbers), schedule.units), nn.ReLU(), nn.Dropout(schedule.dropout), nn.Linear(schedule.units, outputs)
    )
    own = nn.Parameter(torch.zeros(max(table.writers) + 1))
    steps = schedule.epochs * (len(samples) // schedule.together + 1)
    learner = torch.optim.AdamW([*network.parameters(), own], lr=schedule.rate, weight_decay=schedule.decay)
    rates = torch.optim.lr_scheduler.OneCycleLR(learner, schedule.rate, total_steps=steps)
    starts = np.concatenate([[0], np.cumsum(table.sizes)])
    for epoch in range(schedule.epochs):
        total = 0.0
        shuffled = order.permutation(len(samples))
        for begin in range(0, len(samples), schedule.together):
            chosen = shuffled[begin : begin + schedule.together]
            rows = torch.from_numpy(np.concatenate([np.arange(starts[k], starts[k + 1]) for k in chosen]))
            scores, right = network(table.features[rows]), table.right[rows]
            if several:
                loss = nn.functional.binary_cross_entropy_with_logits(scores, right)
            else:
                sizes = [table.sizes[k] for k in chosen]
                loss = _one_of(scores[:, 0].split(sizes), right[:, 0].split(sizes), own[[table.writers[k] for k in chosen]])
            learner.zero_grad()
            loss.backward()
            learner.step()
            rates.step()
            total += float(loss.detach()) * len(chosen)
        log.info("epoch %d: loss %.4f", epoch + 1, total / len(samples))
    first, last = network[0], network[3]
    arrays = (first.weight.T, first.bias, last.weight.T, last.bias)
    return Weigher(numbers, *(np.ascontiguousarray(a.detach().numpy().astype(np.float16).astype(np.float32)) for a in arrays))


def _one_of(scores: Sequence[Tensor], right: Sequence[Tensor], own: Tensor) -> Tensor:
    """How unlikely it is that a right option is chosen, (); the first option of each is none, to which the writer's own rate is added."""
    losses = []
    for weights, good, rate in zip(scores, right, own, strict=True):
        odds = torch.cat([weights[:1] + rate, weights[1:]])
        losses.append(odds.logsumexp(0) - (odds + (good + LITTLE).log()).logsumexp(0))
    return torch.stack(losses).mean()


def offset(weigher: Weigher, add: float) -> Weigher:
    """The same network with something added to what it makes of leaving the slot empty: by one more unit, which only `none` moves."""
    unit = np.zeros((len(weigher.numbers), 1), dtype=np.float32)
    unit[weigher.numbers[NONE]] = 1.0
    return Weigher(
        weigher.numbers,
        np.hstack([weigher.hidden, unit]),
        np.append(weigher.hidden_bias, np.float32(0)),
        np.vstack([weigher.out, np.full((1, weigher.out.shape[1]), add, dtype=np.float32)]),
        weigher.out_bias,
    )


def score(weigher: Weigher, samples: Sequence[Sample]) -> float:
    """Mean score of the options chosen, where the annotation fills the slot or the network does."""
    found = []
    for sample in samples:
        chosen = int(weigher(sample.features)[:, 0].argmax())
        if chosen or not sample.right[0][0]:
            found.append(sample.right[chosen][0])
    return sum(found) / len(found)


def best_offset(weigher: Weigher, *sets: Sequence[Sample]) -> Weigher:
    """The network with the offset that is best on the mean of some sets."""
    add = max(OFFSETS, key=lambda a: sum(score(offset(weigher, a), samples) for samples in sets))
    found = offset(weigher, add)
    log.info("offset %.2f: %s", add, [round(score(found, samples), 3) for samples in sets])
    return found


def main() -> None:
    """Train the networks of all slots and write them to a folder."""
    options = argparse.ArgumentParser(prog="python -m counterclaim.training.train_weighing", description=main.__doc__)
    options.add_argument("--train", type=Path, default=Path("evals/train"), help="annotated reports to learn from")
    options.add_argument("--gold", type=Path, default=Path("evals/gold"), help="gold corpus, on whose dev half offsets are found")
    options.add_argument("--held", type=Path, default=Path("evals/held"), help="reports held out, on which offsets are found too")
    options.add_argument("--unseen", nargs="+", action="append", required=True, help="a reading model, and folders that it had not seen")
    options.add_argument("--blind", nargs="*", default=[], help="folders of --train that the reading models learned from")
    options.add_argument("--slots", nargs="+", choices=SLOTS, default=SLOTS, help="whose networks to learn")
    options.add_argument("--out", type=Path, required=True, help="folder that gets the networks")
    given = options.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    engine, gazetteer = load_engine(), Gazetteer.open()

    def samples_of(reports: Sequence[Annotated], model: ReadingModel, blind: bool) -> dict[str, list[Sample]]:
        return make_samples(reports, engine, model, gazetteer, blind)

    reports, shipped = read_reports(given.train), ReadingModel()

    known = {slot: list[Sample]() for slot in SLOTS}

    def collect(model: Path, folders: Sequence[str], blind: bool) -> None:
        absent = set(folders) - {r.name.partition("/")[0] for r in reports}
        if absent:
            options.error(f"no such folders of reports: {' '.join(sorted(absent))}")
        chosen = [r for r in reports if r.name.partition("/")[0] in folders]
        for slot, samples in samples_of(chosen, ReadingModel(model), blind).items():
            known[slot].extend(samples)

    collect(Path(given.unseen[0][0]), given.blind, blind=True)
    for model, *folders in given.unseen:
        collect(Path(model), folders, blind=False)
    given.out.mkdir(parents=True, exist_ok=True)
    dev, held = samples_of(read_gold(given.gold), shipped, False), samples_of(read_reports(given.held), shipped, False)
    for slot in given.slots:
        weigher = fit(known[slot], OUTPUTS[slot] > 1, Schedule())
        if slot in LEFT_OPEN:
            weigher = best_offset(weigher, dev[slot], held[slot])
        weigher.save(given.out / f"weighing_{slot}.npz")


if __name__ == "__main__":
    main()
