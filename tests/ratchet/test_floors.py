"""The ratchet: what the suites measure that need only the repository does not fall under its floor."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.evaluation.floors import Floors
from counterclaim.evaluation.scores import load_metrics
from counterclaim.evaluation.sheet import Entry, measure
from counterclaim.evaluation.suite import Engines, Figure, Folders
from counterclaim.evaluation.suites import SUITES

EVALS = Path(__file__).parents[2] / "evals"
FLOORS = Floors.read(EVALS / "floors.json")
ALWAYS_RUN = {"claims", "wire", "rules", "held", "annotators", "confidence", "copies", "incidents", "accounts", "accords", "relevance"}
"""Suites whose data lies in the repository."""
DEMANDED = ("claims.dev.soft_f1", "claims.test.soft_f1", "wire.soft_f1")
needs_engine = pytest.mark.engine


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    """Every suite on the sheet, without reference corpora."""
    folders, engines = Folders(EVALS / "gold", EVALS / "wire"), Engines()
    return [measure(suite, folders, engines) for suite in SUITES]


@pytest.fixture(scope="module")
def measured(entries: list[Entry]) -> dict[str, Figure]:
    """All figures by full name."""
    return {name: figure for entry in entries for name, figure in entry.named()}


@needs_engine
def test_suites_of_the_repository_are_run_and_no_others(entries: list[Entry]) -> None:
    assert {e.suite.name for e in entries if e.not_run is None} == ALWAYS_RUN


@needs_engine
def test_nothing_fell_under_its_floor(entries: list[Entry]) -> None:
    falls = [f"{f.figure} fell to {f.value:.3f}, under its floor of {f.floor:.3f}" for f in FLOORS.falls(entries)]
    assert not falls, "\n".join(falls)


@needs_engine
def test_no_figure_with_a_floor_vanished(entries: list[Entry]) -> None:
    assert FLOORS.missing(entries) == []


@needs_engine
def test_floors_of_suites_that_are_run_are_those_of_shares(measured: dict[str, Figure]) -> None:
    held = {name for name in FLOORS.floors if name.partition(".")[0] in ALWAYS_RUN}
    assert held <= {name for name, figure in measured.items() if not figure.unit and not figure.falls}


@needs_engine
def test_every_headline_is_measured(measured: dict[str, Figure]) -> None:
    assert {name for name in load_metrics() if name.partition(".")[0] in ALWAYS_RUN} <= set(measured)


@pytest.mark.parametrize("figure", DEMANDED)
def test_the_figures_that_matter_most_have_floors(figure: str) -> None:
    assert FLOORS.floors.get(figure, 0) > 0, f"no floor for {figure}: run counterclaim eval --update"


def test_every_floor_is_a_share_of_a_headline_figure_of_a_known_suite() -> None:
    assert set(FLOORS.floors) <= set(load_metrics())
    assert {name.partition(".")[0] for name in FLOORS.floors} <= {s.name for s in SUITES}
    assert all(0 <= floor <= 1 for floor in FLOORS.floors.values())


def test_every_floor_that_was_lowered_says_why() -> None:
    for note in FLOORS.lowered:
        assert set(note) == {"figure", "from", "to", "reason"}
        assert note["to"] < note["from"]
        assert note["reason"].strip()
    latest = {note["figure"]: note["to"] for note in FLOORS.lowered}
    assert all(FLOORS.floors[figure] >= to for figure, to in latest.items())
