"""The reading network: over the sub-words of a whole report and the parser's word vectors, which words tell a claim and what belongs to it.

The first layers of the pretrained encoder read the sub-words of the report (the parser's read one sentence), the layers that follow them
its words, with what the parser and the rules know of them. All are trained. Pairs of a trigger and another word are scored by a biaffine
form after Dozat and Manning (2017), plus what the path between them in the tree, their distance and the written rules say.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertModel

from counterclaim.claims.reading.evidence import PAIR_MARKS
from counterclaim.claims.reading.features import AHEAD, BACK, MOST_PARAGRAPHS, MOST_SENTENCES, STEPS, Vocabulary
from counterclaim.claims.reading.model import KINDS, ROLES, STANCES, STATUSES

RARELY = -4.0
"""Log-odds at the start of training that a word has a role: few have."""


@dataclass(frozen=True)
class ReadingSizes:
    """Widths and drop-out shares of the network; `layer` is that of the encoder from which on words are read and not sub-words, and that of
    the parser's encoder whose vectors come in."""

    width: int = 384
    layer: int = 4
    last_layer: int = 6
    lexical: int = 64
    pair: int = 96
    hidden: int = 256
    dropout: float = 0.3
    layer_dropout: float = 0.1
    feature_dropout: float = 0.1


class ContextNetwork(nn.Module):
    """Sub-words of a window, ids (1, s) → (1, s, width)."""

    def __init__(self, sizes: ReadingSizes, encoder: BertModel) -> None:
        super().__init__()
        self.embeddings = encoder.embeddings
        self.embeddings.dropout.p = sizes.layer_dropout
        self.layers = nn.ModuleList(layer_of(one, sizes) for one in encoder.encoder.layer[: sizes.layer])

    def forward(self, ids: Tensor) -> Tensor:
        x = self.embeddings(input_ids=ids)
        for layer in self.layers:
            x = layer(x)
        return torch.as_tensor(x)


class WordNetwork(nn.Module):
    """One report: context (n, width), vectors (n, 2 width), features (n, f), sentences (n), paragraphs (n) → words (n, w), and
    (n, 1 + kinds) log-odds: that a word tells a happening, and of which kind it is if it does.

    The context is what `ContextNetwork` has of each word. The vectors are those of the parser's layer and of its embeddings, side by side.
    """

    def __init__(self, vocabulary: Vocabulary, sizes: ReadingSizes, encoder: BertModel) -> None:
        super().__init__()
        self.sizes = sizes
        self.features = nn.Linear(vocabulary.size, sizes.width + sizes.lexical, bias=False)
        nn.init.normal_(self.features.weight, std=0.02)
        self.sentence, self.paragraph = nn.Embedding(MOST_SENTENCES + 1, sizes.width), nn.Embedding(MOST_PARAGRAPHS + 1, sizes.width)
        for table in (self.sentence, self.paragraph):
            nn.init.normal_(table.weight, std=0.02)
        self.norm_in, self.norm_out = nn.LayerNorm(sizes.width), nn.LayerNorm(sizes.width)
        self.parse, self.meaning = nn.Linear(sizes.width, sizes.width), nn.Linear(sizes.width, sizes.width)
        for added in (self.parse, self.meaning):
            nn.init.zeros_(added.weight)
        self.layers = nn.ModuleList(layer_of(one, sizes) for one in encoder.encoder.layer[sizes.layer : sizes.last_layer])
        self.dropout_in, self.dropout_out = nn.Dropout(sizes.layer_dropout), nn.Dropout(sizes.dropout)
        self.kinds = two_layers(self.width, 1 + len(KINDS), sizes)

    @property
    def width(self) -> int:
        """Width of a word's vector that comes out."""
        return self.sizes.width + self.sizes.lexical

    def forward(self, context: Tensor, vectors: Tensor, features: Tensor, sentences: Tensor, paragraphs: Tensor) -> tuple[Tensor, Tensor]:
        told = self.features(features)
        w = self.sizes.width
        placed = self.sentence(sentences) + self.paragraph(paragraphs)
        parsed = self.parse(vectors[..., :w]) + self.meaning(self.dropout_in(vectors[..., w:]))
        x = self.dropout_in(self.norm_in(context + parsed + told[..., :w] + placed)).unsqueeze(0)
        for layer in self.layers:
            x = layer(x)
        words = self.dropout_out(torch.cat([self.norm_out(x.squeeze(0)), told[..., w:]], dim=-1))
        return words, self.kinds(words)


