"""Formats for annotators: brat and gold come back as the words and figures that went out."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import run

import pytest

from counterclaim.evaluation.reports.gold_claims import read_groups
from counterclaim.export.brat import write as write_brat
from counterclaim.export.formats import Export
from counterclaim.export.gold import COLUMNS, records_of
from counterclaim.export.gold import write as write_gold
from counterclaim.export.joined import Joined
from counterclaim.export.marks import marks_of
from counterclaim.incidents.compare import compare
from counterclaim.records.comparison import Comparison
from counterclaim.records.models import Record, Report, Span
from exports_by_hand import border_comparison
from incidents_by_hand import Saying, record
from records_by_hand import border_record

CHECKER = Path(__file__).parents[3] / "evals" / "check_gold.py"
BOUND = re.compile(r"T\d+\t(\w+) ((?:\d+ \d+;?)+)\t(.*)")
COMPARISON = border_comparison()


def stand_off(lines: list[str], text: str) -> tuple[dict[str, tuple[str, int, int]], list[dict[str, str]]]:
    """Text-bound annotations by name, as role and outer offsets, and events by role; every fragment is where it says."""
    bound, events = dict[str, tuple[str, int, int]](), list[dict[str, str]]()
    for line in lines:
        found = BOUND.fullmatch(line)
        if found:
            pieces = [tuple(map(int, piece.split())) for piece in found[2].split(";")]
            assert " ".join(text[start:end] for start, end in pieces) == found[3]
            bound[line.partition("\t")[0]] = (found[1], pieces[0][0], pieces[-1][1])
        elif line.startswith("E"):
            events.append(dict(part.split(":") for part in line.split("\t")[1].split()))
    return bound, events


def test_brat_comes_back() -> None:
    joined, parts = Joined(COMPARISON), {part.name: part.content.decode() for part in write_brat(COMPARISON).parts}
    for report in COMPARISON.reports:
        bound, events = stand_off(parts[f"{report.id}.ann"].splitlines(), report.text)
        claims = [c for c in COMPARISON.claims if joined.report(c.id) is report]
        assert parts[f"{report.id}.txt"] == report.text
        assert len(events) == len(claims)
        for claim, event in zip(claims, events, strict=True):
            told = {(re.sub(r"\d+$", "", role), *bound[name][1:]) for role, name in event.items() if role != "Claim"}
            assert told == {(m.role, m.span.start, m.span.end) for m in marks_of(joined, claim) if m.role != "Cue"}


def test_brat_parts_what_runs_over_lines() -> None:
    text = "The army said\nthat guns\n\nfired."
    report = Report(id="x", text=text)
    whole = Span(start=9, end=len(text))
    claim = COMPARISON.claims[0].model_copy(update={"id": "c1", "content": (whole,), "cue": None, "events": ()})
    made = compare([Record(report=report)], {}).model_copy(update={"claims": (claim.model_copy(update={"id": "x/c1"}),)})
    lines = next(part.content.decode() for part in write_brat(made).parts if part.name == "x.ann").splitlines()
    bound, _ = stand_off(lines, text)
    assert ("Content", 9, len(text)) in bound.values()
    assert "\t9 13;14 23;25 31\t" in lines[0].replace("Claim ", "\t", 1)


def test_brat_configuration_names_what_is_written() -> None:
    parts = {part.name: part.content.decode() for part in write_brat(COMPARISON).parts}
    told = parts["annotation.conf"]
    for name, content in parts.items():
        for line in content.splitlines() if name.endswith(".ann") else ():
            if line[0] in "TA":
                assert re.search(rf"^{line.split(chr(9))[1].split()[0]}\b", told, re.MULTILINE), line


def save_gold(folder: Path) -> Path:
    group = folder / "dev-export"
    group.mkdir()
    for part in write_gold(COMPARISON).parts:
        (group / part.name).write_bytes(part.content)
    return group


def test_the_checker_finds_no_fault_in_gold(tmp_path: Path) -> None:
    group = save_gold(tmp_path)
    done = run([sys.executable, str(CHECKER), str(group)], capture_output=True, text=True, check=False)
    by_choice = ("words (90 to 360 wanted)", "cue is null but the claimant is not the narrator")  # what the corpus asks beyond the format
    faults = [line for line in done.stdout.splitlines()[:-1] if not line.endswith(by_choice)]
    assert faults == []
    assert done.stdout.splitlines()[-1].startswith("1 groups, 4 reports,")


def test_gold_comes_back(tmp_path: Path) -> None:
    save_gold(tmp_path)
    (group,) = read_groups(tmp_path)
    read = {c.told.key.partition("/")[2]: c for c in group.claims}
    joined = Joined(COMPARISON)
    assert set(read) == {claim.id for claim in COMPARISON.claims}
    for claim in COMPARISON.claims:
        told, event = read[claim.id].told, joined.events[claim.events[0]]
        assert (told.claim.stance, told.claim.claimant.id) == (claim.stance, claim.claimant.id or "UNKNOWN")
        assert (told.event.kind, told.event.status, told.event.background) == (event.kind, event.status, event.background)
        assert [(h.effect, h.low, h.best, h.high) for h in told.event.harm] == [(h.effect, h.low, h.best, h.high) for h in event.harm]
        assert [s.start for s in told.claim.content] == [s.start for s in claim.content]
    assert len(group.incidents) == len(COMPARISON.incidents)


@pytest.mark.parametrize("write", [write_brat, write_gold])
def test_ids_of_reports_lead_out_of_no_folder(write: Callable[[Comparison], Export]) -> None:
    made = compare([record(name, Saying()) for name in ("../../evil", "a/b", "a-b", "group", ".")], {})
    names = [part.name for part in write(made).parts]
    assert len(set(names)) == len(names) == 11
    assert all(re.fullmatch(r"\w[\w-]*\.(txt|ann|json|conf)", name) for name in names)


def test_a_slug_of_gold_is_the_name_of_its_file() -> None:
    made = compare([record("../a", Saying()), record("../b", Saying(), copy_of="../a"), record("../c", Saying(), copy_of="gone")], {})
    read = {part.name: json.loads(part.content) for part in write_gold(made).parts if part.name.endswith(".json")}
    reports = {told["slug"]: told["copy_of"] for name, told in read.items() if name != "group.json"}
    assert {f"{slug}.json" for slug in reports} | {"group.json"} == set(read)
    assert {of for of in reports.values() if of} <= set(reports)


def keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(keys, (v for k, v in value.items() if k != "answers")))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


def test_gold_writes_the_fields_that_are_declared() -> None:
    declared = {field for of in COLUMNS.values() for field in of}
    for part in write_gold(COMPARISON).parts:
        if part.name.endswith(".json"):
            assert keys(json.loads(part.content)) <= declared


def test_records_come_apart_again() -> None:
    joined = Joined(COMPARISON)
    (record,) = (r for r in records_of(joined) if r.report.id == border_record().report.id)
    assert record == border_record().model_copy(update={"skipped": ()})


def test_gold_answers_are_those_of_the_accounts() -> None:
    group = json.loads(write_gold(COMPARISON).parts[0].content)
    shelling = next(i for i in group["incidents"] if any(row["verdict"] == "disputed" for row in i["accounts"]))
    row = next(row for row in shelling["accounts"] if row["question"] == "who_initiated")
    assert row["answers"] == {"ARM:MIL": "AZE", "AZE:MIL": "ARM"}
