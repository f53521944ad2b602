"""Scores → trees and entities."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from ufal.chu_liu_edmonds import chu_liu_edmonds


def decode_tree(arcs: NDArray[np.float32]) -> NDArray[np.int64]:
    """Best single-rooted tree.

    Args:
        arcs: scores (n, n + 1) of each word's head; column 0 is the root.

    Returns:
        Heads (n,), 1-based, 0 for the root. The greedy choice where it already is a tree, else the maximum spanning
        arborescence (Chu and Liu 1965, Edmonds 1967) with its best root.
    """
    heads: NDArray[np.int64] = arcs.argmax(axis=1).astype(np.int64)
    if _is_tree(heads):
        return heads
    n = arcs.shape[0]
    probabilities = arcs - arcs.max(axis=1, keepdims=True)
    probabilities = probabilities - np.log(np.exp(probabilities).sum(axis=1, keepdims=True))
    scores = np.full((n + 1, n + 1), np.nan)
    scores[1:, :] = probabilities
    np.fill_diagonal(scores, np.nan)
    found, _ = chu_liu_edmonds(scores)
    heads = np.array(found[1:], dtype=np.int64)
    roots = np.flatnonzero(heads == 0)
    if len(roots) == 1:
        return heads
    best: tuple[float, NDArray[np.int64]] | None = None
    for root in roots:
        single = scores.copy()
        single[1:, 0] = np.nan
        single[1 + root, :] = np.nan
        single[1 + root, 0] = 0.0
        found, total = chu_liu_edmonds(single)
        total += probabilities[root, 0]
        if best is None or total > best[0]:
            best = (total, np.array(found[1:], dtype=np.int64))
    assert best is not None
    return best[1]


def _is_tree(heads: NDArray[np.int64]) -> bool:
    """Whether every word reaches the one root."""
    above = heads.tolist()
    if above.count(0) != 1:
        return False
    hung = {0}
    for word in range(1, len(above) + 1):
        path, at = set[int](), word
        while at not in hung:
            if at in path:
                return False
            path.add(at)
            at = above[at - 1]
        hung |= path
    return True


def decode_entities(kinds: NDArray[np.float32], starts: NDArray[np.float32], ends: NDArray[np.float32]) -> list[tuple[int, int, int, int]]:
    """Entities as (head word, first word, last word, type index), 0-based, inclusive.

    Args:
        kinds: scores (n, types), type 0 for none.
        starts, ends: pointer scores (n, n) from a head word to the first and the last word of its entity.
    """
    found = []
    for head in np.flatnonzero(kinds.argmax(axis=1)):
        first = int(starts[head, : head + 1].argmax())
        last = int(head + ends[head, head:].argmax())
        found.append((int(head), first, last, int(kinds[head].argmax())))
    return found
