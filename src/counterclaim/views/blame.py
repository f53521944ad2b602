"""The blame matrix in words and in order, the same in every view, and with the evidence of each cell."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from counterclaim.records.blame import BlameMatrix, By, Cell, Charge
from counterclaim.records.comparison import Comparison
from counterclaim.records.models import Claim, Report
from counterclaim.records.words import Reply
from counterclaim.views import wording

REPLIES: Mapping[Reply, str] = {
    Reply.DENIED: "denies",
    Reply.COUNTERED: "counters",
    Reply.ADMITTED: "admits",
    Reply.SILENT: "silent",
}
"""Heads of the columns of replies, in their order."""
REPLY_WORDS: Mapping[Reply, str] = {
    Reply.DENIED: "The accused denies it:",
    Reply.COUNTERED: "The accused charges back:",
    Reply.ADMITTED: "The accused tells it as its own act:",
    Reply.SILENT: "The accused says nothing to it in these reports.",
}
LEGEND = (
    "Charged: incidents that the one lays on the other. Origins: independent reports that tell of it. Then what the accused says to "
    "it in these reports."
)
NO_CHARGES = "no charges found: no party accuses another of anything"
ALL = "all"


@dataclass(frozen=True)
class Group:
    """The cells of one conflict and period."""

    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Evidence:
    """A charge with the claims that make it and those that reply, each with its report."""

    charge: Charge
    claims: tuple[tuple[Claim, Report], ...]
    replies: tuple[tuple[Claim, Report], ...]


def groups_of(matrix: BlameMatrix) -> list[Group]:
    """The cells by conflict and period, the most charged first in each."""
    grouped = groupby(matrix.cells, key=lambda cell: (cell.conflict, cell.period))
    return [Group(_title(conflict, period), tuple(sorted(cells, key=_rank))) for (conflict, period), cells in grouped]


def _rank(cell: Cell) -> tuple[str, str, int, str]:
    return cell.accuser, cell.accused, -cell.times, cell.kind


def _title(conflict: Sequence[str], period: str | None) -> str:
    return " – ".join(conflict) + (f", {period_words(period)}" if period != ALL else "")


def period_words(period: str | None) -> str:
    """A period in words: "May 2023", "in no one month"."""
    if period is None:
        return "in no one month"
    year, _, month = period.partition("-")
    return f"{calendar.month_name[int(month)]} {year}" if month else period


def cell_name(cell: Cell) -> str:
    """What tells a cell from the others of its matrix, for addresses."""
    return "/".join((*cell.conflict, cell.period or "", cell.accuser, cell.accused, cell.kind))


def cell_words(cell: Cell) -> str:
    """Who accuses whom of what: "ARM → AZE: shelling"."""
    return f"{cell.accuser} → {cell.accused}: {wording.plain(cell.kind)}"


def count_of(cell: Cell, reply: Reply) -> int:
    """How often the accused replied so."""
    return {Reply.ADMITTED: cell.admitted, Reply.DENIED: cell.denied, Reply.COUNTERED: cell.countered, Reply.SILENT: cell.silent}[reply]


def bounds_words(matrix: BlameMatrix) -> str:
    """Which days were asked for, and what was left out for want of a day; empty when nothing is to be said."""
    said = [f"since {wording.day_words(matrix.since)}"] if matrix.since else []
    said += [f"until {wording.day_words(matrix.until)}"] if matrix.until else []
    said += ["by month"] if matrix.by is By.MONTH else []
    left_out = [f"{wording.counted(matrix.undated, 'charge')} of unknown day left out"] if matrix.undated else []
    return "; ".join([" ".join(said), *left_out] if said else left_out)


def counts_words(matrix: BlameMatrix) -> str:
    """What was found: "7 charges in 2 conflicts"."""
    conflicts = {cell.conflict for cell in matrix.cells}
    return f"{wording.counted(sum(cell.times for cell in matrix.cells), 'charge')} in {wording.counted(len(conflicts), 'conflict')}"


def claims_of(cell: Cell) -> list[str]:
    """The ids of the claims that charge, each once."""
    return list(dict.fromkeys(name for charge in cell.charges for name in charge.claims))


def evidence_of(cell: Cell, comparison: Comparison) -> list[Evidence]:
    """Every charge of a cell with its claims, the earliest published first."""
    claims = {claim.id: claim for claim in comparison.claims}
    reports = {report.id: report for report in comparison.reports}

    def found(names: Iterable[str]) -> tuple[tuple[Claim, Report], ...]:
        pairs = [(claims[name], reports[name.rpartition("/")[0]]) for name in names]
        return tuple(sorted(pairs, key=lambda pair: (str(pair[1].published_on), pair[0].id)))

    return [Evidence(charge, found(charge.claims), found(charge.replies)) for charge in cell.charges]
