"""The accord network: over what the reading model sees of each word, which words tell a duty, a breach, talks; and who owes a duty."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from counterclaim.claims.reading.accord_scores import LABELS, SEEN_ROLES
from counterclaim.claims.reading.features import STEPS, Vocabulary
from counterclaim.claims.reading.model import KINDS
from counterclaim.training.reading_network import RARELY, ReadingSizes


@dataclass(frozen=True)
class AccordSizes:
    """Widths and drop-out shares of the network."""

    width: int = 256
    pair: int = 96
    dropout: float = 0.4


class AccordNetwork(nn.Module):
    """One report: words (n, w), kinds (n, 1 + kinds), duties (n, 2), context (n, c), vectors (n, 2 c) → (n, labels) log-odds, and
    (n, width) what it makes of each word with its neighbours, for `OwerNetwork`."""

    def __init__(self, reading: ReadingSizes, sizes: AccordSizes) -> None:
        super().__init__()
        seen = reading.width + reading.lexical + 1 + len(KINDS) + 2 + 3 * reading.width
        self.dropout = nn.Dropout(sizes.dropout)
        self.into, self.norm = nn.Linear(seen, sizes.width), nn.LayerNorm(sizes.width)
        self.beside, self.label = nn.Linear(3 * sizes.width, sizes.width), nn.Linear(sizes.width, LABELS)
        nn.init.constant_(self.label.bias, RARELY)

    def forward(self, h: Tensor, kinds: Tensor, duties: Tensor, context: Tensor, vectors: Tensor) -> tuple[Tensor, Tensor]:
        x = self.dropout(torch.cat([h, kinds, duties, context, vectors], dim=1))
        x = self.dropout(nn.functional.gelu(self.norm(self.into(x))))
        edge = torch.zeros_like(x[:1])
        around = torch.cat([x, torch.cat([edge, x[:-1]]), torch.cat([x[1:], edge])], dim=1)
        seen = self.dropout(nn.functional.gelu(self.beside(around)))
        return self.label(seen), seen


class OwerNetwork(nn.Module):
    """Words seen (n, width), positions t (k) of duties, their paths and distances (k, n), and roles (roles, k, n) as the reading model
    sees them → (k, 1 + n) log-odds of who owes each; the first of nobody in particular."""

    def __init__(self, vocabulary: Vocabulary, sizes: AccordSizes) -> None:
        super().__init__()
        self.asked, self.answer = nn.Linear(sizes.width, sizes.pair), nn.Linear(sizes.width, sizes.pair)
        self.nobody = nn.Linear(sizes.width, 1)
        self.paths, self.distances = nn.Embedding(len(vocabulary.paths), 1), nn.Embedding(len(STEPS) + 1, 1)
        self.roles = nn.Parameter(torch.zeros(len(SEEN_ROLES), 1, 1))
        for table in (self.paths, self.distances):
            nn.init.zeros_(table.weight)
        self.scale = sizes.pair**-0.5

    def forward(self, seen: Tensor, t: Tensor, paths: Tensor, distances: Tensor, roles: Tensor) -> Tensor:
        asked = seen[t]
        scores = self.asked(asked) @ self.answer(seen).t() * self.scale
        known = self.paths(paths).squeeze(-1) + self.distances(distances).squeeze(-1)
        return torch.cat([self.nobody(asked), scores + known + (self.roles * roles).sum(0)], dim=1)
