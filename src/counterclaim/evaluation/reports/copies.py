"""The suite of copies: which reports of our own corpus have one origin, all groups folded together.

Gold says of a copy which report of its group it repeats; reports joined by such words have one origin. Pairs of reports said to share
an origin are counted, within groups and across them, so that a false fold anywhere shows. A pair counts for a half if one of its
reports is of that half.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from counterclaim.errors import ResourceError
from counterclaim.evaluation.counting import Counts
from counterclaim.evaluation.reports.tellings import GoldReport, read_gold
from counterclaim.evaluation.suite import Engines, Figure, Suite
from counterclaim.incidents.origins import fold

HALVES = ("dev", "test")

Pair = frozenset[str]


def gold_pairs(gold: Sequence[GoldReport]) -> set[Pair]:
    """Pairs of slugs that the annotation gives one origin: a copy, its source, and other copies of that.

    Raises ResourceError when a report is said to repeat one that its group does not have.
    """
    known = {g.slug for g in gold}
    source = {g.slug: f"{g.slug.rpartition('/')[0]}/{g.report.copy_of}" for g in gold if g.report.copy_of}
    if lost := sorted(f"{slug}: {of}" for slug, of in source.items() if of not in known):
        raise ResourceError(f"copies of reports that are not there: {', '.join(lost)}")
    return shared((slug, _root(slug, source)) for slug in known)


def _root(slug: str, source: Mapping[str, str]) -> str:
    seen = {slug}
    while slug in source and source[slug] not in seen:
        slug = source[slug]
        seen.add(slug)
    return slug


def shared(origins: Iterable[tuple[str, str]]) -> set[Pair]:
    """Pairs of reports with one origin, from report and origin of each."""
    members: dict[str, list[str]] = {}
    for report, origin in origins:
        members.setdefault(origin, []).append(report)
    return {frozenset(pair) for reports in members.values() for pair in combinations(sorted(reports), 2)}


def _copies(folder: Path, _engines: Engines) -> Sequence[Figure]:
    gold = list(read_gold(folder))
    reports = [g.report.model_copy(update={"copy_of": None}) for g in gold]
    wanted = gold_pairs(gold)
    found = shared((report, origin.id) for origin in fold(reports) for report in origin.reports)
    figures = list[Figure]()
    for half in HALVES:
        of_half = {g.slug for g in gold if g.half == half}
        counts = Counts(_of(found & wanted, of_half), _of(found, of_half), _of(wanted, of_half))
        figures += [replace(f, name=f"{half}.{f.name}") for f in _figures(counts, len(of_half))]
    return figures


def _of(pairs: Iterable[Pair], half: set[str]) -> int:
    return sum(bool(pair & half) for pair in pairs)


def _figures(counts: Counts, reports: int) -> list[Figure]:
    return [
        Figure("reports", reports, unit="reports"),
        Figure("gold", counts.wanted, unit="pairs"),
        Figure("found", counts.found, unit="pairs"),
        Figure("precision", counts.precision),
        Figure("recall", counts.recall),
        Figure("f1", counts.f1),
    ]


SUITE = Suite("copies", "own corpus of invented reports", lambda folders: folders.gold if folders.gold.is_dir() else None, _copies)
