"""Train the accord network: `python -m counterclaim.training.train_accords --model DIR`.

It stands on the reading model in a folder, whose layers it leaves as they are, and writes `accords.onnx` and `owers.onnx` beside them.
"""

from __future__ import annotations

import argparse
import logging
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from counterclaim.claims.reading.accord_scores import BREACH, BROKEN, MENTION, MET, NAMED, OWED, TALKS
from counterclaim.claims.reading.model import BUNDLED, ReadingModel
from counterclaim.language.engine import load_engine
from counterclaim.training.accord_corpus import AccordExample, make_accord_examples, read_gold_notes, read_quiet
from counterclaim.training.accord_network import AccordNetwork, AccordSizes, OwerNetwork
from counterclaim.training.accord_notes import read_notes
from counterclaim.training.reading_network import ReadingSizes

log = logging.getLogger(__name__)

MISSED = 1.5
"""Weight of a word that tells something, beside 1 for one that does not."""
OWER_WEIGHT = 0.5
OF_GUIDE = 3
"""How often the dev half is learned from in an epoch: it is annotated by the guide, more closely than the notes."""
OPSET = 17


@dataclass(frozen=True)
class AccordSchedule:
    """How long and how fast to learn. Defaults are those of the committed network."""

    epochs: int = 8
    reports: int = 4
    rate: float = 1e-3
    decay: float = 0.05
    warmup_steps: int = 50
    seed: int = 1


@dataclass(frozen=True)
class AccordInputs:
    """Tensors of one example: those of words, its labels, the positions of duties, their pairs, and who owes each."""

    words: tuple[Tensor, ...]
    labels: Tensor
    owed: Tensor
    pairs: tuple[Tensor, ...]
    owers: list[list[int]]


def as_inputs(example: AccordExample) -> AccordInputs:
    """The tensors of an example."""
    seen, pairs = example.looked, example.pairs
    return AccordInputs(
        tuple(torch.as_tensor(a) for a in (seen.words, seen.kinds, seen.duties, seen.context, seen.vectors)),
        torch.as_tensor(example.labels),
        torch.tensor(example.owed, dtype=torch.long),
        tuple(torch.as_tensor(a) for a in (pairs.paths, pairs.distances, example.roles)) if pairs is not None else (),
        [sorted(who) for who in example.owers],
    )


def loss_of(network: AccordNetwork, owers: OwerNetwork, one: AccordInputs) -> Tensor:
    """The loss of one report: sums over its words and its duties."""
    odds, seen = network(*one.words)
    total = nn.functional.binary_cross_entropy_with_logits(odds, one.labels, pos_weight=torch.tensor(MISSED), reduction="sum")
    if one.pairs:
        shares = nn.functional.log_softmax(owers(seen, one.owed, *one.pairs), dim=1)
        told = [torch.logsumexp(shares[k, who], 0) for k, who in enumerate(one.owers) if who]
        total = total - OWER_WEIGHT * sum(told, torch.zeros(()))
    return torch.as_tensor(total)


def measured(network: AccordNetwork, owers: OwerNetwork, inputs: Sequence[AccordInputs]) -> Mapping[str, float]:
    """F1 of the words of each sort, each label by itself and whatever its sentence speaks of, and the share of duties whose likeliest ower
    is right."""
    sorts = {
        "duty": (slice(0, BREACH), OWED),
        "breach": (slice(BREACH, MENTION), BROKEN),
        "mention": (slice(MENTION, TALKS), NAMED),
        "talks": (slice(TALKS, None), MET),
    }
    counts = {name: torch.zeros(3) for name in sorts}
    right = known = 0
    network.eval()
    owers.eval()
    with torch.inference_mode():
        for one in inputs:
            odds, seen = network(*one.words)
            for name, (columns, least) in sorts.items():
                found, gold = odds[:, columns].sigmoid() >= least, one.labels[:, columns] > 0
                counts[name] += torch.stack([(found & gold).sum(), found.sum(), gold.sum()])
            if one.pairs:
                likeliest = owers(seen, one.owed, *one.pairs).argmax(1).tolist()
                known += sum(bool(who) for who in one.owers)
                right += sum(found in who for found, who in zip(likeliest, one.owers, strict=True))
    network.train()
    owers.train()
    return {name: float(2 * c[0] / max(1.0, float(c[1] + c[2]))) for name, c in counts.items()} | {"ower": right / max(1, known)}


