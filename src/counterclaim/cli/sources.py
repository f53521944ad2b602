"""Where reports come from, the same for every command that reads them: the options, the reports, their records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from counterclaim.cli.failures import Failures
    from counterclaim.cli.progress import SignOfLife
    from counterclaim.ingest import IngestOptions
    from counterclaim.pipeline import Pipeline
    from counterclaim.pool import PipelinePool
    from counterclaim.records.models import Record, Report

Command = TypeVar("Command", bound=Callable[..., Any])
ACCORDS = "COUNTERCLAIM_ACCORDS"
"""The variable that names the folder of the user's own agreements."""
NO_SOURCE = "name at least one SOURCE: a file, a folder, a web address, or - for standard input (or use --samples)"


@dataclass(frozen=True)
class SourceOptions:
    """What was typed about the reports to read."""

    sources: tuple[str, ...]
    samples: bool
    published: str | None
    outlet: str | None
    title: str | None
    language: str | None
    engine: str
    timeout: float | None
    allow_host: tuple[str, ...]
    workers: int

    def ingest(self) -> IngestOptions:
        """What of it concerns ingest. Raises ConfigError when a value makes no sense, UsageError when there is nothing to read."""
        from counterclaim.ingest.options import TIMEOUT_S, IngestOptions, parse_published

        if not self.sources and not self.samples:
            raise click.UsageError(NO_SOURCE)
        return IngestOptions(
            published=parse_published(self.published) if self.published is not None else None,
            outlet=self.outlet,
            title=self.title,
            language=self.language,
            allow_private_hosts=frozenset(self.allow_host),
            timeout_s=TIMEOUT_S if self.timeout is None else self.timeout,
        )


def workers_option(command: Command) -> Command:
    """Decorator: the option `--workers`."""
    return click.option(
        "--workers", metavar="N", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that read, for many reports."
    )(command)


def source_options(command: Command) -> Command:
    """Decorator: the sources and the options that say how to read them, as fields of `SourceOptions`."""
    for parameter in reversed(
        (
            click.argument("sources", metavar="SOURCE...", nargs=-1),
            click.option("--samples", is_flag=True, help="Read the sample reports that come with the package."),
            click.option("--published", metavar="DATE", help="When the reports were published: 2023-05-12 or 2023-05-12T14:30+04:00."),
            click.option("--outlet", metavar="NAME", help="Who published them."),
            click.option("--title", metavar="TEXT", help="Their title."),
            click.option("--language", metavar="CODE", help="Their language: only en is read; by default it is guessed."),
            click.option(
                "--engine", metavar="NAME", default="counterclaim", show_default=True, help="An installed spaCy pipeline with UD labels."
            ),
            workers_option,
            click.option("--timeout", metavar="SECONDS", type=float, help="How long one page may take to arrive.  [default: 20]"),
            click.option("--allow-host", metavar="HOST", multiple=True, help="Fetch from this host even if its address is private."),
        )
    ):
        command = parameter(command)
    return command


def width_option(command: Command) -> Command:
    """Decorator: the option `--width`."""
    return click.option("--width", metavar="COLUMNS", type=click.IntRange(min=40), help="Columns of the terminal view.")(command)


def accords_option(command: Command) -> Command:
    """Decorator: the option `--accords`, the user's own agreements."""
    return click.option(
        "--accords",
        metavar="DIR",
        type=click.Path(path_type=Path),
        envvar=ACCORDS,
        show_envvar=True,
        help="Your own agreements, as TOML files.",
    )(command)


def reports_of(options: SourceOptions, ingest: IngestOptions, failures: Failures) -> Iterator[Report]:
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


class LazyPipeline:
    """The pipeline, or several processes with one each, loaded when there is something to read, with a sign of life meanwhile."""

    def __init__(self, engine: str, workers: int = 1) -> None:
        """`engine` is the name of the language engine, `workers` the number of processes that read."""
        self._engine = engine
        self._workers = workers
        self._pipeline: Pipeline | PipelinePool | None = None

    def read(self, reports: Sequence[Report]) -> list[Record]:
        """The records of some reports."""
        from counterclaim.cli.progress import SignOfLife
        from counterclaim.views.wording import counted

        with SignOfLife() as sign:
            if self._pipeline is None:
                self._pipeline = _loaded(self._engine, self._workers, sign)
            with sign.during(f"reading {counted(len(reports), 'report')}"):
                return list(self._pipeline.read(reports))


def records_of(reports: Iterable[Report], engine: str, workers: int) -> Iterator[Record]:
    """The records of some reports, read as they are asked for."""
    from counterclaim.cli.progress import SignOfLife

    with SignOfLife() as sign:
        pipeline = _loaded(engine, workers, sign)
    yield from pipeline.read(reports)


def _loaded(engine: str, workers: int, sign: SignOfLife) -> Pipeline | PipelinePool:
    from counterclaim.pipeline import Pipeline, PipelineOptions

    options = PipelineOptions(engine=engine, progress=sign)
    if workers == 1:
        return Pipeline(options)
    from counterclaim.pool import PipelinePool

    return PipelinePool(workers, options)
