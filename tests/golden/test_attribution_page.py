"""The examples of docs/attribution.md: every line after an arrow is what the program gives for the text above it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from counterclaim.pipeline import Pipeline
from counterclaim.records.models import Actor, Claim, Record, Report
from counterclaim.records.words import Status

PAGE = Path(__file__).parents[2] / "docs" / "attribution.md"
pytestmark = pytest.mark.engine


def examples() -> list[tuple[str, list[str]]]:
    found = []
    for block in re.findall(r"```claims\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.S):
        for example in block.strip().split("\n\n"):
            text, *lines = example.split("\n")
            found.append((text, [line.removeprefix("→ ") for line in lines]))
    return found


def line_of(claim: Claim, record: Record) -> str:
    event = record.event(claim.events[0])
    status = "" if event.status is Status.OCCURRED else f" [{event.status}]"
    answers = f" answers {claim.answers}" if claim.answers else ""
    return f"{claim.claimant.id} {claim.stance} {event.kind}{status}: {parties(event.initiators)} → {parties(event.targets)}{answers}"


def parties(actors: tuple[Actor, ...]) -> str:
    return ", ".join(sorted(a.party for a in actors if a.party)) or "nobody"


def test_the_page_has_examples() -> None:
    assert len(examples()) >= 12


@pytest.mark.parametrize(("text", "lines"), examples(), ids=[text[:40] for text, _ in examples()])
def test_example(text: str, lines: list[str], pipeline: Pipeline) -> None:
    (record,) = pipeline.read([Report(id="example", text=text, published=dt.date(2023, 5, 12))])
    assert [line_of(claim, record) for claim in record.claims] == lines
