"""The suite `accounts`: verdicts on what the sides say of an incident, against those of the gold corpus.

For each annotated question of an incident the verdict given by the rules is compared with the annotated one. `gold.` figures give
the rules the annotated claims of the incident. `read.` figures are end to end: the program's claims are linked, and an annotated
incident is that cluster which holds most of its claims as far as they were found; where none was, no question is answered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from counterclaim.evaluation.reports.gold_claims import GoldGroup, read_parts
from counterclaim.evaluation.reports.linking import placed_in
from counterclaim.evaluation.reports.tellings import GoldReport
from counterclaim.evaluation.suite import Engines, Figure, Folders, Suite
from counterclaim.incidents.accounts import accounts_of
from counterclaim.incidents.linking import link
from counterclaim.incidents.told import Told, told_in

Verdicts = Counter[tuple[str, str, str]]
"""How often each sort of question got which verdict: (question, annotated, given), "none" where nobody answers."""


def gold_verdicts(groups: Sequence[GoldGroup]) -> Verdicts:
    """The verdicts that the rules give on the annotated claims of each incident."""
    seen: Verdicts = Counter()
    for group in groups:
        for incident in group.incidents:
            name = f"{group.name}/{incident['id']}"
            seen += _judged(incident, [c.told for c in group.claims if c.incident == name])
    return seen


def read_verdicts(groups: Sequence[GoldGroup], gold: Sequence[GoldReport], engines: Engines) -> Verdicts:
    """The verdicts on what the program read and linked, by the annotated incidents of some groups; `gold` are their reports."""
    records = engines.read([g.report for g in gold])
    clusters = link(told_in(records))
    placed = placed_in(gold, records, clusters)
    seen: Verdicts = Counter()
    for group in groups:
        for incident in group.incidents:
            name = f"{group.name}/{incident['id']}"
            homes = Counter(placed[c.told.key] for c in group.claims if c.incident == name and c.told.key in placed)
            home = min(homes, key=lambda n: (-homes[n], n), default=None)
            seen += _judged(incident, clusters[home].told if home is not None else ())
    return seen


def _judged(incident: Mapping[str, Any], told: Sequence[Told]) -> Verdicts:
    given = {a.question: a.verdict.value for a in accounts_of(told, {})}
    return Counter((a["question"].partition("[")[0], a["verdict"], given.get(a["question"], "none")) for a in incident["accounts"])


def accuracy(seen: Verdicts) -> float:
    """Share of the questions whose verdict is right."""
    total = seen.total()
    return sum(n for (_, wanted, given), n in seen.items() if wanted == given) / total if total else 0.0


def _run(folder: Path, engines: Engines) -> Sequence[Figure]:
    figures = list[Figure]()
    for half, inside, gold in read_parts(folder):
        seen = gold_verdicts(inside)
        read = read_verdicts(inside, gold, engines)
        figures += [
            Figure(f"gold.{half}.accuracy", accuracy(seen)),
            Figure(f"gold.{half}.questions", seen.total(), unit="questions"),
            Figure(f"read.{half}.accuracy", accuracy(read)),
        ]
    return figures


def _there(folders: Folders) -> Path | None:
    return folders.gold if folders.gold.is_dir() else None


SUITE = Suite("accounts", "own corpus of invented reports", _there, _run)
