from __future__ import annotations

import math

from counterclaim.incidents.clustering import agglomerate, components, gather

UNPLACED = [True, True, True, True, True, False, True]


def test_the_surest_pair_is_joined_first_and_clusters_by_the_mean() -> None:
    scores = {(0, 1): 5.0, (2, 3): 4.0, (1, 2): 1.0, (0, 2): -9.0, (0, 3): -9.0, (1, 3): -9.0}
    assert agglomerate(range(4), scores) == [[0, 1], [2, 3]]
    assert agglomerate(range(3), {(0, 1): 5.0, (1, 2): 4.0, (0, 2): 3.0}) == [[0, 1, 2]]
    assert agglomerate(range(2), {}) == [[0], [1]]
    assert agglomerate([], {}) == []


def test_a_pair_that_was_never_compared_counts_the_same_whatever_else_was() -> None:
    assert agglomerate(range(3), {(0, 1): 12.0, (1, 2): 9.0}) == [[0, 1, 2]]
    assert agglomerate(range(3), {(0, 1): 12.0, (1, 2): 7.0}) == [[0, 1], [2]]
    assert agglomerate(range(5), {(0, 1): 12.0, (1, 2): 9.0, (3, 4): -12.0}) == [[0, 1, 2], [3], [4]]


def test_a_pair_left_out_of_a_crowded_block_counts_as_the_others_do() -> None:
    crowds = dict.fromkeys(range(3), frozenset({6}))
    assert agglomerate(range(3), {(0, 1): 12.0, (1, 2): 7.0}, crowds) == [[0, 1, 2]]
    definite = dict.fromkeys(range(3), frozenset({6, 7}))
    assert agglomerate(range(3), {(0, 1): 12.0, (1, 2): 7.0}, definite) == [[0, 1], [2]]


def test_minus_infinity_keeps_two_apart_whatever_joins_them() -> None:
    scores = {(0, 1): 9.0, (1, 2): 8.0, (0, 2): -math.inf}
    assert agglomerate(range(3), scores) == [[0, 1], [2]]


def test_small_unplaced_clusters_alone_are_gathered() -> None:
    large = [0, 1, 2, 3, 4]
    scores = {(n, 5): -2.0 for n in large} | {(n, 6): -2.0 for n in large}
    assert gather([large, [5], [6]], UNPLACED, scores) == [[0, 1, 2, 3, 4, 5], [6]]
    assert gather([large, [5]], UNPLACED, {(n, 5): -9.0 for n in large}) == [large, [5]]
    assert gather([large[:3], [5]], UNPLACED, {(n, 5): 9.0 for n in large[:3]}) == [[0, 1, 2], [5]]


def test_what_is_told_apart_is_not_gathered() -> None:
    large = [0, 1, 2, 3, 4]
    scores = {(n, 5): 2.0 for n in large} | {(4, 5): -math.inf}
    assert gather([large, [5]], UNPLACED, scores) == [large, [5]]


def test_parts_are_named_by_their_least_member() -> None:
    assert components(6, [(4, 5), (1, 4), (2, 3)]) == [0, 1, 2, 2, 1, 1]
