"""`counterclaim export`: reports in, incidents in the format of another tool out."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.compare import compared
from counterclaim.cli.logs import verbose_option
from counterclaim.cli.selecting import Chosen, selecting_options
from counterclaim.cli.sources import SourceOptions, records_of, reports_of, source_options
from counterclaim.export.formats import FORMATS

if TYPE_CHECKING:
    from counterclaim.cli.failures import Failures
    from counterclaim.export.formats import Export
    from counterclaim.records.comparison import Comparison

CHOSEN = tuple(field.name for field in fields(Chosen))
LISTED = "\n".join(f"  {name:<9} {entry.about}" for name, entry in FORMATS.items())


@dataclass(frozen=True)
class ExportOptions(SourceOptions):
    """What was typed after `counterclaim export`, but for what chooses incidents."""

    output_format: str
    out: Path
    database: str | None

    def comparison(self, failures: Failures) -> Comparison:
        """The sources compared, or, where none is named, what the database holds.

        Raises UsageError when sources and a database are named, ConfigError when neither is and there is no database yet.
        """
        if not self.sources and not self.samples:
            return stored(self.database)
        if self.database is not None:
            raise click.UsageError("name either SOURCES or --db, not both")
        comparison, _ = compared(records_of(reports_of(self, self.ingest(), failures), self.engine))
        return comparison


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
@click.option("-o", "--out", metavar="FILE", required=True, type=click.Path(path_type=Path), help="Where to: a file, or a folder to make.")
@click.option("--db", "database", metavar="DATABASE", help="The database to take them from, where no SOURCE is named.")
@selecting_options
@verbose_option
def export(**typed: Any) -> int:
    """Write incidents in the format of another tool.

    FORMAT is one of those below; SOURCE is as for compare; without any, the incidents of the database are written. Every claim keeps its id, its claimant and where it stands in its report.
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
    (check_folder if made.folder else check_writable)(options.out)
    failures = Failures()
    exported = made.write(select(options.comparison(failures), asked))
    if made.folder:
        write_parts(options.out, exported.parts, about(exported))
    else:
        write_bytes(options.out, exported.parts[0].content, about(exported))
    return SOME_FAILED if failures.count else 0


def stored(typed: str | None) -> Comparison:
    """What a database holds. Raises ConfigError when it does not exist, StoreError when it cannot be read."""
    from counterclaim.errors import ConfigError
    from counterclaim.store.address import chosen_address
    from counterclaim.store.store import Store

    address = chosen_address(typed, os.environ)
    if "://" not in address and not Path(address).expanduser().exists():
        raise ConfigError(f"there is no database {address}: name a SOURCE, or the database with --db")
    with Store(address) as store, store.reading() as desk:
        return desk.comparison()


def about(exported: Export) -> str:
    """What was written and what was left out: ` (3 rows; 2 left out: ACLED has no type for it)`."""
    from counterclaim.views.wording import counted

    left = "".join(f"; {count} left out: {reason}" for reason, count in sorted(exported.left_out.items()))
    return f" ({counted(exported.rows, 'row')}{left})"
