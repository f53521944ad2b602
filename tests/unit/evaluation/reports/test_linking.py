from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.evaluation.clustering import agreement
from counterclaim.evaluation.reports.gold_claims import GoldGroup, read_groups
from counterclaim.evaluation.reports.linking import (
    annotated_as,
    figures_of,
    fit,
    gold_agreement,
    labelled,
    labelled_read,
    placed_in,
)
from counterclaim.evaluation.reports.tellings import read_gold
from counterclaim.incidents.comparators import BASE, COMPARATORS
from counterclaim.incidents.linking import link
from counterclaim.incidents.told import told_in
from counterclaim.records.models import Record
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
    weights = fit(labelled(list(read_groups(write_group(tmp_path)))))
    assert {name for name, _ in weights} == {BASE, *COMPARATORS}
    assert weights["kind", "same"] > 0 > weights["kind", "other family"]
    assert weights["place", "same"] > weights["place", "unknown"]


def read_as_annotated(group: GoldGroup, report: str) -> Record:
    """A record of one report that holds what is annotated in it, under ids of its own."""
    told = [c.told for c in group.claims if c.told.report.id == report]
    claims = tuple(t.claim.model_copy(update={"id": f"r{t.claim.id}"}) for t in told)
    return Record(report=told[0].report, claims=claims, events=tuple(t.event for t in told))


def test_claims_that_are_read_lie_in_the_incidents_of_those_annotated_on_the_same_words(tmp_path: Path) -> None:
    (group,), gold = list(read_groups(write_group(tmp_path))), list(read_gold(tmp_path))
    records = [read_as_annotated(group, g.report.id) for g in gold]
    assert annotated_as(gold, records) == {f"dev-toy-a/{r}/r{c}": f"dev-toy-a/{r}/{c}" for r in ("one", "two") for c in ("c1", "c2")}
    (story,) = labelled_read([group], gold, records)
    found = {told.key.rpartition("/")[0].rpartition("/")[2] + told.claim.id: incident for told, incident in story}
    assert found == {"onerc1": "dev-toy-a/i1", "onerc2": "dev-toy-a/i2", "tworc1": "dev-toy-a/i1"}
    placed = placed_in(gold, records, link(told_in(records)))
    assert placed["dev-toy-a/one/c1"] == placed["dev-toy-a/two/c1"] != placed["dev-toy-a/one/c2"]
