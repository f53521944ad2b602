"""`counterclaim read`: reports in, claims out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from counterclaim.cli.logs import verbose_option
from counterclaim.cli.sources import SourceOptions, records_of, reports_of, source_options, width_option


@dataclass(frozen=True)
class ReadOptions(SourceOptions):
    """What was typed after `counterclaim read`."""

    as_json: bool
    page: Path | None
    width: int | None


@click.command(
    epilog="""\b
Examples:
  counterclaim read report.txt --published 2023-05-12 --outlet "Highland Wire"
  counterclaim read reports/ feed.jsonl --json > records.jsonl
  counterclaim read https://example.org/story --html story.html
  cat report.txt | counterclaim read - --published 2023-05-12

A report is plain text (title on the first line, then an empty line), HTML, JSON or JSON Lines."""
)
@source_options
@click.option("--json", "as_json", is_flag=True, help="Print the record; of several reports, one record a line (JSON Lines).")
@click.option("--html", "page", metavar="FILE", type=click.Path(path_type=Path), help="Write one self-contained page instead.")
@width_option
@verbose_option
def read(**typed: Any) -> int:
    """Read reports and show who claims what.

    SOURCE is a file, a folder, a web address, or - for standard input. A report that cannot be read is named on standard error
    and left out.
    """
    options = ReadOptions(**typed)
    ingest = options.ingest()
    from counterclaim.cli import SOME_FAILED
    from counterclaim.cli.failures import Failures
    from counterclaim.cli.output import check_writable, print_json, print_text, write_page

    if options.page:
        check_writable(options.page)
    failures = Failures()
    records = records_of(reports_of(options, ingest, failures), options.engine, options.workers)
    if options.page:
        records = write_page(options.page, records)
    if options.as_json:
        print_json(records, failures)
    elif not options.page:
        print_text(records, options.width)
    return SOME_FAILED if failures.count else 0
