"""`counterclaim archive run`, `link` and `add`: whole archives to tables of records, incidents over them, records into the store."""

from __future__ import annotations

import datetime as dt
import math
import os
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from counterclaim.cli.desk import opened_store, store_option
from counterclaim.cli.logs import verbose_option

if TYPE_CHECKING:
    from counterclaim.archive.folder import ArchiveFolder, Done
    from counterclaim.archive.joining import Counts
    from counterclaim.archive.linking import Stretch
    from counterclaim.archive.options import ArchiveOptions
    from counterclaim.archive.running import Workers

Command = TypeVar("Command", bound=Callable[..., Any])

DAY = click.DateTime(["%Y-%m-%d"])
SIZES = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
REASONS = 8
"""Reasons for leaving documents out that are told one by one."""


@dataclass(frozen=True)
class RunOptions:
    """What was typed after `counterclaim archive run`."""

    inputs: tuple[str, ...]
    output: Path
    everything: bool
    relevance: float | None
    shard: int
    engine: str
    workers: int | None
    ray: str | None
    cpus: float
    memory: str | None

    def archive(self) -> ArchiveOptions:
        """What of it bears on the result."""
        from counterclaim.archive.options import ArchiveOptions

        usual = ArchiveOptions(shard=self.shard, engine=self.engine)
        if self.everything:
            return usual.model_copy(update={"threshold": None})
        if self.relevance is not None and not math.isfinite(self.relevance):
            raise click.UsageError(f"a score of relevance is a number, not {self.relevance}; --all reads every document")
        return usual if self.relevance is None else usual.model_copy(update={"threshold": self.relevance})

    def placed(self) -> Workers:
        """What of it says who does the work. Raises UsageError for a size of memory that is none."""
        from counterclaim.archive.running import Workers

        return Workers(self.workers or os.cpu_count() or 1, self.ray, self.cpus, _bytes(self.memory))


def folder_argument(command: Command) -> Command:
    """Decorator: the folder of a run."""
    return click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))(command)


def stretch_options(command: Command) -> Command:
    """Decorator: `--since` and `--until`."""
    until = click.option("--until", metavar="DATE", type=DAY, help="Only reports published on this day and earlier.")
    since = click.option("--since", metavar="DATE", type=DAY, help="Only reports published on this day and later: 2023-05-12.")
    return since(until(command))


@click.group()
def archive() -> None:
    """Whole archives: many files, many reports, several processes or a cluster."""


@archive.command(
    epilog="""\b
Examples:
  counterclaim archive run reports.jsonl.gz -o archive/
  counterclaim archive run 's3://commoncrawl/crawl-data/CC-NEWS/2023/05/*.warc.gz' -o archive/ --workers 16
  counterclaim archive run news/ -o /shared/archive --ray auto --workers 64 --memory 1.5G

A run that was interrupted goes on when the same command is given again."""
)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option(
    "-o", "--output", metavar="DIR", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder for the tables."
)
@click.option("--all", "everything", is_flag=True, help="Read all documents, whatever they are about.")
@click.option("--relevance", metavar="SCORE", type=float, help="Least score of documents that are read; lower reads more.  [default: -1]")
@click.option("--shard", metavar="N", type=click.IntRange(min=1), default=1_000, show_default=True, help="Documents put down at once.")
@click.option("--engine", metavar="NAME", default="counterclaim", show_default=True, help="An installed spaCy pipeline with UD labels.")
@click.option("--workers", metavar="N", type=click.IntRange(min=1), help="Processes.  [default: one for each core of this machine]")
@click.option("--ray", metavar="ADDRESS", help="Work on this Ray cluster: an address, auto, or local for one of this machine alone.")
@click.option("--cpus", metavar="N", type=click.FloatRange(min=0.1), default=1.0, show_default=True, help="Cores for each process.")
@click.option("--memory", metavar="SIZE", help="Memory that the cluster sets aside for each process, such as 1.5G.")
@verbose_option
def run(**typed: Any) -> int:
    """Read archives into tables by day.

    INPUT is a file, a folder or a pattern, local or in object storage: JSON Lines (.jsonl, .jsonl.gz, .jsonl.zst), Parquet, or
    WARC. Documents that are not about armed conflict are passed over, those that cannot be read are counted with the reason.
    """
    options = RunOptions(**typed)
    chosen, workers = options.archive(), options.placed()
    from counterclaim.archive.run import run_archive
    from counterclaim.cli import OK, SOME_FAILED
    from counterclaim.cli.pace import Pace
    from counterclaim.cli.progress import SignOfLife
    from counterclaim.grounding.gazetteer import Gazetteer

    with SignOfLife() as sign, Gazetteer.open(None, sign):  # built here once, not by each process
        pass
    with Pace() as pace:
        outcome = run_archive(options.inputs, options.output, chosen, workers, pace)
    click.echo("\n".join(outcome_lines(outcome)))
    click.echo(f"tables in {options.output}", err=True)
    return SOME_FAILED if outcome.broken or outcome.fruitless else OK


