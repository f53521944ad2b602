"""Trees and entities from scores."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from counterclaim.language.decoding import decode_entities, decode_tree


def is_single_rooted_tree(heads: list[int]) -> bool:
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        at, steps = word, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return True


def log_probability(arcs: NDArray[np.float32], heads: list[int]) -> float:
    normal = arcs.astype(np.float64) - np.log(np.exp(arcs.astype(np.float64)).sum(axis=1, keepdims=True))
    return float(sum(normal[word, head] for word, head in enumerate(heads)))


@st.composite
def arc_scores(draw: st.DrawFn, longest: int) -> NDArray[np.float32]:
    n = draw(st.integers(min_value=1, max_value=longest))
    scores = draw(st.lists(st.floats(min_value=-9, max_value=9, width=32), min_size=n * (n + 1), max_size=n * (n + 1)))
    return np.array(scores, dtype=np.float32).reshape(n, n + 1)


def test_greedy_choice_that_is_a_tree_is_kept() -> None:
    arcs = np.array([[0, 0, 5, 0], [5, 0, 0, 0], [0, 0, 5, 0]], dtype=np.float32)
    assert decode_tree(arcs).tolist() == [2, 0, 2]


def test_one_word_is_the_root_even_if_it_likes_itself_better() -> None:
    assert decode_tree(np.array([[0, 9]], dtype=np.float32)).tolist() == [0]


def test_cycle_is_broken_where_it_costs_least() -> None:
    arcs = np.array([[1, 0, 5], [4, 5, 0]], dtype=np.float32)
    assert decode_tree(arcs).tolist() == [2, 0]


def test_second_root_is_attached() -> None:
    arcs = np.array([[9, 0, 1], [8, 2, 0]], dtype=np.float32)
    assert decode_tree(arcs).tolist() == [0, 1]


@given(arc_scores(longest=4))
@settings(max_examples=150, deadline=None)
def test_tree_is_the_best_of_all_small_trees(arcs: NDArray[np.float32]) -> None:
    found = decode_tree(arcs).tolist()
    n = len(found)
    trees = [list(heads) for heads in product(range(n + 1), repeat=n) if is_single_rooted_tree(list(heads))]
    assert found in trees
    assert log_probability(arcs, found) >= max(log_probability(arcs, heads) for heads in trees) - 1e-4


@given(arc_scores(longest=14))
@settings(max_examples=60, deadline=None)
def test_every_result_is_a_single_rooted_tree(arcs: NDArray[np.float32]) -> None:
    assert is_single_rooted_tree(decode_tree(arcs).tolist())


@pytest.mark.parametrize("n", [1, 2, 5, 160])
def test_scores_all_alike(n: int) -> None:
    assert is_single_rooted_tree(decode_tree(np.zeros((n, n + 1), dtype=np.float32)).tolist())


def test_entities_point_from_their_heads_to_both_ends() -> None:
    kinds = np.array([[9, 0, 0], [9, 0, 0], [0, 0, 9], [9, 0, 0]], dtype=np.float32)
    starts, ends = np.zeros((4, 4), dtype=np.float32), np.zeros((4, 4), dtype=np.float32)
    starts[2, 1], ends[2, 3] = 5, 5
    assert decode_entities(kinds, starts, ends) == [(2, 1, 3, 2)]


def test_entities_hold_their_heads_whatever_the_pointers_say() -> None:
    kinds = np.array([[9, 0], [0, 9], [9, 0]], dtype=np.float32)
    starts, ends = np.zeros((3, 3), dtype=np.float32), np.zeros((3, 3), dtype=np.float32)
    starts[1, 2], ends[1, 0] = 5, 5
    ((head, first, last, _),) = decode_entities(kinds, starts, ends)
    assert first <= head <= last


def test_no_entities() -> None:
    kinds = np.array([[9, 0], [9, 0]], dtype=np.float32)
    assert decode_entities(kinds, np.zeros((2, 2), dtype=np.float32), np.zeros((2, 2), dtype=np.float32)) == []
