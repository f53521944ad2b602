"""Words of sentences → tags, lemmas, trees and entities, by the joint network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from counterclaim.language.decoding import decode_entities, decode_tree
from counterclaim.language.sessions import ModelFolder
from counterclaim.language.subwords import MAX_SUBWORDS, EncodedSentence, encode_sentence, pad_batch
from counterclaim.language.wordform import apply_lemma_edit, spelt_out

LEMMA_CANDIDATES = 4
INFLECTED = frozenset({"VBD", "VBN", "VBG", "VBZ", "NNS", "JJR", "JJS"})
"""XPOS of forms whose lemma is another word of the language."""
OUTPUTS = ("arcs", "relations", "upos", "xpos", "feats", "lemmas", "entities", "starts", "ends", "hidden")


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity anchored at its head word; words are 0-based within the sentence, `last` inclusive."""

    head: int
    first: int
    last: int
    kind: str
    named: bool


@dataclass(frozen=True, slots=True)
class Parse:
    """One parsed sentence. Lists run over its words; heads are 1-based, 0 is the root."""

    heads: list[int]
    relations: list[str]
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemmas: list[str]
    mentions: list[Mention]
    vectors: NDArray[np.float32] = field(compare=False)
    """(words, width): each word's first sub-word after one of the encoder's layers."""
    subwords: list[list[int]] = field(compare=False)
    """The encoder's numbers of each word's sub-words."""


class Parser:
    """The joint parser over a model folder."""

    def __init__(self, model: ModelFolder) -> None:
        self._model = model

    def __call__(self, forms: Sequence[str]) -> Parse:
        """Parse one sentence, given as its word forms.

        Sentences are parsed one by one. The network rounds by the largest number that it meets in a batch, so a sentence in company
        would be read otherwise than alone, and a report otherwise when others are read with it. Batches save a tenth of the time.
        """
        encoded = self._encode(forms)
        outputs = self._model.parser.run(list(OUTPUTS), dict(pad_batch([encoded])))
        return self._read(forms, {name: scores[0] for name, scores in zip(OUTPUTS, outputs, strict=True)}, encoded)

    def _encode(self, forms: Sequence[str]) -> EncodedSentence:
        encoded = encode_sentence(self._model.tokenizer, forms)
        if len(encoded.ids) > MAX_SUBWORDS + 2:  # words of many sub-words: only their first is kept
            keep = [0, *encoded.first, len(encoded.ids) - 1][: MAX_SUBWORDS + 2]
            at = list(range(1, len(encoded.first) + 1))
            return EncodedSentence([encoded.ids[k] for k in keep], at, at, encoded.shapes)
        return encoded

    def _read(self, forms: Sequence[str], scores: dict[str, NDArray[np.float32]], encoded: EncodedSentence) -> Parse:
        n = len(forms)
        labels = self._model.labels
        heads = decode_tree(scores["arcs"][:n, : n + 1])
        relations = scores["relations"][np.arange(n), :, heads].argmax(axis=1)
        upos, xpos, feats = (scores[name][:n].argmax(axis=1) for name in ("upos", "xpos", "feats"))
        tags = [labels["xpos"][t] for t in xpos]
        mentions = [
            Mention(head, first, last, labels["entities"][kind], tags[head].startswith("NNP"))
            for head, first, last, kind in decode_entities(scores["entities"][:n], scores["starts"][:n, :n], scores["ends"][:n, :n])
        ]
        return Parse(
            heads=heads.tolist(),
            relations=[_root_or(labels["relations"][r], h) for r, h in zip(relations, heads, strict=True)],
            upos=[labels["upos"][t] for t in upos],
            xpos=tags,
            feats=[labels["feats"][f] for f in feats],
            lemmas=[self._lemma(form, tag, edits) for form, tag, edits in zip(forms, tags, scores["lemmas"][:n], strict=True)],
            mentions=mentions,
            vectors=scores["hidden"][encoded.first],
            subwords=[encoded.ids[a : b + 1] for a, b in zip(encoded.first, encoded.last, strict=True)],
        )

    def _lemma(self, form: str, tag: str, scores: NDArray[np.float32]) -> str:
        """The lemma by table, else by the likeliest edit of those scored; for an inflected word, the likeliest that makes a known word.

        Where no edit makes one, English spelling decides.
        """
        known = self._model.lemmas.get(f"{form.lower()}\t{tag}")
        if known is not None:
            return known
        edits = self._model.labels["lemmas"]
        lemma = apply_lemma_edit(form, edits[scores.argmax()])
        if tag not in INFLECTED:
            return lemma
        made = (apply_lemma_edit(form, edits[k]) for k in np.argsort(-scores)[:LEMMA_CANDIDATES])
        return next((m for m in made if m in self._model.words), None) or spelt_out(lemma, tag)


def _root_or(relation: str, head: int) -> str:
    if head == 0:
        return "root"
    return relation if relation != "root" else "dep"
