"""Train the segmenter: a small dilated convolution over characters that says where words, tokens and sentences end."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import conllu
import numpy as np
import torch
from torch import Tensor, nn

from counterclaim.language.characters import CASES, CHARACTER_CLASSES, encode_characters
from counterclaim.training.train_parser import IGNORED, TREEBANKS

log = logging.getLogger(__name__)

ENDS = ("inside", "word", "token", "sentence")
"""What ends with a character: nothing, a word inside a multi-word token, a token, a sentence."""
DILATIONS = (1, 2, 4, 8, 16, 1, 4, 16)
MAX_CHARACTERS = 1200


class SegmenterNetwork(nn.Module):
    """forward(classes (b, n), cases (b, n)) → scores (b, n, 4) of `ENDS`."""

    def __init__(self, width: int = 96, dropout: float = 0.1) -> None:
        super().__init__()
        self.classes = nn.Embedding(CHARACTER_CLASSES, width - 8, padding_idx=0)
        self.cases = nn.Embedding(CASES, 8)
        self.layers = nn.ModuleList(nn.Conv1d(width, width, 3, padding=d, dilation=d) for d in DILATIONS)
        self.norms = nn.ModuleList(nn.BatchNorm1d(width) for _ in DILATIONS)
        self.dropout = nn.Dropout(dropout)
        self.out = nn.Linear(width, len(ENDS))

    def forward(self, classes: Tensor, cases: Tensor) -> Tensor:
        real = (classes > 0).unsqueeze(1).to(torch.float32)
        x = torch.cat([self.classes(classes), self.cases(cases)], dim=2).transpose(1, 2)
        for conv, norm in zip(self.layers, self.norms, strict=True):
            x = (x + self.dropout(torch.relu(norm(conv(x))))) * real
        return torch.as_tensor(self.out(x.transpose(1, 2)))


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of raw text and what ends with each of its characters (indices into `ENDS`)."""

    text: str
    ends: list[int]


def read_paragraphs(path: Path) -> Iterator[Paragraph]:
    """Raw paragraphs of a CoNLL-U file, rebuilt from its sentences and `SpaceAfter`."""
    text, ends = "", list[int]()
    with path.open(encoding="utf-8") as file:
        for sentence in conllu.parse_incr(file):
            if text and any(k.startswith(("newpar", "newdoc")) for k in sentence.metadata):
                yield Paragraph(text.rstrip(), ends[: len(text.rstrip())])
                text, ends = "", []
            covered = 0
            for token in sentence:
                number = token["id"]
                if isinstance(number, tuple) and number[1] == ".":
                    continue
                if isinstance(number, tuple):
                    parts = [t["form"] for t in sentence if isinstance(t["id"], int) and number[0] <= t["id"] <= number[2]]
                    covered = number[2]
                elif number <= covered:
                    continue
                else:
                    parts = [token["form"]]
                for part in parts:
                    text += part
                    ends += [0] * (len(part) - 1) + [ENDS.index("word")]
                ends[-1] = ENDS.index("token")
                if (token["misc"] or {}).get("SpaceAfter") != "No":
                    text += " "
                    ends.append(0)
            ends[len(text.rstrip()) - 1] = ENDS.index("sentence")
    if text:
        yield Paragraph(text.rstrip(), ends[: len(text.rstrip())])


def _pieces(paragraphs: Sequence[Paragraph], rng: random.Random) -> Iterator[Paragraph]:
    """Paragraphs, long ones cut, short ones of one text at times run together as plain-text feeds do."""
    for p in paragraphs:
        for start in range(0, len(p.text), MAX_CHARACTERS):
            part = Paragraph(p.text[start : start + MAX_CHARACTERS], p.ends[start : start + MAX_CHARACTERS])
            if part.text and rng.random() < 0.02:
                part = Paragraph(part.text.upper() if len(part.text.upper()) == len(part.text) else part.text, part.ends)
            yield part


def _batches(paragraphs: Sequence[Paragraph], rng: random.Random, characters: int = 12000) -> list[list[Paragraph]]:
    batches, batch = list[list[Paragraph]](), list[Paragraph]()
    for p in sorted(_pieces(paragraphs, rng), key=lambda p: len(p.text)):
        if batch and (len(batch) + 1) * len(p.text) > characters:
            batches.append(batch)
            batch = []
        batch.append(p)
    batches.append(batch)
    rng.shuffle(batches)
    return batches


def _tensors(batch: Sequence[Paragraph]) -> tuple[Tensor, Tensor, Tensor]:
    width = max(len(p.text) for p in batch)
    classes, cases = np.zeros((len(batch), width), dtype=np.int64), np.zeros((len(batch), width), dtype=np.int64)
    ends = np.full((len(batch), width), IGNORED)
    for row, p in enumerate(batch):
        classes[row, : len(p.text)], cases[row, : len(p.text)] = encode_characters(p.text)
        ends[row, : len(p.text)] = p.ends
    return torch.from_numpy(classes), torch.from_numpy(cases), torch.from_numpy(ends)


def _f1(network: nn.Module, batches: Sequence[Sequence[Paragraph]]) -> dict[str, float]:
    """F1 of each end on held-out paragraphs, 0–1."""
    network.eval()
    counts = np.zeros((len(ENDS), 3))
    with torch.inference_mode():
        for batch in batches:
            classes, cases, ends = _tensors(batch)
            guess = network(classes, cases).argmax(2)
            for i in range(1, len(ENDS)):
                got, want = (guess == i) & (ends != IGNORED), ends == i
                counts[i] += [(got & want).sum().item(), got.sum().item(), want.sum().item()]
    network.train()
    return {name: 2 * c[0] / max(1, c[1] + c[2]) for name, c in zip(ENDS[1:], counts[1:], strict=True)}


def train(corpora: Path, out: Path, epochs: int = 10, rate: float = 3e-3, seed: int = 7) -> None:
    """Train on the treebanks below `corpora`; write `segmenter.pt` to `out` after every epoch."""
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)
    rng = random.Random(seed)
    out.mkdir(parents=True, exist_ok=True)
    gold = {part: [p for t in TREEBANKS for p in read_paragraphs(corpora / t.format(part=part))] for part in ("train", "dev")}
    dev = _batches(gold["dev"], random.Random(seed))
    network = SegmenterNetwork()
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.01)
    total = epochs * len(_batches(gold["train"], random.Random(seed)))
    scheduler = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=total + epochs, pct_start=0.1)
    weight = torch.tensor([1.0, 1.0, 1.0, 2.0])
    started = time.monotonic()
    for epoch in range(epochs):
        for batch in _batches(gold["train"], rng):
            classes, cases, ends = _tensors(batch)
            loss = nn.functional.cross_entropy(network(classes, cases).flatten(0, 1), ends.flatten(), weight, ignore_index=IGNORED)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            scheduler.step()
        log.info("epoch %d: loss %.4f, dev %s, %.0f s", epoch + 1, loss.item(), _f1(network, dev), time.monotonic() - started)
        torch.save(network.state_dict(), out / "segmenter.pt")
