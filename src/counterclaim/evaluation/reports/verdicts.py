"""The suite `accounts`: verdicts on what the sides say of an incident, against those of the gold corpus.

For each annotated question of an incident the verdict given by the rules is compared with the annotated one. `gold.` figures give
the rules the annotated claims of the incident.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from counterclaim.evaluation.reports.gold_claims import GoldGroup, read_groups
from counterclaim.evaluation.suite import Engines, Figure, Folders, Suite
from counterclaim.incidents.accounts import accounts_of


def gold_verdicts(groups: Sequence[GoldGroup]) -> Counter[tuple[str, str, str]]:
    """How often each sort of question got which verdict: (question, annotated, given), "none" where nobody answers."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for group in groups:
        for incident in group.incidents:
            told = [c.told for c in group.claims if c.incident == f"{group.name}/{incident['id']}"]
            given = {a.question: a.verdict.value for a in accounts_of(told, {})}
            for account in incident["accounts"]:
                question = account["question"]
                seen[question.partition("[")[0], account["verdict"], given.get(question, "none")] += 1
    return seen


def accuracy(seen: Counter[tuple[str, str, str]]) -> float:
    """Share of the questions whose verdict is right."""
    total = seen.total()
    return sum(n for (_, wanted, given), n in seen.items() if wanted == given) / total if total else 0.0


def _run(folder: Path, _engines: Engines) -> Sequence[Figure]:
    groups = list(read_groups(folder))
    halves = {half: gold_verdicts([g for g in groups if g.half == half]) for half in ("dev", "test")}
    return [
        figure
        for half, seen in halves.items()
        for figure in (Figure(f"gold.{half}.accuracy", accuracy(seen)), Figure(f"gold.{half}.questions", seen.total(), unit="questions"))
    ]


def _there(folders: Folders) -> Path | None:
    return folders.gold if folders.gold.is_dir() else None


SUITE = Suite("accounts", "own corpus of invented reports", _there, _run)
