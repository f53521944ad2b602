"""The blame matrix for the terminal: a table for each conflict and period, lines on a narrow screen. No meaning hangs on colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from counterclaim.records.blame import BlameMatrix, Cell
from counterclaim.records.comparison import Comparison
from counterclaim.views import blame as words
from counterclaim.views.blame import REPLIES
from counterclaim.views.comparison import Names
from counterclaim.views.text import HEADING, Hanging

HEADS = ("charged", "origins", *REPLIES.values())
NARROW = 72
"""Columns below which the counts of a cell stand in words under it."""


def render_blame(matrix: BlameMatrix, comparison: Comparison) -> RenderableType:
    """The matrix of a comparison, ready for a rich console of any width."""
    bounds = words.bounds_words(matrix)
    if not matrix.cells:
        return Hanging(Text(), Text("; ".join(filter(None, (words.NO_CHARGES, bounds))), style="italic"))
    names = Names(comparison.reports)
    lines: list[RenderableType] = [Hanging(Text(), Text(words.counts_words(matrix) + (f" ({bounds})" if bounds else ""), style="bold"))]
    for group in words.groups_of(matrix):
        lines += [Text(), Text(group.title, style=HEADING), Cells(group.cells, names)]
    lines += [Text(), Hanging(Text(), Text(f"{words.LEGEND} Claims are those that charge.", style="dim"))]
    return Group(*lines)


@dataclass(frozen=True)
class Cells:
    """The rows of one table, the counts before the words, so that these may wrap."""

    cells: Sequence[Cell]
    names: Names

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        narrow = options.max_width < NARROW
        if not narrow:
            yield Text("  " + " ".join(HEADS) + "  who, whom, of what", style="dim")
        for cell in self.cells:
            counts = (cell.times, cell.origins, *(words.count_of(cell, reply) for reply in REPLIES))
            said = Text.assemble((words.cell_words(cell), "bold"), (f"  {self.names.claims(words.claims_of(cell))}", "dim"))
            if narrow:
                yield Hanging(Text("  "), said)
                yield Hanging(Text("      "), Text(", ".join(f"{head} {count}" for head, count in zip(HEADS, counts, strict=True))))
            else:
                row = " ".join(f"{count:>{len(head)}}" for head, count in zip(HEADS, counts, strict=True))
                yield Hanging(Text(f"  {row}  "), said)
