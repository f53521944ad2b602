"""Train the reading model on annotated reports: `python -m counterclaim.training.train_reading --out DIR`."""

from __future__ import annotations

import argparse
import copy
import json
import logging
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers import BertModel

from counterclaim.claims.reading.features import Vocabulary
from counterclaim.claims.reading.model import ROLES
from counterclaim.language.engine import load_engine
from counterclaim.training.reading_corpus import Example, make_examples, make_vocabulary, number, read_gold, read_reports
from counterclaim.training.reading_network import ReadingNetwork, ReadingSizes
from counterclaim.training.train_parser import pretrained_folder

log = logging.getLogger(__name__)

CLAIMANT = ROLES.index("claimant")
CONTENT = ROLES.index("content")
PAIR_INPUTS = ("paths", "marks", "distances", "sentences")
MISSED = 1.6
"""Weight of a word that tells a happening, beside 1 for one that tells nothing: a miss costs more than a candidate too many."""
TOLD_WEIGHT, CONTENT_WEIGHT, HISTORY_WEIGHT = 0.4, 0.02, 0.5
"""Weights of sums over words, over words of contents, and of what is history, beside 1 for a kind, a role, a stance, a status."""
OPSET = 17


@dataclass(frozen=True)
class ReadingSchedule:
    """How long and how fast to learn. Defaults are those of the committed model."""

    epochs: int = 8
    reports: int = 4
    rate: float = 1e-3
    layer_rate: float = 1.5e-4
    context_rate: float = 1e-4
    warmup_steps: int = 80
    average_decay: float = 0.99
    seed: int = 1
    rate_scale: float = 1.0
    start_from: Path | None = None
    """A folder that an earlier run wrote, to go on from: its vocabulary stays, the rates start at `rate_scale` of the usual ones."""


@dataclass(frozen=True)
class Inputs:
    """Tensors of one example."""

    windows: tuple[tuple[Tensor, Tensor, Tensor], ...]
    """Sub-words (1, s) of each window, and where each word's first and last one stand."""
    words: tuple[Tensor, Tensor, Tensor, Tensor]
    pairs: tuple[Tensor, ...]
    triggers: Tensor
    kinds: Tensor
    claimants: list[list[int]]
    roles: Tensor
    claims: Tensor
    """(claims, 5): trigger, claimant, stance, status, history."""


def as_inputs(example: Example) -> Inputs:
    """The tensors of a numbered example."""
    n, triggers = len(example.page.words), example.triggers
    kinds = torch.zeros(n, dtype=torch.long)
    roles = torch.zeros(len(ROLES), len(triggers), n)
    claimants: list[list[int]] = [[] for _ in triggers]
    for claim in reversed(example.claims):
        row = triggers.index(claim.trigger)
        kinds[claim.trigger] = 1 + claim.kind
        if claim.claimant is not None and claim.claimant not in claimants[row]:
            claimants[row].append(claim.claimant)
        for role, words in claim.roles.items():
            roles[ROLES.index(role), row, sorted(words)] = 1
    page, pairs = example.page, example.pairs
    assert pairs is not None
    return Inputs(
        tuple((torch.as_tensor(w.ids).unsqueeze(0), torch.as_tensor(w.first), torch.as_tensor(w.last)) for w in example.windows),
        tuple(torch.as_tensor(a) for a in (example.vectors, example.features, page.sentences, page.paragraphs)),
        tuple(torch.as_tensor(getattr(pairs, name)) for name in PAIR_INPUTS),
        torch.tensor(triggers, dtype=torch.long),
        kinds,
        claimants,
        roles,
        torch.tensor([[c.trigger, c.claimant or 0, c.stance, c.status, int(c.history)] for c in example.claims], dtype=torch.long),
    )


def contexts(network: ReadingNetwork, one: Inputs) -> Tensor:
    """(n, width): what the encoder of the report has of each word, the mean of its first and last sub-word."""
    found = []
    for ids, first, last in one.windows:
        hidden = network.context(ids)[0]
        found.append((hidden[first] + hidden[last]) / 2)
    return torch.cat(found)


