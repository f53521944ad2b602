"""`counterclaim export`: reports in, incidents in the format of another tool out."""

from __future__ import annotations

import sys
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.compare import comparison_of
from counterclaim.cli.desk import DeskOptions, store_option
from counterclaim.cli.logs import verbose_option
from counterclaim.cli.selecting import Chosen, selecting_options
from counterclaim.cli.sources import source_options
from counterclaim.export.formats import FORMATS

if TYPE_CHECKING:
    from counterclaim.export.formats import Export
    from counterclaim.export.selection import Selection
    from counterclaim.store.asking import IncidentFilter

CHOSEN = tuple(field.name for field in fields(Chosen))
LISTED = "\n".join(f"  {name:<9} {entry.about}" for name, entry in FORMATS.items())


@dataclass(frozen=True)
class ExportOptions(DeskOptions):
    """What was typed after `counterclaim export`, but for what chooses incidents."""

    output_format: str
    out: Path


@click.command(
    epilog=f"""\b
Formats:
{LISTED}

\b
Examples:
  counterclaim export acled reports.jsonl -o events.csv
  counterclaim export geojson reports/ -o incidents.geojson --since 2023-05-01 --party ARM
  counterclaim export csv reports.jsonl -o tables --near 40.2,45.9,50
  counterclaim export parquet -o tables

What each column holds is told in docs/exports.md."""
)
@click.argument("output_format", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@source_options
@store_option
@click.option(
    "-o",
    "--out",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path),
    help="Where to: a file, a folder to make, or - for standard output.",
)
@selecting_options
@verbose_option
def export(**typed: Any) -> int:
    """Write incidents in the format of another tool.

    FORMAT is one of those below; SOURCE is as for compare; without any, the incidents of the store are written. Every claim keeps its
    id, its claimant and where it stands in its report.
    """
    chosen = Chosen(**{name: typed.pop(name) for name in CHOSEN})
    options = ExportOptions(**typed)
    asked = chosen.selection()
    from counterclaim.cli import SOME_FAILED
    from counterclaim.cli.failures import Failures
    from counterclaim.cli.output import check_folder, check_writable, write_bytes, write_parts
    from counterclaim.export.formats import load_format
    from counterclaim.export.selection import select

    made = load_format(options.output_format)
    to_screen = str(options.out) == "-"
    if to_screen and made.folder:
        raise click.UsageError(f"{options.output_format} is a folder of files: name a folder to make, not -")
    if not to_screen:
        (check_folder if made.folder else check_writable)(options.out)
    failures = Failures()
    spared = filter_of(asked) if asked and made.joined is None else None
    comparison, _ = comparison_of(options, failures, spared)
    if failures.count and not comparison.reports:
        click.echo("nothing could be read" if to_screen else f"nothing could be read: {options.out} is left as it is", err=True)
        return SOME_FAILED
    exported = made.joined(comparison, asked) if made.joined is not None else made.write(select(comparison, asked))
    if made.folder:
        write_parts(options.out, exported.parts, about(exported))
    elif to_screen:
        sys.stdout.buffer.write(exported.parts[0].content)
        sys.stdout.buffer.flush()
    else:
        write_bytes(options.out, exported.parts[0].content, about(exported))
    return SOME_FAILED if failures.count else 0


def filter_of(asked: Selection) -> IncidentFilter:
    """What the store can leave out of a selection; it leaves too much in where names of places and outlets may be in any case."""
    from counterclaim.store.asking import IncidentFilter

    return IncidentFilter(
        since=asked.since,
        until=asked.until,
        parties=asked.parties,
        kinds=asked.kinds,
        verdicts=asked.verdicts,
    )


def about(exported: Export) -> str:
    """What was written and what was left out: ` (3 rows; 2 left out: ACLED has no type for it)`."""
    from counterclaim.views.wording import counted

    left = "".join(f"; {count} left out: {reason}" for reason, count in sorted(exported.left_out.items()))
    return f" ({counted(exported.rows, 'row')}{left})"
