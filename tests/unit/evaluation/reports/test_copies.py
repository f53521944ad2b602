from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterclaim.errors import ResourceError
from counterclaim.evaluation.reports.copies import SUITE, gold_pairs, shared
from counterclaim.evaluation.reports.tellings import read_gold
from counterclaim.evaluation.suite import Engines, Folders

WIRE = """Title of the wire

Shells fell on the village of Sotk before dawn and two houses burned down, said the mayor, who had spent the night in a cellar there.
The ministry in Yerevan has not said yet who it was that fired them, and nobody in Baku could be reached by telephone until noon.
"""
OTHER = """Another title

Two trucks with flour from Chad were burnt on the road to Mellit before they reached the warehouses of the town, the drivers said.
Families in El Fasher have eaten nothing but fodder for weeks, according to doctors of the last hospital that is still open there.
"""


def write(folder: Path, name: str, text: str, copy_of: str | None = None) -> None:
    half = name.partition("-")[0]
    path = folder / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    (path.parent / "group.json").write_text(json.dumps({"half": half}), encoding="utf-8")
    gold: dict[str, object] = {"outlet": path.stem, "published": "2023-05-13", "claims": [], "events": [], "copy_of": copy_of}
    path.write_text(json.dumps(gold), encoding="utf-8")
    path.with_suffix(".txt").write_text(text, encoding="utf-8")


def figures(folder: Path) -> dict[str, float]:
    return {f.name: f.value for f in SUITE.run(folder, Engines())}


@pytest.fixture(name="gold")
def gold_folder(tmp_path: Path) -> Path:
    """Dev: a wire with its copy, which is found, and a second that was told anew. Test: nothing to find."""
    write(tmp_path, "dev-a/wire", WIRE)
    write(tmp_path, "dev-a/copy", WIRE.replace("Title", "Words"), "wire")
    write(tmp_path, "dev-a/anew", OTHER.replace("Chad", "Libya")[:160], "copy")
    write(tmp_path, "test-a/wire", OTHER)
    return tmp_path


def test_pairs_with_one_origin_are_counted_by_half(gold: Path) -> None:
    found = figures(gold)
    assert (found["dev.reports"], found["dev.gold"], found["dev.found"]) == (3, 3, 1)
    assert [found[f"dev.{name}"] for name in ("precision", "recall", "f1")] == pytest.approx([1, 1 / 3, 0.5])
    assert (found["test.reports"], found["test.gold"], found["test.found"], found["test.precision"]) == (1, 0, 0, 0)


def test_a_false_fold_across_groups_shows_in_both_halves(gold: Path) -> None:
    write(gold, "test-a/theft", WIRE)
    found = figures(gold)
    assert [found["dev.precision"], found["test.precision"]] == pytest.approx([1 / 3, 0])


def test_copies_of_one_report_have_one_origin(gold: Path) -> None:
    assert gold_pairs(list(read_gold(gold))) == {
        frozenset(f"dev-a/{name}" for name in pair) for pair in (("wire", "copy"), ("wire", "anew"), ("copy", "anew"))
    }


def test_a_copy_of_nothing_is_said(gold: Path) -> None:
    write(gold, "dev-a/stray", WIRE, "nowhere")
    with pytest.raises(ResourceError, match="dev-a/stray: dev-a/nowhere"):
        figures(gold)


def test_copies_of_each_other_end() -> None:
    assert shared([("a", "x"), ("b", "x"), ("c", "y")]) == {frozenset("ab")}


def test_the_suite_finds_its_data(gold: Path) -> None:
    assert SUITE.find(Folders(gold, gold)) == gold
    assert SUITE.find(Folders(gold / "none", gold)) is None