def loss_of(network: ReadingNetwork, one: Inputs, feature_dropout: float) -> Tensor:
    """The loss of one report: sums over its words and claims."""
    ce, bce = nn.functional.cross_entropy, nn.functional.binary_cross_entropy_with_logits
    vectors, features, sentences, paragraphs = one.words
    if network.training:
        features = features * (torch.rand(features.shape) >= feature_dropout)
    h, kinds = network.words(contexts(network, one), vectors, features, sentences, paragraphs)
    total = TOLD_WEIGHT * bce(kinds[:, 0], (one.kinds > 0).float(), pos_weight=torch.tensor(MISSED), reduction="sum")
    if not len(one.triggers):
        return total
    total = total + ce(kinds[one.triggers, 1:], one.kinds[one.triggers] - 1, reduction="sum")
    roles, voice = network.pairs(h, one.triggers, *one.pairs)
    odds = nn.functional.log_softmax(torch.cat([voice, roles[CLAIMANT]], dim=1), dim=1)
    total = total - sum((torch.logsumexp(odds[k, who], 0) for k, who in enumerate(one.claimants) if who), torch.zeros(()))
    others = [r for r in range(len(ROLES)) if r not in (CLAIMANT, CONTENT)]
    total = total + bce(roles[others], one.roles[others], reduction="sum")
    total = total + CONTENT_WEIGHT * bce(roles[CONTENT], one.roles[CONTENT], reduction="sum")
    stances, statuses, history = network.stances(h, one.claims[:, 0], one.claims[:, 1])
    total = total + ce(stances, one.claims[:, 2], reduction="sum") + ce(statuses, one.claims[:, 3], reduction="sum")
    return torch.as_tensor(total + HISTORY_WEIGHT * bce(history, one.claims[:, 4].float(), reduction="sum"))


def measured(network: ReadingNetwork, inputs: Sequence[Inputs]) -> Mapping[str, float]:
    """F1 of triggers and of the heads of roles, shares of right kinds, claimants, stances and statuses, given the triggers."""
    hits: dict[str, list[float]] = {}

    def add(name: str, *values: float) -> None:
        hits[name] = [a + b for a, b in zip(hits.get(name, [0.0] * len(values)), values, strict=True)]

    network.eval()
    with torch.inference_mode():
        for one in inputs:
            h, kinds = network.words(contexts(network, one), *one.words)
            told = kinds[:, 0] > 0
            add("trigger", (told & (one.kinds > 0)).sum().item(), told.sum().item(), (one.kinds > 0).sum().item())
            t = one.triggers
            add("kind", (kinds[t, 1:].argmax(1) + 1 == one.kinds[t]).sum().item(), len(t))
            roles, voice = network.pairs(h, t, *one.pairs)
            who = torch.cat([voice, roles[CLAIMANT]], dim=1).argmax(1).tolist()
            known = [k for k, gold in enumerate(one.claimants) if gold]
            add("claimant", sum(who[k] in one.claimants[k] for k in known), len(known))
            for r, role in enumerate(ROLES):
                if r != CLAIMANT:
                    found = roles[r] > 0
                    add(role, (found & (one.roles[r] > 0)).sum().item(), found.sum().item(), one.roles[r].sum().item())
            stances, statuses, _ = network.stances(h, one.claims[:, 0], one.claims[:, 1])
            for name, scores, column in (("stance", stances, 2), ("status", statuses, 3)):
                add(name, (scores.argmax(1) == one.claims[:, column]).sum().item(), len(one.claims))
    network.train()
    return {k: v[0] / max(1, v[1]) if len(v) == 2 else 2 * v[0] / max(1, v[1] + v[2]) for k, v in hits.items()}


def train(examples: Sequence[Example], held: Sequence[Example], out: Path, sizes: ReadingSizes, schedule: ReadingSchedule) -> None:
    """Train on examples, measure on those held out, and write the model folder every few epochs."""
    torch.manual_seed(schedule.seed)
    torch.set_flush_denormal(True)
    rng = random.Random(schedule.seed)
    begun = schedule.start_from
    known = json.loads((begun / "vocabulary.json").read_text(encoding="utf-8")) if begun is not None else None
    vocabulary = Vocabulary(**known) if known is not None else make_vocabulary(examples)
    number([*examples, *held], vocabulary)
    inputs, checks = [as_inputs(e) for e in examples], [as_inputs(e) for e in held]
    network = ReadingNetwork(vocabulary, sizes, BertModel.from_pretrained(pretrained_folder(), add_pooling_layer=False))
    if begun is not None:
        network.load_state_dict(torch.load(begun / "reading.pt", weights_only=True))
    average = copy.deepcopy(network)
    layers, context = set(network.words.layers.parameters()), set(network.context.parameters())
    groups = [
        {"params": [p for p in network.parameters() if p not in layers | context], "lr": schedule.rate * schedule.rate_scale},
        {"params": list(layers), "lr": schedule.layer_rate * schedule.rate_scale},
        {"params": list(context), "lr": schedule.context_rate * schedule.rate_scale},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.02, fused=True)
    total = schedule.epochs * -(-len(inputs) // schedule.reports)
    slope = lambda step: min((step + 1) / schedule.warmup_steps, max(0.0, (total - step) / total))  # noqa: E731
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimiser, slope)
    started, step = time.monotonic(), 0
    for epoch in range(schedule.epochs):
        rng.shuffle(inputs)
        lost = 0.0
        for begin in range(0, len(inputs), schedule.reports):
            batch = inputs[begin : begin + schedule.reports]
            optimiser.zero_grad()
            for one in batch:
                loss = loss_of(network, one, sizes.feature_dropout) / len(batch)
                loss.backward()
                lost += loss.item()
            nn.utils.clip_grad_norm_(network.parameters(), 20.0)
            optimiser.step()
            scheduler.step()
            step += 1
            decay = min(schedule.average_decay, (1 + step) / (10 + step))
            with torch.no_grad():
                torch._foreach_lerp_(list(average.parameters()), list(network.parameters()), 1 - decay)
        log.info("epoch %d of %d, loss %.1f, %.0f s", epoch + 1, schedule.epochs, lost, time.monotonic() - started)
        if checks and (epoch % 2 == 1 or epoch + 1 == schedule.epochs):
            log.info("held out: %s", " ".join(f"{k} {v:.3f}" for k, v in measured(average, checks).items()))
            save(average, vocabulary, next(one for one in inputs if len(one.triggers)), out)


