"""The measures on examples of the literature: Bagga and Baldwin (1998), figures 2 and 3; Luo (2005), figure 1."""

from __future__ import annotations

import pytest

from counterclaim.evaluation.clustering import Agreement, agreement

TRUTH = {**dict.fromkeys("12345", "A"), **dict.fromkeys("67", "B"), **dict.fromkeys("89abc", "C")}
SMALL_MERGED = {**TRUTH, **dict.fromkeys("67", "C")}
LARGE_MERGED = {**TRUTH, **dict.fromkeys("89abc", "A")}


def test_the_same_clusters_agree_whatever_their_names() -> None:
    result = agreement(TRUTH, {item: f"other {name}" for item, name in TRUTH.items()})
    assert result.b_cubed_f1 == result.ceaf.f1 == result.pairs.f1 == 1.0


@pytest.mark.parametrize(("found", "precision"), [(SMALL_MERGED, 16 / 21), (LARGE_MERGED, 7 / 12)])
def test_b_cubed_charges_more_for_merging_large_clusters(found: dict[str, str], precision: float) -> None:
    result = agreement(TRUTH, found)
    assert result.b_cubed_precision.precision == pytest.approx(precision)
    assert result.b_cubed_recall.precision == 1.0


def test_the_published_example_of_b_cubed() -> None:
    assert agreement(TRUTH, SMALL_MERGED).b_cubed_f1 == pytest.approx(0.865, abs=0.001)
    assert agreement(TRUTH, LARGE_MERGED).b_cubed_f1 == pytest.approx(0.737, abs=0.001)


@pytest.mark.parametrize(
    ("found", "f1"),
    [
        (SMALL_MERGED, 0.733),
        (LARGE_MERGED, 0.667),
        (dict.fromkeys(TRUTH, "one"), 0.294),
        ({item: item for item in TRUTH}, 0.178),
    ],
)
def test_the_published_examples_of_ceaf(found: dict[str, str], f1: float) -> None:
    """Responses a to d against the same truth, with the similarity φ4, the Dice coefficient."""
    assert agreement(TRUTH, found).ceaf.f1 == pytest.approx(f1, abs=0.001)


def test_pairs_are_counted_inside_clusters() -> None:
    pairs = agreement(TRUTH, SMALL_MERGED).pairs
    assert (pairs.right, pairs.found, pairs.wanted) == (10 + 1 + 10, 10 + 21, 21)


def test_singletons_have_no_pairs() -> None:
    assert agreement({"1": 1, "2": 2}, {"1": 1, "2": 2}).pairs.f1 == 0.0


def test_documents_add_up() -> None:
    whole = agreement(TRUTH, SMALL_MERGED) + agreement({"x": 1}, {"x": 1})
    assert whole.b_cubed_precision.right == pytest.approx(12 * 16 / 21 + 1)
    assert whole.ceaf.wanted == 4


def test_nothing_at_all_scores_nothing() -> None:
    assert Agreement().b_cubed_f1 == agreement({}, {}).ceaf.f1 == 0.0


def test_the_items_must_be_the_same() -> None:
    with pytest.raises(ValueError, match="the same"):
        agreement({"1": 1}, {"2": 1})