@archive.command(
    epilog="""\b
Examples:
  counterclaim archive link archive/ -o comparison.json
  counterclaim archive link archive/ -o may.json --since 2023-05-01 --until 2023-05-31"""
)
@folder_argument
@click.option(
    "-o", "--output", metavar="FILE", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The comparison, as JSON."
)
@stretch_options
@verbose_option
def link(folder: Path, output: Path, since: dt.datetime | None, until: dt.datetime | None) -> None:
    """Find the incidents that the reports of an archive tell of.

    DIR is what `archive run` wrote; shards that are not done are left out. The result is that of `compare` for the same reports.
    """
    from tempfile import TemporaryDirectory

    from counterclaim.archive.joining import joined
    from counterclaim.archive.linking import record_texts
    from counterclaim.cli.output import check_writable, is_device, replace_pieces
    from counterclaim.cli.pace import Pace

    check_writable(output)
    texts = record_texts(_opened(folder), _stretch(since, until))
    beside = None if is_device(output) else output.resolve().parent
    with TemporaryDirectory(prefix=".counterclaim-link-", dir=beside) as place:
        with Pace() as pace:
            found = joined(texts, Path(place), pace)
        replace_pieces(output, chain(found.text, [b"\n"]))
    click.echo(f"wrote {output} ({counts_words(found.counts)})", err=True)


@archive.command(
    epilog="""\b
Examples:
  counterclaim archive add archive/ --db desk.sqlite
  counterclaim archive add archive/ --since 2023-05-01 --until 2023-05-31

What was added stays if the command is interrupted; given again, it goes on."""
)
@folder_argument
@store_option
@stretch_options
@verbose_option
def add(folder: Path, db: str | None, since: dt.datetime | None, until: dt.datetime | None) -> None:
    """Put what an archive run has read into the store, and link it to what is there.

    DIR is what `archive run` wrote; shards that are not done are left out. Nothing is read anew, and a few records at a
    time are held in memory.
    """
    from counterclaim.archive.linking import counted as records_in
    from counterclaim.archive.linking import records_by_day
    from counterclaim.cli.add import TOGETHER, in_parts, sort_of, sum_of
    from counterclaim.cli.pace import Pace

    tables, stretch, counts = _opened(folder), _stretch(since, until), Counter[str]()
    total = records_in(tables, stretch)
    with opened_store(db, make=True) as store:
        with Pace() as pace:
            for part in in_parts(records_by_day(tables, stretch), TOGETHER):
                with store.writing() as writer:
                    counts.update(sort_of(added) for added in writer.add(part))
                pace("adding reports", counts.total(), total)
        with store.reading() as desk:
            click.echo(sum_of(counts, 0, desk.counts()))


def _opened(folder: Path) -> ArchiveFolder:
    """The tables of a run; says on standard error what is not done."""
    from counterclaim.archive.folder import ArchiveFolder

    tables = ArchiveFolder(folder)
    missing = sum(1 for survey in tables.surveys() for shard in survey.shards if shard.id not in tables.done_ids())
    if missing:
        click.echo(f"counterclaim: {missing} shards of {folder} are not done yet and are left out", err=True)
    return tables


def _stretch(since: dt.datetime | None, until: dt.datetime | None) -> Stretch:
    from counterclaim.archive.linking import Stretch

    if since and until and since > until:
        raise click.UsageError(f"no day lies between: --since {since.date()} is after --until {until.date()}")
    return Stretch(since.date() if since else None, until.date() if until else None)


def counts_words(counts: Counts) -> str:
    """What a comparison holds: "5 reports of 4 origins, 31 claims, 7 incidents"."""
    from counterclaim.views.wording import counted

    found = f"{counted(counts.reports, 'report')} of {counted(counts.origins, 'origin')}, {counted(counts.claims, 'claim')}"
    campaigns = f", {counted(counts.campaigns, 'campaign')}" if counts.campaigns else ""
    return f"{found}, {counted(counts.incidents, 'incident')}{campaigns}"


def outcome_lines(outcome: Done) -> list[str]:
    """What became of the documents of an archive."""
    left_out = sum(outcome.skipped.values())
    lines = [
        f"{outcome.documents:,} documents: {outcome.reports:,} read, with {outcome.claims:,} claims; "
        f"{outcome.irrelevant:,} not about armed conflict; {left_out:,} left out"
    ]
    lines += [f"  {count:>9,}  {reason}" for reason, count in list(outcome.skipped.items())[:REASONS]]
    if len(outcome.skipped) > REASONS:
        lines.append(f"  {sum(list(outcome.skipped.values())[REASONS:]):>9,}  for other reasons")
    lines += [f"  nothing could be read of {path}: {reason}" for path, reason in outcome.fruitless.items()]
    return lines + [f"  the rest of {path} cannot be read: {reason}" for path, reason in outcome.broken.items()]


def _bytes(size: str | None) -> int | None:
    if size is None:
        return None
    match = re.fullmatch(r"(\d+(?:\.\d+)?)([KMG]?)B?", size.strip().upper())
    if match is None:
        raise click.UsageError(f"a size of memory is written like 1.5G or 800M, not {size!r}")
    return int(float(match[1]) * SIZES[match[2]])
