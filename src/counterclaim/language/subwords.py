"""Words → padded sub-word arrays for the encoder, the same in training and at run time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from counterclaim.language.wordform import shape_of

MAX_SUBWORDS = 510
"""The encoder has 512 positions; two are taken by its start and end marks."""


def load_tokenizer(file: Path) -> Tokenizer:
    """The encoder's tokenizer without its padding and truncation. The library raises bare Exception on a bad file."""
    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


@dataclass(frozen=True)
class EncodedSentence:
    """One sentence as the encoder reads it: sub-word ids with both marks, and each word's first and last sub-word."""

    ids: list[int]
    first: list[int]
    last: list[int]
    shapes: list[int]


def encode_sentence(tokenizer: Tokenizer, forms: Sequence[str]) -> EncodedSentence:
    """Cut words into sub-words. A word the vocabulary cannot write becomes one unknown sub-word."""
    unknown, start, end = (tokenizer.token_to_id(t) or 0 for t in ("[UNK]", "[CLS]", "[SEP]"))
    ids, first, last = [start], [], []
    for form in forms:
        first.append(len(ids))
        ids.extend(_pieces_of(tokenizer, form) or [unknown])
        last.append(len(ids) - 1)
    shapes = [shape_of(form, index == 0) for index, form in enumerate(forms)]
    return EncodedSentence([*ids, end], first, last, shapes)


@lru_cache(maxsize=50_000)
def _pieces_of(tokenizer: Tokenizer, form: str) -> tuple[int, ...]:
    """The numbers of a word's sub-words: each word is cut by itself, and most come again."""
    return tuple(tokenizer.encode([form], is_pretokenized=True, add_special_tokens=False).ids)


def pad_batch(sentences: Sequence[EncodedSentence]) -> dict[str, NDArray[np.int64]]:
    """Arrays of one batch: `input_ids` and `attention_mask` (batch, sub-words), `first`, `last`, `shapes` (batch, words)."""
    width = max(len(s.ids) for s in sentences)
    words = max(len(s.first) for s in sentences)
    batch = {name: np.zeros((len(sentences), width), dtype=np.int64) for name in ("input_ids", "attention_mask")}
    batch |= {name: np.zeros((len(sentences), words), dtype=np.int64) for name in ("first", "last", "shapes")}
    for row, sentence in enumerate(sentences):
        batch["input_ids"][row, : len(sentence.ids)] = sentence.ids
        batch["attention_mask"][row, : len(sentence.ids)] = 1
        for name, values in (("first", sentence.first), ("last", sentence.last), ("shapes", sentence.shapes)):
            batch[name][row, : len(values)] = values
    return batch
