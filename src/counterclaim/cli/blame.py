"""`counterclaim blame`: reports in, who accuses whom of what out."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.compare import comparison_of
from counterclaim.cli.desk import DeskOptions, store_option
from counterclaim.cli.logs import verbose_option
from counterclaim.cli.selecting import DAY
from counterclaim.cli.sources import source_options, width_option

if TYPE_CHECKING:
    from counterclaim.incidents.blame import BlameOptions


@dataclass(frozen=True)
class BlameCommandOptions(DeskOptions):
    """What was typed after `counterclaim blame`."""

    since: dt.datetime | None
    until: dt.datetime | None
    by: str
    as_json: bool
    page: Path | None
    width: int | None

    def asked(self) -> BlameOptions:
        """The days and periods asked for. Raises UsageError when the first day comes after the last."""
        from counterclaim.incidents.blame import BlameOptions
        from counterclaim.records.blame import By

        if self.since and self.until and self.since > self.until:
            raise click.UsageError("--since comes after --until")
        return BlameOptions(self.since.date() if self.since else None, self.until.date() if self.until else None, By(self.by))


@click.command(
    epilog="""\b
Examples:
  counterclaim blame reports.jsonl
  counterclaim blame reports.jsonl --by month --since 2023-01-01
  counterclaim blame reports.jsonl --json > blame.json

An incident counts once, however many outlets tell of it. What the accused does not say in these reports it may have said elsewhere."""
)
@source_options
@store_option
@click.option("--since", metavar="DATE", type=DAY, help="Incidents of this day and later: 2023-05-12.")
@click.option("--until", metavar="DATE", type=DAY, help="Incidents of this day and earlier.")
@click.option(
    "--by", type=click.Choice(["month", "all"]), default="all", show_default=True, help="A table for each month, or for all days."
)
@click.option("--json", "as_json", is_flag=True, help="Print the matrix as one JSON object.")
@click.option("--html", "page", metavar="FILE", type=click.Path(path_type=Path), help="Write one self-contained page instead.")
@width_option
@verbose_option
def blame(**typed: Any) -> int:
    """Show who accuses whom of what, how often, and what the accused says.

    A table for each conflict, that is each pair of parties, and period: the incidents that one lays on the other, the independent
    origins behind them, and how often the accused denies, charges back, admits, or is silent. SOURCE is as for compare.
    """
    options = BlameCommandOptions(**typed)
    asked = options.asked()
    from counterclaim.cli import SOME_FAILED
    from counterclaim.cli.failures import Failures
    from counterclaim.cli.output import check_writable, print_view, write_file
    from counterclaim.incidents.blame import blame_of
    from counterclaim.views.blame import counts_words
    from counterclaim.views.blame_page import render_blame_page
    from counterclaim.views.blame_text import render_blame

    if options.page:
        check_writable(options.page)
    failures = Failures()
    comparison, _ = comparison_of(options, failures)
    matrix = blame_of(comparison, asked)
    if options.page and comparison.reports:
        write_file(options.page, render_blame_page(matrix, comparison), f" ({counts_words(matrix)})")
    if options.as_json:
        sys.stdout.buffer.write(matrix.model_dump_json(indent=2).encode() + b"\n")
        sys.stdout.buffer.flush()
    elif not options.page and comparison.reports:
        print_view(render_blame(matrix, comparison), options.width)
    return SOME_FAILED if failures.count else 0
