"""Suites on whole reports: our own corpus, a second annotation of part of it, and the wire."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from counterclaim.errors import ResourceError
from counterclaim.evaluation.reports import agreement, alignment
from counterclaim.evaluation.reports.tellings import GoldReport, Telling, read_gold, read_held, read_second, read_wire, tellings_of
from counterclaim.evaluation.suite import Engines, Figure, Folders, Suite
from counterclaim.records.models import Record, Report

Read = Callable[[Sequence[Report]], Iterable[Record]]


def told_by(read: Read, gold: Sequence[GoldReport]) -> Iterator[tuple[GoldReport, list[Telling]]]:
    """The claims that the program finds in annotated reports."""
    for annotated, record in zip(gold, read([g.report for g in gold]), strict=True):
        yield annotated, tellings_of(record)


def _claims(folder: Path, engines: Engines) -> Sequence[Figure]:
    return _halves(folder, engines.read)


def _rules(folder: Path, engines: Engines) -> Sequence[Figure]:
    """The same by the rules alone, to compare."""
    return _halves(folder, engines.rules.read)


def _halves(folder: Path, read: Read) -> Sequence[Figure]:
    """Both halves; of the test half totals only."""
    figures = list[Figure]()
    for half in ("dev", "test"):
        gold = [g for g in read_gold(folder) if g.half == half]
        measured = _measure(told_by(read, gold), len(gold))
        figures += [replace(f, name=f"{half}.{f.name}") for f in measured if half == "dev" or not f.name.startswith(("slot.", "paired."))]
    return figures


def _annotators(folder: Path, _engines: Engines) -> Sequence[Figure]:
    first = {g.slug: g for g in read_gold(folder)}
    second = list(read_second(folder))
    if strangers := [g.slug for g in second if g.slug not in first]:
        raise ResourceError(f"{folder}: annotated twice but not once: {', '.join(strangers)}")
    return _measure(((first[g.slug], list(g.tellings)) for g in second), len(second))


def _measure(told: Iterator[tuple[GoldReport, list[Telling]]], reports: int) -> list[Figure]:
    soft, spans = agreement.Tally(), alignment.Tally()
    for gold, found in told:
        soft.add(gold.tellings, found)
        spans.add(alignment.align(gold.tellings, found))
    return [
        Figure("reports", reports, unit="reports"),
        Figure("gold", spans.hits.wanted, unit="claims"),
        Figure("found", spans.hits.found, unit="claims"),
        *spans.figures(),
        *soft.figures(),
    ]


def _wire(folder: Path, engines: Engines) -> Sequence[Figure]:
    tally = agreement.Tally()
    for gold, found in told_by(engines.read, list(read_wire(folder))):
        tally.add(gold.tellings, found)
    return tally.figures()


def _held(folder: Path, engines: Engines) -> Sequence[Figure]:
    """Reports on which neither reader was made, by both and by the rules alone."""
    gold = list(read_held(folder))
    figures = _measure(told_by(engines.read, gold), len(gold))
    return [*figures, *(replace(f, name=f"rules.{f.name}") for f in _measure(told_by(engines.rules.read, gold), len(gold)))]


def _there(folder: Path) -> Path | None:
    return folder if folder.is_dir() else None


def _second(folders: Folders) -> Path | None:
    return folders.gold if (folders.gold / "second").is_dir() else None


CLAIMS = Suite("claims", "own corpus of invented reports", lambda folders: _there(folders.gold), _claims)
RULES = Suite("rules", "own corpus, claims read by the rules alone", lambda folders: _there(folders.gold), _rules)
HELD = Suite(
    "held",
    "reports from which no network learned",
    lambda folders: _there(folders.gold.parent / "held"),
    _held,
    absent="run it in a checkout, or give --gold DIR with a folder `held` beside it",
)
ANNOTATORS = Suite("annotators", "own corpus, annotated twice: second against first", _second, _annotators)
WIRE = Suite(
    "wire", "reworded real reports", lambda folders: _there(folders.wire), _wire, absent="run it in a checkout, or give --wire DIR"
)
