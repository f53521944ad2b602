"""The joint network: one small transformer encoder; heads for tags, lemmas, tree and entities.

Biaffine arcs and relations after Dozat and Manning (2017). Entities are anchored at their syntactic head: a head says
whether it heads an entity and of which type, two more biaffine pointers say where it starts and ends, so entities nest.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertModel

from counterclaim.language.wordform import SHAPES


@dataclass(frozen=True)
class Sizes:
    """Sizes of the heads: vector widths, and the number of labels of each classifier."""

    relations: int
    upos: int
    xpos: int
    feats: int
    lemmas: int
    entities: int
    shape: int = 32
    arc: int = 256
    label: int = 96
    span: int = 64
    dropout: float = 0.15


class Biaffine(nn.Module):
    """Scores of pairs: (batch, n, d) × (batch, m, d) → (batch, n, m), or (batch, n, labels, m) when labels > 1."""

    def __init__(self, width: int, labels: int = 1) -> None:
        super().__init__()
        self.labels = labels
        self.pair = nn.Linear(width, width * labels, bias=True)
        self.left = nn.Linear(width, labels)
        self.right = nn.Linear(width, labels)
        nn.init.zeros_(self.pair.weight)

    def forward(self, left: Tensor, right: Tensor) -> Tensor:
        b, n, d = left.shape
        m = right.shape[1]
        pairs = (self.pair(left).view(b, n * self.labels, d) @ right.transpose(1, 2)).view(b, n, self.labels, m)
        scores = pairs + self.left(left).unsqueeze(3) + self.right(right).transpose(1, 2).unsqueeze(1)
        return torch.as_tensor(scores.squeeze(2) if self.labels == 1 else scores)

    def at(self, left: Tensor, right: Tensor) -> Tensor:
        """The same scores for given pairs only: (batch, n, d) × (batch, n, d) → (batch, n, labels)."""
        b, n, d = left.shape
        pairs = (self.pair(left).view(b, n, self.labels, d) @ right.unsqueeze(3)).squeeze(3)
        return torch.as_tensor(pairs + self.left(left) + self.right(right))


class ParserNetwork(nn.Module):
    """Sub-words in, scores out.

    forward(input_ids (b, s), attention_mask (b, s), first (b, n), last (b, n), shapes (b, n)) returns, in this order,
    arcs (b, n, n+1) with the root at 0, relations (b, n, r, n+1), upos, xpos, feats, lemmas, entities (b, n, ·),
    entity starts and ends (b, n, n). With `heads` (b, n) given, relations are (b, n, r), those of the given arcs only.

    Word vectors are the first and the last sub-word of a mix of all layers.
    """

    OUTPUTS = ("arcs", "relations", "upos", "xpos", "feats", "lemmas", "entities", "starts", "ends")

    def __init__(self, encoder: BertModel, sizes: Sizes) -> None:
        super().__init__()
        self.encoder = encoder
        hidden = encoder.config.hidden_size
        width = 2 * hidden + sizes.shape
        self.mix = nn.Parameter(torch.zeros(encoder.config.num_hidden_layers + 1))
        self.shape = nn.Embedding(len(SHAPES), sizes.shape)
        self.root = nn.Parameter(torch.zeros(1, 1, width))
        self.dropout = nn.Dropout(sizes.dropout)
        self.arc_dependent, self.arc_head = self._mlp(width, sizes.arc, sizes), self._mlp(width, sizes.arc, sizes)
        self.rel_dependent, self.rel_head = self._mlp(width, sizes.label, sizes), self._mlp(width, sizes.label, sizes)
        self.span_anchor, self.span_edge = self._mlp(width, sizes.span, sizes), self._mlp(width, 2 * sizes.span, sizes)
        self.arcs, self.relations = Biaffine(sizes.arc), Biaffine(sizes.label, sizes.relations)
        self.starts, self.ends = Biaffine(sizes.span), Biaffine(sizes.span)
        self.tags = nn.ModuleList(nn.Linear(width, n) for n in (sizes.upos, sizes.xpos, sizes.feats, sizes.lemmas, sizes.entities))

    @staticmethod
    def _mlp(width: int, out: int, sizes: Sizes) -> nn.Sequential:
        return nn.Sequential(nn.Linear(width, out), nn.GELU(), nn.Dropout(sizes.dropout))

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, first: Tensor, last: Tensor, shapes: Tensor, heads: Tensor | None = None
    ) -> tuple[Tensor, ...]:
        layers = self.encoder(input_ids=input_ids, attention_mask=attention_mask, output_hidden_states=True).hidden_states
        weights = self.mix.softmax(0)
        mixed = sum((w * layer for w, layer in zip(weights, layers, strict=True)), torch.zeros(()))
        hidden = mixed.shape[2]
        edges = [mixed.gather(1, at.unsqueeze(2).expand(-1, -1, hidden)) for at in (first, last)]
        words = self.dropout(torch.cat([*edges, self.shape(shapes)], dim=2))
        rooted = torch.cat([self.root.expand(words.shape[0], -1, -1), words], dim=1)
        arcs = self.arcs(self.arc_dependent(words), self.arc_head(rooted))
        dependent, head = self.rel_dependent(words), self.rel_head(rooted)
        if heads is None:
            relations = self.relations(dependent, head)
        else:
            relations = self.relations.at(dependent, head.gather(1, heads.unsqueeze(2).expand(-1, -1, head.shape[2])))
        anchor = self.span_anchor(words)
        start_edge, end_edge = self.span_edge(words).chunk(2, dim=2)
        return (arcs, relations, *(tag(words) for tag in self.tags), self.starts(anchor, start_edge), self.ends(anchor, end_edge))