def train(inputs: Sequence[AccordInputs], held: Sequence[AccordInputs], model: ReadingModel, out: Path, schedule: AccordSchedule) -> None:
    """Train on inputs, measure on those held out, and write the two graphs."""
    torch.manual_seed(schedule.seed)
    rng, order = random.Random(schedule.seed), list(inputs)
    network, owers = AccordNetwork(ReadingSizes(), AccordSizes()), OwerNetwork(model.vocabulary, AccordSizes())
    parameters = [*network.parameters(), *owers.parameters()]
    optimiser = torch.optim.AdamW(parameters, lr=schedule.rate, weight_decay=schedule.decay)
    total, step = schedule.epochs * -(-len(order) // schedule.reports), 0
    slope = lambda step: min((step + 1) / schedule.warmup_steps, max(0.0, (total - step) / total))  # noqa: E731
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimiser, slope)
    for epoch in range(schedule.epochs):
        rng.shuffle(order)
        lost = 0.0
        for begin in range(0, len(order), schedule.reports):
            batch = order[begin : begin + schedule.reports]
            optimiser.zero_grad()
            for one in batch:
                loss = loss_of(network, owers, one) / len(batch)
                loss.backward()
                lost += loss.item()
            nn.utils.clip_grad_norm_(parameters, 20.0)
            optimiser.step()
            scheduler.step()
            step += 1
        log.info("epoch %d of %d, loss %.1f", epoch + 1, schedule.epochs, lost)
    if held:
        log.info("held out: %s", " ".join(f"{k} {v:.3f}" for k, v in measured(network, owers, held).items()))
    export(network, owers, next(one for one in inputs if one.pairs), out)


def export(network: AccordNetwork, owers: OwerNetwork, one: AccordInputs, out: Path) -> None:
    """Write `accords.onnx`, its weights in int8, and `owers.onnx`, which is small, in float32."""
    network.eval()
    owers.eval()
    seen = network(*one.words)[1].detach()
    words = {name: {0: "words"} for name in ("h", "kinds", "duties", "context", "vectors")}
    pairs = {"seen": {0: "words"}, "t": {0: "owed"}, "paths": {0: "owed", 1: "words"}, "distances": {0: "owed", 1: "words"}}
    graphs: tuple[tuple[str, nn.Module, tuple[Tensor, ...], dict[str, dict[int, str]], list[str]], ...] = (
        ("accords", network, one.words, words, ["odds", "seen"]),
        ("owers", owers, (seen, one.owed, *one.pairs), pairs | {"roles": {1: "owed", 2: "words"}}, ["owers"]),
    )
    for name, module, example, axes, outputs in graphs:
        torch.onnx.export(
            module,
            example,
            str(out / f"{name}.onnx"),
            dynamo=False,
            opset_version=OPSET,
            input_names=list(axes),
            output_names=outputs,
            dynamic_axes=axes | {o: {0: "first", 1: "second"} for o in outputs},
        )
    graph = str(out / "accords.onnx")
    quantize_dynamic(graph, graph, per_channel=True, weight_type=QuantType.QInt8)


def main() -> None:
    """Command line of the training run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=Path, default=Path("evals/accords"), help="reports annotated for their agreements")
    parser.add_argument("--kept", type=Path, default=Path("evals/accords/kept.txt"), help="those of them that are only measured on")
    parser.add_argument("--without", nargs="*", default=[], help="files of notes, by their stems, that are left out")
    parser.add_argument("--quiet", type=Path, default=Path("evals/train"), help="reports, of which those without any agreement are learned")
    parser.add_argument("--gold", type=Path, help="the gold corpus, if its dev half is to be learned from too")
    parser.add_argument("--model", type=Path, default=BUNDLED, help="the folder of the reading model that it stands on, and is written to")
    parser.add_argument("--epochs", type=int, default=AccordSchedule.epochs)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    engine, model = load_engine(), ReadingModel(options.model)
    paths = [p for p in sorted(options.notes.glob("*.txt")) if p.resolve() != options.kept.resolve() and p.stem not in options.without]
    notes, kept = [*(n for p in paths for n in read_notes(p)), *read_quiet(options.quiet)], list(read_notes(options.kept))
    gold = read_gold_notes(options.gold) if options.gold is not None else []
    log.info("%d reports to learn from, %d of them of the guide's, %d to measure on", len(notes) + len(gold), len(gold), len(kept))
    inputs, guide, held = ([as_inputs(e) for e in make_accord_examples(each, engine, model)] for each in (notes, gold, kept))
    train([*inputs, *guide * OF_GUIDE], held, model, options.model, AccordSchedule(epochs=options.epochs))


if __name__ == "__main__":
    main()
