from __future__ import annotations

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.incidents.shingles import RUN, fingerprint
from counterclaim.incidents.sketches import (
    BANDS,
    FIRST,
    LARGEST,
    NEXT,
    PER_REPORT,
    ROWS,
    WINDOW,
    bands,
    best_pairs,
    likeness,
    pairs_in_blocks,
    selected,
    signature,
)


def words(seed: int, count: int) -> list[str]:
    rnd = random.Random(seed)
    return [f"w{rnd.randrange(100_000)}" for _ in range(count)]


def test_a_signature_depends_on_the_set_of_shingles_alone() -> None:
    shingles = fingerprint(" ".join(words(1, 50))).shingles
    assert np.array_equal(signature(shingles), signature(np.concatenate((shingles[::-1], shingles[:7]))))


def test_the_signature_of_nothing_is_all_ones() -> None:
    assert (signature(np.empty(0, np.uint32)) == LARGEST).all()


def test_signatures_estimate_the_likeness_of_texts() -> None:
    both, one, other = words(1, 300), words(2, 100), words(3, 100)
    signatures = np.stack([signature(fingerprint(" ".join(both + more)).shingles) for more in (one, other, [])])
    estimates = likeness(signatures, np.array([[0, 1], [0, 2]]))
    assert np.allclose(estimates, [0.6, 0.75], atol=0.15)


def test_bands_of_equal_rows_have_equal_keys_that_differ_by_band() -> None:
    one = signature(fingerprint(" ".join(words(1, 50))).shingles)
    other = one.copy()
    other[0] += 1
    keys = bands(np.stack((one, other)))
    assert keys.shape == (2, BANDS)
    assert (keys[0] == keys[1]).tolist() == [False] + [True] * (BANDS - 1)
    assert len(np.unique(bands(np.zeros((1, ROWS * BANDS), np.uint32)))) == BANDS


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 10_000))
def test_a_long_run_in_common_is_always_selected_in_both(before: int, after: int, seed: int) -> None:
    run = words(seed, RUN + WINDOW - 1)
    one = fingerprint(" ".join(words(seed + 1, before) + run + words(seed + 2, after)))
    other = fingerprint(" ".join(words(seed + 3, after) + run + words(seed + 4, before)))
    assert set(selected(one).tolist()) & set(selected(other).tolist())


def test_nothing_in_quotation_marks_is_selected() -> None:
    quotation, own = words(1, 40), words(2, 40)
    print_ = fingerprint(f'{" ".join(own)} "{" ".join(quotation)}"')
    assert set(selected(print_).tolist()) <= set(fingerprint(" ".join(own + quotation)).shingles[:40].tolist())
    assert len(selected(print_))


def test_members_of_a_block_are_paired_and_shared_keys_counted() -> None:
    keys = np.array([7, 7, 9, 9, 9], dtype=np.uint64)
    pairs, counts = pairs_in_blocks(keys, np.array([2, 0, 2, 0, 1]))
    assert pairs.tolist() == [[0, 1], [0, 2], [1, 2]]
    assert counts.tolist() == [1, 2, 1]


def test_no_members_no_pairs() -> None:
    pairs, counts = pairs_in_blocks(np.empty(0, np.uint64), np.empty(0, np.int64))
    assert (pairs.shape, len(counts)) == ((0, 2), 0)


def test_a_large_block_costs_no_more_than_its_size() -> None:
    count = 500
    pairs, counts = pairs_in_blocks(np.zeros(count, np.uint64), np.arange(count))
    assert len(pairs) <= count * (FIRST + NEXT)
    assert (counts == 1).all()
    assert {(0, i) for i in range(1, count)} <= {(int(i), int(j)) for i, j in pairs}


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 8)), max_size=30))
def test_the_order_of_memberships_does_not_matter(rows: list[tuple[int, int]]) -> None:
    def paired(given: list[tuple[int, int]]) -> list[list[int]]:
        keys, members = np.array([k for k, _ in given], np.uint64), np.array([m for _, m in given], np.int64)
        return pairs_in_blocks(keys, members)[0].tolist()  # type: ignore[no-any-return]

    assert paired(sorted(set(rows))) == paired(sorted(set(rows), reverse=True))
    assert all(one < other for one, other in paired(rows))


def test_the_most_promising_pairs_of_each_report_are_kept() -> None:
    pairs = np.array([[i, 20] for i in range(12)] + [[0, 21]])
    kept = best_pairs(pairs, np.array([1.0] * 11 + [2.0, 0.1]))
    assert sorted(kept.tolist()) == sorted([[i, 20] for i in (*range(PER_REPORT - 1), 11)] + [[0, 21]])
