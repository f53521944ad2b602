from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.evaluation.clustering import agreement
from counterclaim.evaluation.reports.gold_claims import read_groups
from counterclaim.evaluation.reports.linking import figures_of, fit, gold_agreement
from counterclaim.incidents.comparators import BASE, COMPARATORS
from gold_by_hand import write_group


def test_links_the_annotated_claims_that_belong_to_an_incident(tmp_path: Path) -> None:
    result = gold_agreement(list(read_groups(write_group(tmp_path))))
    assert result.b_cubed_precision.found == 3
    assert result.b_cubed_f1 == result.ceaf.f1 == result.pairs.f1 == 1.0


def test_figures_bear_the_name_of_their_comparison() -> None:
    figures = figures_of("gold.dev", agreement({"1": "a", "2": "a", "3": "b"}, {"1": "x", "2": "y", "3": "y"}))
    assert [f.name for f in figures] == [f"gold.dev.{n}" for n in ("b3_f1", "b3_precision", "b3_recall", "ceaf_e_f1", "pairs_f1")]
    assert figures[1].value == pytest.approx(2 / 3)
    assert figures[4].value == 0.0


def test_fitted_weights_favour_what_incidents_share(tmp_path: Path) -> None:
    weights = fit(list(read_groups(write_group(tmp_path))))
    assert {name for name, _ in weights} == {BASE, *COMPARATORS}
    assert weights["kind", "same"] > 0 > weights["kind", "other family"]
    assert weights["place", "same"] > weights["place", "unknown"]