class PairNetwork(nn.Module):
    """Words h (n, w), triggers t (k), and their pairs → role log-odds (roles, k, n), and those of the report's own voice (k, 1)."""

    def __init__(self, vocabulary: Vocabulary, sizes: ReadingSizes, width: int) -> None:
        super().__init__()
        self.pair, roles = sizes.pair, len(ROLES)
        project = lambda: nn.Sequential(nn.Linear(width, sizes.pair * roles), nn.GELU(), nn.Dropout(sizes.dropout))  # noqa: E731
        self.left, self.right = project(), project()
        self.form = nn.Parameter(torch.randn(roles, sizes.pair, sizes.pair) * 0.02)
        self.of_word, self.of_trigger = nn.Linear(width, roles), nn.Linear(width, roles)
        nn.init.constant_(self.of_word.bias, RARELY)
        self.paths = nn.Embedding(len(vocabulary.paths), roles)
        self.marks = nn.Linear(len(PAIR_MARKS), roles, bias=False)
        self.distances = nn.Embedding(len(STEPS) + 1, roles)
        self.sentences = nn.Embedding(BACK + AHEAD + 1, roles)
        for table in (self.paths, self.marks, self.distances, self.sentences):
            nn.init.zeros_(table.weight)
        self.voice = nn.Linear(width, 1)

    def forward(self, h: Tensor, t: Tensor, paths: Tensor, marks: Tensor, distances: Tensor, sentences: Tensor) -> tuple[Tensor, Tensor]:
        roles = len(ROLES)
        left = self.left(h[t]).view(-1, roles, self.pair).transpose(0, 1)
        right = self.right(h).view(-1, roles, self.pair).permute(1, 2, 0)
        scores = left @ self.form @ right
        scores = scores + self.of_word(h).t().unsqueeze(1) + self.of_trigger(h[t]).t().unsqueeze(2)
        known = self.paths(paths) + self.marks(marks) + self.distances(distances) + self.sentences(sentences)
        return scores + known.permute(2, 0, 1), self.voice(h[t])


class StanceNetwork(nn.Module):
    """Words h (n, w), triggers t (k), claimants c (k) → stances, statuses, history. Claimant 0 is the report's own voice, others are one
    more than the position of the word."""

    def __init__(self, sizes: ReadingSizes, width: int) -> None:
        super().__init__()
        self.own_voice = nn.Parameter(torch.zeros(1, width))
        self.score = two_layers(2 * width, len(STANCES) + len(STATUSES) + 1, sizes)

    def forward(self, h: Tensor, t: Tensor, c: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        scores = self.score(torch.cat([h[t], torch.cat([self.own_voice, h])[c]], dim=1))
        return scores[:, : len(STANCES)], scores[:, len(STANCES) : -1], scores[:, -1]


class ReadingNetwork(nn.Module):
    """The four parts together, as they are trained."""

    def __init__(self, vocabulary: Vocabulary, sizes: ReadingSizes, encoder: BertModel) -> None:
        super().__init__()
        self.context = ContextNetwork(sizes, encoder)
        self.words = WordNetwork(vocabulary, sizes, encoder)
        self.pairs = PairNetwork(vocabulary, sizes, self.words.width)
        self.stances = StanceNetwork(sizes, self.words.width)


def two_layers(width: int, out: int, sizes: ReadingSizes) -> nn.Sequential:
    """A classifier with one hidden layer."""
    return nn.Sequential(nn.Linear(width, sizes.hidden), nn.GELU(), nn.Dropout(sizes.dropout), nn.Linear(sizes.hidden, out))


class Layer(nn.Module):
    """A transformer layer as in BERT, without drop-out on its attention, which costs a third of the time on a processor."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query_key_value, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm_attention, self.norm_inner = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        b, n, d = x.shape
        query, key, value = self.query_key_value(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        weights = (query @ key.transpose(2, 3) / (d // self.heads) ** 0.5).softmax(-1)
        x = self.norm_attention(x + self.dropout(self.out((weights @ value).transpose(1, 2).reshape(b, n, d))))
        return torch.as_tensor(self.norm_inner(x + self.dropout(self.down(nn.functional.gelu(self.up(x))))))


def layer_of(one: nn.Module, sizes: ReadingSizes) -> Layer:
    """A layer with the weights of a layer of the pretrained encoder."""
    attention, out = one.attention.self, one.attention.output
    layer = Layer(sizes.width, attention.num_attention_heads, one.intermediate.dense.out_features, sizes.layer_dropout)
    pairs = (
        (layer.out, out.dense),
        (layer.norm_attention, out.LayerNorm),
        (layer.up, one.intermediate.dense),
        (layer.down, one.output.dense),
        (layer.norm_inner, one.output.LayerNorm),
    )
    with torch.no_grad():
        for mine, theirs in pairs:
            mine.load_state_dict(theirs.state_dict())
        parts = (attention.query, attention.key, attention.value)
        layer.query_key_value.weight.copy_(torch.cat([p.weight for p in parts]))
        layer.query_key_value.bias.copy_(torch.cat([p.bias for p in parts]))
    return layer
