"""Which of many reports to compare: candidates from selections of their shingles, without comparing all with all.

MinHash signatures cut into bands (Broder 1997; Indyk and Motwani 1998) find texts that are alike as a whole. Winnowing (Schleimer,
Wilkerson and Aiken 2003) finds passages taken over: of two texts with `RUN + WINDOW - 1` words in a row in common outside quotation
marks, at least one selected shingle is the same. Reports that share a key lie in one block. Of a large block each report is
compared with the first few and with its neighbours only, so that cost grows with the number of reports, not with its square.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from counterclaim.incidents.shingles import Fingerprint, Hashes, Wide, mix

ROWS, BANDS = 3, 32
"""Signature rows in a band, and bands: of texts that share half of their shingles 98 % meet, of those that share 3 % one in a thousand."""
WINDOW = 8
FIRST, NEXT = 4, 4
"""In a block each report is compared with so many from the block's start, and with so many before itself."""
PER_REPORT = 8
"""So many candidates of each kind are kept for a report, the most promising: a wire of a thousand copies would make a million pairs."""
PART = 1 << 20
"""Memberships whose pairs are looked for at a time."""
AT_ONCE = 1 << 14
"""Pairs whose signatures are held against each other at a time."""
LARGEST = np.uint32(0xFFFFFFFF)

Pairs = NDArray[np.int64]


def signature(shingles: Hashes) -> Hashes:
    """MinHash: for each of `ROWS * BANDS` hash functions the least value over the shingles. Of nothing: all ones."""
    if not len(shingles):
        return np.full(ROWS * BANDS, LARGEST)
    factors, summands = _functions()
    values = np.unique(shingles).astype(np.uint64)[:, None] * factors + summands
    return np.asarray((values >> np.uint64(32)).astype(np.uint32).min(axis=0), dtype=np.uint32)


def bands(signatures: Hashes) -> Wide:
    """Keys of each signature (a row), one for each band: equal where the rows of the band are."""
    cut = signatures.reshape(len(signatures), BANDS, ROWS).astype(np.uint64)
    key = np.full(cut.shape[:2], 1, np.uint64) + np.arange(BANDS, dtype=np.uint64)
    for row in range(ROWS):
        key = mix(key ^ cut[:, :, row])
    return key


def selected(print_: Fingerprint) -> Wide:
    """The shingles outside quotation marks that winnowing selects: the least of each window, without repetition."""
    hashes = np.where(print_.told, print_.shingles, LARGEST)
    if len(hashes) < WINDOW:
        return np.empty(0, np.uint64)
    least = np.unique(sliding_window_view(hashes, WINDOW).min(axis=1))
    return np.asarray(least[least != LARGEST], dtype=np.uint64)


@cache
def _functions() -> tuple[Wide, Wide]:
    """Factors (odd) and summands of the hash functions: multiply and shift (Dietzfelbinger and others 1997)."""
    seeds = mix(np.arange(1, 2 * ROWS * BANDS + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))
    return seeds[::2] | np.uint64(1), seeds[1::2]


def likeness(signatures: Hashes, pairs: Pairs) -> NDArray[np.float64]:
    """The Jaccard index of each pair as its signatures estimate it; standard error at most 0.05."""
    found = np.empty(len(pairs), np.float64)
    for at in range(0, len(pairs), AT_ONCE):
        some = pairs[at : at + AT_ONCE]
        found[at : at + AT_ONCE] = (signatures[some[:, 0]] == signatures[some[:, 1]]).mean(axis=1)
    return found


def pairs_in_parts(keys: Wide | Hashes, members: NDArray[np.int64] | NDArray[np.int32]) -> tuple[Pairs, NDArray[np.int64]]:
    """As `pairs_in_blocks`, a part of the keys after the other, so that memory grows with the pairs and not with the memberships."""
    count, largest = len(keys) // PART + 1, int(members.max(initial=0)) + 1
    codes, shared = np.empty(0, np.int64), np.empty(0, np.int64)
    for part in range(count):
        here = keys % keys.dtype.type(count) == part
        pairs, counts = pairs_in_blocks(keys[here].astype(np.uint64), members[here].astype(np.int64))
        codes, which = np.unique(np.concatenate((codes, pairs[:, 0] * largest + pairs[:, 1])), return_inverse=True)
        shared = np.bincount(which, weights=np.concatenate((shared, counts)), minlength=len(codes)).astype(np.int64)
    return np.stack(np.divmod(codes, largest), axis=1), shared


def pairs_in_blocks(keys: Wide, members: NDArray[np.int64]) -> tuple[Pairs, NDArray[np.int64]]:
    """Pairs `(lower, higher)` of members that share keys, and how many keys each pair shares.

    Args:
        keys: one for each membership.
        members: the member of each; the order of the numbers is that of the members in a block.
    """
    order = np.lexsort((members, keys))
    keys, members = keys[order], members[order]
    at = np.arange(len(keys))
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else at
    start = np.repeat(starts, np.diff(np.append(starts, len(keys))))
    near = [(at[: len(at) - lag], at[lag:]) for lag in range(1, NEXT + 1) if lag < len(at)]
    lagged = [np.stack((one[start[one] == start[other]], other[start[one] == start[other]]), axis=1) for one, other in near]
    far = [np.stack((start + i, at), axis=1)[at - start - i > NEXT] for i in range(FIRST)]
    places = np.concatenate([*lagged, *far]) if len(at) else np.empty((0, 2), np.int64)
    found = members[places]
    found = found[found[:, 0] != found[:, 1]]
    pairs, counts = np.unique(found, axis=0, return_counts=True)
    return pairs.reshape(-1, 2), counts


def best_pairs(pairs: Pairs, scores: NDArray[np.float64] | NDArray[np.int64]) -> Pairs:
    """For each second member the `PER_REPORT` pairs of the highest score; of equal ones those whose first member is lower."""
    order = np.lexsort((pairs[:, 0], -scores, pairs[:, 1]))
    second = pairs[order, 1]
    rank = np.arange(len(order)) - np.searchsorted(second, second)
    return np.asarray(pairs[order[rank < PER_REPORT]], dtype=np.int64)
