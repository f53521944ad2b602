"""The gold corpus as records: what a perfect reader would make of its reports."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

from counterclaim.evaluation.reports.gold_claims import read_groups
from counterclaim.incidents.told import Told
from counterclaim.records.models import Record

GOLD = Path(__file__).parent.parent / "evals" / "gold"


@cache
def gold_records(half: str = "dev") -> tuple[Record, ...]:
    """The records of all reports of a half that claim something."""
    by_report: dict[str, list[Told]] = defaultdict(list)
    for group in read_groups(GOLD):
        if group.half == half:
            for claim in group.claims:
                by_report[claim.told.report.id].append(claim.told)
    return tuple(
        Record(
            report=told[0].report,
            claims=tuple(t.claim for t in told),
            events=tuple({t.event.id: t.event for t in told}.values()),
        )
        for told in by_report.values()
    )
