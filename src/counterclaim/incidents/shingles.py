"""Fingerprints of texts: what two reports have in common word for word.

Texts are read as overlapping runs of five words (shingles; Broder 1997, "On the resemblance and containment of documents"). All
hashes are fixed functions of the words, so that a fingerprint is the same on every machine and may be kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]
Wide = NDArray[np.uint64]

RUN = 5
"""Words in a shingle: fewer meet by chance, more break at every word that an editor changes."""
PASSAGE = 8
"""Words in a row that make a passage; formulas of the trade ("said in a statement on Tuesday that") are mostly shorter."""

OWN = 0.1
"""A text with less of its words outside quotation marks is one quotation, and is compared by that: its marks are not read."""
QUOTE = 25
"""Words of a passage that are shown as evidence."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_QUOTED = re.compile(r'“[^”\n]*”|"[^"\n]*"|«[^»\n]*»|„[^“”\n]*[“”]')
_BEGIN = re.compile(r"[.!?][\"”’)]?\s+[\"“‘(]?\Z|\n[\"“‘(]?\Z")
_POWERS = np.array([pow(0x9E3779B97F4A7C15, RUN - 1 - i, 1 << 64) for i in range(RUN)], dtype=np.uint64)


@dataclass(frozen=True, eq=False)
class Fingerprint:
    """What is kept of a text to compare it.

    Attributes:
        shingles: one hash for each run of five words, in order.
        told: for each of them, whether most of its words stand outside quotation marks.
        words: how many words the text has; `told_words` of them outside quotation marks.
    """

    shingles: Hashes
    told: NDArray[np.bool_]
    words: int
    told_words: int

    @property
    def own(self) -> Hashes:
        """The shingles outside quotation marks."""
        return self.shingles[self.told]


@dataclass(frozen=True)
class Overlap:
    """What two texts share.

    Attributes:
        same: whether both have the same words, in quotation marks or not.
        jaccard: shared shingles by all shingles of both, outside quotation marks, 0 to 1.
        words: words of the first text in passages that the second has too, outside quotation marks.
        share: `words` by the first text's words outside quotation marks; `other_share` by those of the second.
        longest: first and last word of the longest such passage in the first text, as indices `[first, last)`; None if there is none.
    """

    same: bool
    jaccard: float
    words: int
    share: float
    other_share: float
    longest: tuple[int, int] | None


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a text; of a text under five words it is empty, and such a text is like no other."""
    words, told_words = list[str](), list[bool]()
    for told, part in _parts(text):
        found = _WORD.findall(part)
        words += found
        told_words += [told] * len(found)
    if sum(told_words) < OWN * len(words):
        told_words = [True] * len(words)
    if len(words) < RUN:
        return Fingerprint(np.empty(0, np.uint32), np.empty(0, np.bool_), len(words), sum(told_words))
    hashes = np.fromiter(map(_word_hash, words), dtype=np.uint64, count=len(words))
    mixed = mix((sliding_window_view(hashes, RUN) * _POWERS).sum(axis=1, dtype=np.uint64))
    mostly = sliding_window_view(np.array(told_words), RUN).sum(axis=1) > RUN // 2
    return Fingerprint((mixed >> np.uint64(32)).astype(np.uint32), mostly, len(words), sum(told_words))


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """A text cut at quotation marks: whether each part stands outside of them, and the part."""
    done = 0
    for quotation in _QUOTED.finditer(text):
        yield True, text[done : quotation.start()]
        yield False, quotation.group()
        done = quotation.end()
    yield True, text[done:]


def quotable(text: str, words: tuple[int, int]) -> tuple[int, int]:
    """Characters `[start, end)` of a passage given by its words, begun at a sentence if one begins in its first half, cut after `QUOTE`."""
    spans = [m.span() for m in _WORD.finditer(text)][words[0] : words[1]]
    half = spans[: len(spans) // 2 + 1]
    first = next((i for i, (start, _) in enumerate(half) if start == 0 or _BEGIN.search(text, max(0, start - 4), start)), 0)
    chosen = spans[first : first + QUOTE]
    return chosen[0][0], chosen[-1][1]


def overlap(one: Fingerprint, other: Fingerprint) -> Overlap:
    """What the first text shares with the second. The Jaccard index is symmetric; passages are counted in the first."""
    if not len(one.shingles) or not len(other.shingles):
        return Overlap(False, 0.0, 0, 0.0, 0.0, None)
    here, there = np.unique(one.own), np.unique(other.own)
    common = len(np.intersect1d(here, there, assume_unique=True))
    passages = _passages(np.isin(one.shingles, other.shingles[other.told]) & one.told)
    words = sum(last - first for first, last in passages)
    longest = max(passages, key=lambda p: (p[1] - p[0], -p[0]), default=None)
    return Overlap(
        np.array_equal(one.shingles, other.shingles),
        common / max(len(here) + len(there) - common, 1),
        words,
        min(1.0, words / max(one.told_words, 1)),
        min(1.0, words / max(other.told_words, 1)),
        longest,
    )


def _passages(shared: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Runs of at least `PASSAGE` words, `[first, last)`, from the shingles that are shared."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], shared.view(np.int8), [0]))))
    runs = [(int(first), int(last) + RUN - 1) for first, last in zip(edges[::2], edges[1::2], strict=True)]
    return [(first, last) for first, last in runs if last - first >= PASSAGE]


def hashed(words: str) -> int:
    """A fixed 32-bit hash of some words."""
    return crc32(words.encode("utf-8"))


@lru_cache(maxsize=1 << 17)
def _word_hash(word: str) -> int:
    return hashed(word.casefold())


def mix(values: Wide) -> Wide:
    """Spreads the bits of 64-bit values (the finisher of SplitMix64; Steele, Lea and Flood 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
