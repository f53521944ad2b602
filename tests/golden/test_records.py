"""From report to record: the dev half of the gold corpus against golden files.

A golden file is what the pipeline gives, right or wrong; `pytest tests/golden --update` rewrites it, and the diff shows what a
change did. How right the records are is measured against the annotation by `counterclaim eval`.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from counterclaim.pipeline import Pipeline
from counterclaim.records.models import Record, Report
from golden_lines import record_lines

ROOT = Path(__file__).parents[2]
RECORDS = Path(__file__).parent / "records"
pytestmark = pytest.mark.engine


def dev_reports() -> list[Path]:
    groups = [g for g in sorted((ROOT / "evals" / "gold").glob("*/group.json")) if json.loads(g.read_text())["half"] == "dev"]
    return [p for g in groups for p in sorted(g.parent.glob("*.json")) if p.name != "group.json"]


@pytest.fixture(scope="session")
def records(pipeline: Pipeline) -> dict[str, Record]:
    gold = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in dev_reports()}
    texts = {p.stem: p.with_suffix(".txt").read_text(encoding="utf-8") for p in dev_reports()}
    reports = [
        Report(id=slug, text=texts[slug], outlet=g["outlet"], published=dt.date.fromisoformat(g["published"])) for slug, g in gold.items()
    ]
    return {r.report.id: r for r in pipeline.read(reports)}


def test_the_corpus_is_broad() -> None:
    assert len(dev_reports()) >= 40
    assert len({p.parent.name for p in dev_reports()}) >= 12


@pytest.mark.parametrize("path", dev_reports(), ids=lambda p: p.stem)
def test_record_is_as_the_golden_file_has_it(path: Path, records: dict[str, Record], update: bool) -> None:
    found = "\n".join(record_lines(records[path.stem])) + "\n"
    golden = RECORDS / f"{path.stem}.txt"
    if update:
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_every_span_is_evidence(records: dict[str, Record]) -> None:
    for record in records.values():
        text = record.report.text
        for claim in record.claims:
            for span in (*claim.content, *([claim.cue] if claim.cue else [])):
                assert 0 <= span.start < span.end <= len(text)
                assert span.of(text).strip()
        for event in record.events:
            for actor in (*event.initiators, *event.targets, *event.mediators):
                assert actor.span is not None or actor.source is not None, actor


def test_ids_join(records: dict[str, Record]) -> None:
    for record in records.values():
        events = {e.id for e in record.events}
        assert [e for c in record.claims for e in c.events] == [e.id for e in record.events]
        assert len(events) == len(record.events)
        assert {t.event for t in record.talks} <= events
        assert {b for a in record.agreements for b in a.breaches} <= {c.id for c in record.claims}


def test_a_record_is_the_same_alone_and_in_company(pipeline: Pipeline, records: dict[str, Record]) -> None:
    for record in list(records.values())[:6]:
        assert list(pipeline.read([record.report])) == [record]
