"""`counterclaim read`: reports in, claims out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.logs import verbose_option

if TYPE_CHECKING:
    from counterclaim.cli.failures import Failures
    from counterclaim.ingest import IngestOptions
    from counterclaim.records.models import Record, Report


@dataclass(frozen=True)
class ReadOptions:
    """What was typed after `counterclaim read`."""

    sources: tuple[str, ...]
    samples: bool
    published: str | None
    outlet: str | None
    title: str | None
    language: str | None
    engine: str
    as_json: bool
    page: Path | None
    timeout: float | None
    allow_host: tuple[str, ...]
    width: int | None

    def ingest(self) -> IngestOptions:
        """What of it concerns ingest. Raises ConfigError when a value makes no sense."""
        from counterclaim.ingest.options import TIMEOUT_S, IngestOptions, parse_published

        return IngestOptions(
            published=parse_published(self.published) if self.published is not None else None,
            outlet=self.outlet,
            title=self.title,
            language=self.language,
            allow_private_hosts=frozenset(self.allow_host),
            timeout_s=TIMEOUT_S if self.timeout is None else self.timeout,
        )


@click.command(
    epilog="""\b
Examples:
  counterclaim read report.txt --published 2023-05-12 --outlet "Highland Wire"
  counterclaim read reports/ feed.jsonl --json > records.jsonl
  counterclaim read https://example.org/story --html story.html
  cat report.txt | counterclaim read - --published 2023-05-12

A report is plain text (title on the first line, then an empty line), HTML, JSON or JSON Lines."""
)
@click.argument("sources", metavar="SOURCE...", nargs=-1)
@click.option("--samples", is_flag=True, help="Read the sample reports that come with the package.")
@click.option("--published", metavar="DATE", help="When the reports were published: 2023-05-12 or 2023-05-12T14:30+04:00.")
@click.option("--outlet", metavar="NAME", help="Who published them.")
@click.option("--title", metavar="TEXT", help="Their title.")
@click.option("--language", metavar="CODE", help="Their language: only en is read; by default it is guessed.")
@click.option("--engine", metavar="NAME", default="counterclaim", show_default=True, help="An installed spaCy pipeline with UD labels.")
@click.option("--json", "as_json", is_flag=True, help="Print the record; of several reports, one record a line (JSON Lines).")
@click.option("--html", "page", metavar="FILE", type=click.Path(path_type=Path), help="Write one self-contained page instead.")
@click.option("--timeout", metavar="SECONDS", type=float, help="How long one page may take to arrive.  [default: 20]")
@click.option("--allow-host", metavar="HOST", multiple=True, help="Fetch from this host even if its address is private.")
@click.option("--width", metavar="COLUMNS", type=click.IntRange(min=40), help="Columns of the terminal view.")
@verbose_option
def read(**typed: Any) -> int:
    """Read reports and show who claims what.

    SOURCE is a file, a folder, a web address, or - for standard input. A report that cannot be read is named on standard error
    and left out.
    """
    options = ReadOptions(**typed)
    if not options.sources and not options.samples:
        raise click.UsageError("name at least one SOURCE: a file, a folder, a web address, or - for standard input (or use --samples)")
    from counterclaim.cli import SOME_FAILED
    from counterclaim.cli.failures import Failures
    from counterclaim.cli.output import check_writable, print_json, print_text, write_page

    if options.page:
        check_writable(options.page)
    failures = Failures()
    records = records_of(reports_of(options, options.ingest(), failures), options.engine)
    if options.page:
        records = write_page(options.page, records)
    if options.as_json:
        print_json(records, failures)
    elif not options.page:
        print_text(records, options.width)
    return SOME_FAILED if failures.count else 0


def reports_of(options: ReadOptions, ingest: IngestOptions, failures: Failures) -> Iterator[Report]:
    """The reports that could be read; the others go to `failures`."""
    from counterclaim.ingest import Failure, read_sources
    from counterclaim.samples import load_samples

    if options.samples:
        yield from load_samples()
    for outcome in read_sources(options.sources, ingest):
        if isinstance(outcome, Failure):
            failures.add(outcome.source, outcome.error)
        else:
            yield outcome


def records_of(reports: Iterable[Report], engine: str) -> Iterator[Record]:
    """The pipeline, loaded when the first record is asked for."""
    from counterclaim.cli.progress import SignOfLife
    from counterclaim.pipeline import Pipeline, PipelineOptions

    with SignOfLife() as sign:
        pipeline = Pipeline(PipelineOptions(engine=engine, progress=sign))
    yield from pipeline.read(reports)
