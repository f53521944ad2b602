from __future__ import annotations

import itertools
import random
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.errors import ConfigError
from counterclaim.evaluation.counting import Counts, best_pairs

Table = list[list[float]]


def tables(most: int = 4) -> st.SearchStrategy[Table]:
    """Tables of scores in quarters, zero among them, so that sums are exact and ties are common."""
    score = st.integers(0, 8).map(lambda n: n / 4)
    return st.integers(1, most).flatmap(lambda columns: st.lists(st.lists(score, min_size=columns, max_size=columns), max_size=most))


def counts() -> st.SearchStrategy[Counts]:
    """Counts with no more right than found or wanted."""
    whole = st.integers(0, 50)
    return st.tuples(whole, whole, whole).map(lambda n: Counts(min(n), n[1], n[2]))


def total(table: Table) -> float:
    return sum(table[row][column] for row, column in best_pairs(table))


def best_by_trying(table: Table) -> float:
    rows, columns = len(table), len(table[0]) if table else 0
    if rows > columns:
        return best_by_trying([list(column) for column in zip(*table, strict=True)]) if columns else 0.0
    return max(sum(table[row][column] for row, column in enumerate(order)) for order in itertools.permutations(range(columns), rows))


def test_precision_recall_and_f1() -> None:
    measured = Counts(right=3, found=4, wanted=6)
    assert measured.precision == 0.75
    assert measured.recall == 0.5
    assert measured.f1 == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("empty", "precision", "recall"), [(Counts(), 0, 0), (Counts(0, 5, 0), 0, 0), (Counts(0, 0, 5), 0, 0), (Counts(5, 5, 5), 1, 1)]
)
def test_nothing_found_or_wanted_is_no_division_by_zero(empty: Counts, precision: float, recall: float) -> None:
    assert (empty.precision, empty.recall, empty.f1) == (precision, recall, precision)


def test_counts_of_documents_add_up() -> None:
    assert Counts(1, 2, 3) + Counts(0.5, 1, 1) == Counts(1.5, 3, 4)


@settings(max_examples=50, deadline=None)
@given(counts())
def test_f1_lies_between_precision_and_recall(measured: Counts) -> None:
    low, high = sorted((measured.precision, measured.recall))
    assert 0 <= low <= high <= 1
    assert low - 1e-9 <= measured.f1 <= high + 1e-9
    if measured.precision and measured.recall:
        assert measured.f1 == pytest.approx(2 / (1 / measured.precision + 1 / measured.recall))


@settings(max_examples=50, deadline=None)
@given(counts(), counts())
def test_the_order_of_documents_does_not_matter(one: Counts, other: Counts) -> None:
    assert one + other == other + one
    assert one + Counts() == one


def test_pairs_for_the_largest_total_and_not_the_largest_pair() -> None:
    assert sorted(best_pairs([[0.9, 0.8], [0.8, 0.0]])) == [(0, 1), (1, 0)]


def test_pairs_that_score_nothing_are_left_out() -> None:
    assert list(best_pairs([[0.0, 0.0], [0.0, 0.4]])) == [(1, 1)]


@pytest.mark.parametrize("table", [[], [[]], [[], []]])
def test_nothing_to_pair(table: Table) -> None:
    assert list(best_pairs(table)) == []


@settings(max_examples=50, deadline=None)
@given(tables())
def test_no_row_and_no_column_is_paired_twice(table: Table) -> None:
    pairs = list(best_pairs(table))
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert all(table[row][column] > 0 for row, column in pairs)


@settings(max_examples=50, deadline=None)
@given(tables())
def test_no_other_pairing_gives_more(table: Table) -> None:
    assert total(table) == best_by_trying(table)


@settings(max_examples=50, deadline=None)
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_does_not_matter(table: Table, chance: random.Random) -> None:
    columns = chance.sample(range(len(table[0])), len(table[0])) if table else []
    shuffled = [[row[column] for column in columns] for row in chance.sample(table, len(table))]
    assert total(shuffled) == total(table)


@settings(max_examples=50, deadline=None)
@given(tables())
def test_rows_and_columns_may_change_places(table: Table) -> None:
    assert total([list(column) for column in zip(*table, strict=True)]) == total(table)


def test_a_missing_extra_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    with pytest.raises(ConfigError, match=r"pip install 'counterclaim\[evaluation\]'"):
        list(best_pairs([[1.0]]))
