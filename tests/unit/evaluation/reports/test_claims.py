from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from counterclaim.errors import ResourceError
from counterclaim.evaluation.reports.claims import ANNOTATORS, CLAIMS, HELD, WIRE, told_by
from counterclaim.evaluation.suite import Engines, Folders
from counterclaim.records.models import Record, Report
from records_by_hand import TEXT, border_record
from tellings_by_hand import gold_report

EVENT: dict[str, Any] = {
    "id": "e1",
    "kind": "shelling",
    "status": "occurred",
    "background": False,
    "initiators": ["AZE"],
    "targets": ["ARM"],
    "place": {"name": "Sotk", "lat": 40.2, "lon": 45.87, "country": "ARM"},
    "date": ["2023-05-12", "2023-05-12"],
    "weapons": ["mortar", "drone"],
}
CLAIM = {"claimant": "ARM:MIL", "stance": "accuses", "content": ["its forces came under fire"], "event": "e1"}
GOLD = {"outlet": "Highland Wire", "published": "2023-05-13", "claims": [CLAIM], "events": [EVENT]}


class BorderPipeline:
    """Finds the claims of the record made by hand in every report that is not silent; keeps what it was given."""

    def __init__(self) -> None:
        self.read_ids: list[str] = []

    def read(self, reports: Iterable[Report]) -> Iterator[Record]:
        for report in reports:
            self.read_ids.append(report.id)
            found = border_record()
            yield found.model_copy(update={"report": report}) if not report.id.endswith("silent") else Record(report=report)


class SilentPipeline:
    """Finds nothing."""

    def read(self, reports: Iterable[Report]) -> Iterator[Record]:
        return (Record(report=report) for report in reports)


@pytest.fixture
def pipeline() -> BorderPipeline:
    return BorderPipeline()


@pytest.fixture
def engines(pipeline: BorderPipeline) -> Engines:
    made = Engines()
    vars(made)["pipeline"] = pipeline
    return made


def write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """One report of dev, which is read well, one of test, in which nothing is found, and one of the wire."""
    for half, slug in (("dev", "one"), ("test", "silent")):
        write(tmp_path / f"gold/{half}-toy-a/group.json", {"half": half})
        write(tmp_path / f"gold/{half}-toy-a/{slug}.json", GOLD)
        write(tmp_path / f"gold/{half}-toy-a/{slug}.txt", TEXT)
    write(tmp_path / "gold/second/dev-toy-a/one.json", {**GOLD, "claims": [CLAIM, {**CLAIM, "claimant": "RUS", "content": ["Sotk"]}]})
    write(tmp_path / "wire/gold/one.json", {**GOLD, "claims": [{**CLAIM, "event": EVENT}]})
    write(tmp_path / "wire/texts/one.txt", TEXT)
    return Folders(tmp_path / "gold", tmp_path / "wire")


def test_reports_are_told_in_order(engines: Engines, pipeline: BorderPipeline) -> None:
    gold = [gold_report(), gold_report(text=TEXT)]
    assert [(g, len(found)) for g, found in told_by(engines.read, gold)] == [(gold[0], 6), (gold[1], 6)]
    assert pipeline.read_ids == ["one", "one"]


def test_claims_are_measured_by_half(folders: Folders, engines: Engines) -> None:
    figures = {f.name: f.value for f in CLAIMS.run(folders.gold, engines)}
    assert {name: figures[f"dev.{name}"] for name in ("reports", "gold", "found")} == {"reports": 1, "gold": 1, "found": 6}
    assert figures["dev.precision"] == figures["dev.soft_precision"] == pytest.approx(1 / 6)
    assert figures["dev.recall"] == figures["dev.soft_recall"] == 1
    assert figures["dev.all_right_f1"] == figures["dev.strict_f1"] == pytest.approx(2 / 7)
    assert figures["dev.slot.kind"] == figures["dev.paired.kind"] == 1
    assert (figures["test.gold"], figures["test.found"], figures["test.f1"], figures["test.soft_f1"]) == (1, 0, 0, 0)


def test_of_the_test_half_only_totals_are_shown(folders: Folders, engines: Engines) -> None:
    names = {f.name.partition(".")[2] for f in CLAIMS.run(folders.gold, engines) if f.name.startswith("test.")}
    assert names == {
        *("reports", "gold", "found", "precision", "recall", "f1", "all_right_f1"),
        *("soft_f1", "strict_f1", "soft_precision", "soft_recall"),
    }


def test_the_wire_is_measured_without_spans(folders: Folders, engines: Engines) -> None:
    figures = {f.name: f.value for f in WIRE.run(folders.wire, engines)}
    assert figures["soft_recall"] == 1
    assert not [name for name in figures if name.startswith("slot.")]


def test_held_reports_are_measured_by_both_readers(folders: Folders, engines: Engines) -> None:
    held = folders.gold.parent / "held"
    write(held / "agency/one.json", GOLD)
    write(held / "agency/one.txt", TEXT)
    vars(engines)["rules"] = SilentPipeline()
    figures = {f.name: f.value for f in HELD.run(held, engines)}
    assert HELD.find(folders) == held
    assert (figures["gold"], figures["recall"]) == (1, 1)
    assert (figures["rules.gold"], figures["rules.recall"]) == (1, 0)


def test_annotators_are_measured_against_each_other_without_the_program(folders: Folders, pipeline: BorderPipeline) -> None:
    figures = {f.name: f.value for f in ANNOTATORS.run(folders.gold, Engines())}
    assert (figures["reports"], figures["gold"], figures["found"]) == (1, 1, 2)
    assert (figures["precision"], figures["recall"]) == (0.5, 1)
    assert pipeline.read_ids == []


def test_a_report_that_is_annotated_twice_but_not_once_is_said(folders: Folders, engines: Engines) -> None:
    write(folders.gold / "second/dev-toy-a/two.json", GOLD)
    write(folders.gold / "dev-toy-a/two.txt", TEXT)
    with pytest.raises(ResourceError, match="dev-toy-a/two"):
        ANNOTATORS.run(folders.gold, engines)


def test_suites_find_their_data(folders: Folders, tmp_path: Path) -> None:
    assert (CLAIMS.find(folders), WIRE.find(folders), ANNOTATORS.find(folders)) == (folders.gold, folders.wire, folders.gold)
    nowhere = Folders(tmp_path / "none", tmp_path / "none")
    assert (CLAIMS.find(nowhere), WIRE.find(nowhere), ANNOTATORS.find(nowhere)) == (None, None, None)
