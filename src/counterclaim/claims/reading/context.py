"""A report as its own encoder reads it: its sub-words in windows that are as long as the encoder can read, cut between sentences.

The parser's encoder knows of each sentence alone. This one reads on: who "the ministry" is and what "it" denies stands in another sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

START, END = 101, 102
"""Numbers of the encoder's marks around a text."""
LONGEST = 510
"""Sub-words of a window, its marks left out."""
SUBWORDS = "subwords"
"""Name of the extension in which the language engine keeps the numbers of each word's sub-words."""


@dataclass(frozen=True)
class Window:
    """Sub-word numbers with both marks, and of each word in it where its first and its last sub-word stand."""

    ids: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


def windows_of(doc: Doc, words: Sequence[int], sentences: Sequence[int]) -> Iterator[Window]:
    """The windows of a document's words, given as token indices with the sentence of each; together they have every word once, in order."""
    known = doc._.get(SUBWORDS)
    pieces = [known[i][:LONGEST] for i in words]
    begin = 0
    while begin < len(words):
        end, size = begin, 0
        while end < len(words) and size + len(pieces[end]) <= LONGEST:
            size += len(pieces[end])
            end += 1
        if end < len(words):
            cut = end
            while cut > begin and sentences[cut] == sentences[cut - 1]:
                cut -= 1
            end = cut if cut > begin else end
        yield _window(pieces[begin:end])
        begin = end


def _window(pieces: Sequence[Sequence[int]]) -> Window:
    lengths = np.array([len(p) for p in pieces], dtype=np.int64)
    last = np.cumsum(lengths)
    ids = np.array([START, *(i for p in pieces for i in p), END], dtype=np.int64)
    return Window(ids, last - lengths + 1, last)