def save(network: ReadingNetwork, vocabulary: Vocabulary, one: Inputs, out: Path) -> None:
    """Write the model folder, and the weights as trained beside it."""
    out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), out / "reading.pt")
    export(copy.deepcopy(network), one, out)
    (out / "vocabulary.json").write_text(json.dumps(asdict(vocabulary), ensure_ascii=False, indent=0), encoding="utf-8")


def export(network: ReadingNetwork, one: Inputs, out: Path) -> None:
    """Write `context.onnx` and `words.onnx`, their weights in int8, and `pairs.onnx` and `stances.onnx`, which are small, in float32."""
    network.eval()
    context = contexts(network, one).detach()
    h = network.words(context, *one.words)[0].detach()
    c = one.claims[:, 1]
    graphs: tuple[tuple[str, nn.Module, tuple[Tensor, ...], dict[str, dict[int, str]], list[str]], ...] = (
        ("context", network.context, (one.windows[0][0],), {"ids": {1: "subwords"}}, ["hidden"]),
        (
            "words",
            network.words,
            (context, *one.words),
            {name: {0: "words"} for name in ("context", "vectors", "features", "sentences", "paragraphs")},
            ["h", "kinds"],
        ),
        (
            "pairs",
            network.pairs,
            (h, one.triggers, *one.pairs),
            {"h": {0: "words"}, "t": {0: "triggers"}} | {name: {0: "triggers", 1: "words"} for name in PAIR_INPUTS},
            ["roles", "voice"],
        ),
        (
            "stances",
            network.stances,
            (h, one.claims[:, 0], c),
            {"h": {0: "words"}, "t": {0: "claims"}, "c": {0: "claims"}},
            ["stances", "statuses", "history"],
        ),
    )
    for name, module, example, axes, outputs in graphs:
        full = out / f"{name}.onnx"
        torch.onnx.export(
            module,
            example,
            str(full),
            dynamo=False,
            opset_version=OPSET,
            input_names=list(axes),
            output_names=outputs,
            dynamic_axes=axes | {o: {0: "first", 1: "second", 2: "third"} for o in outputs},
        )
    for name, kept in (("context", []), ("words", ["/features/MatMul"])):
        graph = str(out / f"{name}.onnx")
        quantize_dynamic(graph, graph, per_channel=True, weight_type=QuantType.QInt8, nodes_to_exclude=kept)


def main() -> None:
    """Command line of the training run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", type=Path, default=Path("evals/train"), help="reports written for training")
    parser.add_argument("--gold", type=Path, default=Path("evals/gold"), help="the gold corpus, on whose dev half it is measured")
    parser.add_argument("--epochs", type=int, default=ReadingSchedule.epochs)
    parser.add_argument("--start-from", type=Path, help="a folder that an earlier run wrote, to go on from")
    parser.add_argument("--rate-scale", type=float, default=ReadingSchedule.rate_scale, help="share of the usual rates to start at")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    engine = load_engine()
    examples, held = make_examples(read_reports(options.train), engine), make_examples(read_gold(options.gold), engine)
    log.info("%d reports to learn from, %d to measure on", len(examples), len(held))
    schedule = ReadingSchedule(epochs=options.epochs, rate_scale=options.rate_scale, start_from=options.start_from)
    train(examples, held, options.out, ReadingSizes(), schedule)


if __name__ == "__main__":
    main()
