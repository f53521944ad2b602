"""Raw text → sentences of words, with offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from counterclaim.language.characters import encode_characters
from counterclaim.language.datelines import dateline_end
from counterclaim.language.sessions import ModelFolder
from counterclaim.tables import read_table

LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c]*\S[^\n\r\u2028\u2029\x0b\x0c]*")
WORD_END, TOKEN_END, SENTENCE_END = 1, 2, 3
BATCH_CHARACTERS = 1_400
"""Padded characters a batch, as little as one long line: lines of a batch are then alike in length, and the activations stay in the cache.
Of 800 to 24,000 the smaller were the faster, by two fifths."""
WINDOW = 2_000
"""Longest stretch scored at once; a longer line is cut at white space."""
LONGEST_SENTENCE = 160
"""Words. A 'sentence' longer than this is a table or a list without stops and is cut, so that parsing stays bounded."""


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word: `[start, end)` in the text. `joined` says that the next word belongs to the same token (do|n't)."""

    start: int
    end: int
    joined: bool


class Segmenter:
    """Says where words and sentences end. A line break ends a sentence: reports are read line = paragraph."""

    def __init__(self, model: ModelFolder) -> None:
        self._model = model

    def __call__(self, texts: Sequence[str]) -> list[list[list[Word]]]:
        """Sentences of each text, each a list of words in order; empty for a text without a visible character."""
        lines = [(which, start, end) for which, text in enumerate(texts) for start, end in _stretches(text)]
        result: list[list[list[Word]]] = [[] for _ in texts]
        ends: dict[tuple[int, int], NDArray[np.int64]] = {}
        for batch in _batches(lines):
            for line, scored in zip(batch, self._score([texts[w][s:e] for w, s, e in batch]), strict=True):
                ends[line[0], line[1]] = scored
        for which, start, end in lines:
            result[which].extend(_sentences(texts[which], start, end, ends[which, start]))
        return result

    def _score(self, pieces: Sequence[str]) -> Iterator[NDArray[np.int64]]:
        width = max(map(len, pieces))
        classes, cases = np.zeros((len(pieces), width), dtype=np.int64), np.zeros((len(pieces), width), dtype=np.int64)
        for row, piece in enumerate(pieces):
            classes[row, : len(piece)], cases[row, : len(piece)] = encode_characters(piece)
        (scores,) = self._model.segmenter.run(None, {"classes": classes, "cases": cases})
        for row, piece in enumerate(pieces):
            yield scores[row, : len(piece)].argmax(axis=1)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Lines with visible characters, without their white space at both ends; very long ones cut at white space."""
    for match in LINE.finditer(text):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        stop = match.start() + len(match[0].rstrip())
        while stop - start > WINDOW:
            cut = text.rfind(" ", start + WINDOW // 2, start + WINDOW)
            cut = cut if cut > 0 else start + WINDOW
            yield start, cut
            start = cut
        yield start, stop


def _batches(lines: Sequence[tuple[int, int, int]]) -> Iterator[list[tuple[int, int, int]]]:
    batch: list[tuple[int, int, int]] = []
    for line in sorted(lines, key=lambda one: one[2] - one[1]):
        if batch and (len(batch) + 1) * (line[2] - line[1]) > BATCH_CHARACTERS:
            yield batch
            batch = []
        batch.append(line)
    if batch:
        yield batch


def _sentences(text: str, start: int, end: int, ends: NDArray[np.int64]) -> Iterator[list[Word]]:
    """Words of one line from what ends with each character; white space always ends a token."""
    sentence: list[Word] = []
    word_start = None
    opening = dateline_end(text, start, end)
    for at in range(start, end):
        if text[at].isspace():
            continue
        if word_start is None:
            word_start = at
        mark = 0 if _inside_its(text, word_start, at, end) else int(ends[at - start])
        last = at + 1 == end or text[at + 1].isspace()
        short = _abbreviation_start(text, start, at + 1) if text[at] == "." and (mark or last) else None
        if short is not None:
            word_start = short
            while sentence and sentence[-1].start >= short:
                sentence.pop()
        if mark or last:
            sentence.append(Word(word_start, at + 1, joined=mark == WORD_END and not last))
            word_start = None
        ends_here = mark == SENTENCE_END and short is None or len(sentence) >= LONGEST_SENTENCE or at + 1 == opening
        if sentence and word_start is None and ends_here and not sentence[-1].joined:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _inside_its(text: str, word_start: int, at: int, end: int) -> bool:
    """Whether a word that begins at `word_start` is "its", still to be ended: people also write that for "it's", reports do not."""
    return text[word_start : at + 2].lower() == "its" and at + 2 <= end and not text[at + 2 : at + 3].isalnum()


def _abbreviation_start(text: str, start: int, end: int) -> int | None:
    """Where an abbreviated title ("Mrs.") or month ("Aug. 26") that ends here begins, None if there is none: it is one word, and a
    name or a number follows it."""
    begins = text.rfind(" ", start, end) + 1 or start
    before = _abbreviations().get(text[begins:end])
    return begins if before == "name" or before == "number" and text[end : end + 2].strip().isdigit() else None


@cache
def _abbreviations() -> dict[str, str]:
    """What is written with a stop and stands before a name or a number."""
    return {row["abbreviation"]: row["before"] for row in read_table("counterclaim.language", "abbreviations.csv")}
