"""`counterclaim add`: reports into the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

import click

from counterclaim.cli.desk import DeskOptions, opened_store, store_option
from counterclaim.cli.logs import verbose_option
from counterclaim.cli.sources import reports_of, source_options

if TYPE_CHECKING:
    from counterclaim.cli.sources import LazyPipeline
    from counterclaim.records.models import Report
    from counterclaim.store.asking import Added
    from counterclaim.store.store import Store

T = TypeVar("T")
TOGETHER = 32
"""Reports that are kept in one step."""


@dataclass(frozen=True)
class AddOptions(DeskOptions):
    """What was typed after `counterclaim add`."""

    quiet: bool


@click.command(
    epilog="""\b
Examples:
  counterclaim add reports/ --db desk.sqlite
  counterclaim add feed.jsonl --db postgresql://desk@db.example.org/desk
  counterclaim add https://example.org/story
  counterclaim compare --db desk.sqlite

What is stored already is not read again."""
)
@source_options
@store_option
@click.option("--quiet", is_flag=True, help="Print the counts only.")
@verbose_option
def add(**typed: Any) -> int:
    """Read reports into the store and link them to what is there.

    Says of each report whether it is stored, known, or a copy of which other. Reports are kept in steps: what was said to be stored
    is stored, even if the command is interrupted. SOURCE is as for read.
    """
    options = AddOptions(**typed)
    ingest = options.ingest()
    from counterclaim.cli import SOME_FAILED
    from counterclaim.cli.failures import Failures
    from counterclaim.cli.sources import LazyPipeline

    failures, counts = Failures(), Counter[str]()
    pipeline = LazyPipeline(options.engine, options.workers)
    with opened_store(options.db, make=True) as store:
        for reports in in_parts(reports_of(options, ingest, failures), TOGETHER):
            for report, added in _added(store, pipeline, reports):
                counts[sort_of(added)] += 1
                if not options.quiet:
                    click.echo(line_of(report, added))
        with store.reading() as desk:
            click.echo(sum_of(counts, failures.count, desk.counts()))
    return SOME_FAILED if failures.count else 0


def in_parts(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """The values in lists of that size, the last one shorter."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part


def _added(store: Store, pipeline: LazyPipeline, reports: Sequence[Report]) -> Iterator[tuple[Report, Added]]:
    """Reads what is not known, adds it in one transaction, and tells what became of each report, in order."""
    from counterclaim.store.asking import Added, How

    with store.reading() as desk:
        places = desk.places(reports)
    wanted = [report for report, how in zip(reports, places, strict=True) if how is not How.KNOWN]
    added: dict[int, Added] = {}
    if wanted:
        records = pipeline.read(wanted)
        with store.writing() as writer:
            added = {id(report): outcome for report, outcome in zip(wanted, writer.add(records), strict=True)}
    for report in reports:
        yield report, added.get(id(report)) or Added(report.id, How.KNOWN, report.id, 0)


def sort_of(added: Added) -> str:
    """What became of a report, in a word."""
    return "copy" if added.how.value == "stored" and added.origin != added.report else added.how.value


def line_of(report: Report, added: Added) -> str:
    """The line that says what became of a report."""
    from counterclaim.views.wording import counted, one_line

    head = " – ".join(part for part in (report.title, report.outlet, str(report.published_on or "no date")) if part)
    told = {
        "stored": counted(added.claims, "claim"),
        "replaced": f"{counted(added.claims, 'claim')}; this text was stored with a later date, or none",
        "known": "stored before",
        "copy": f"{counted(added.claims, 'claim')}; a copy of {added.origin}",
    }[sort_of(added)]
    return f"{sort_of(added):<8} {report.id}  {one_line(head)}: {told}"


def sum_of(counts: Mapping[str, int], failed: int, now: Mapping[str, int]) -> str:
    """The last line: how many of each sort, how many could not be read, what the store holds now."""
    from counterclaim.views.wording import counted

    told = [f"{counts[sort]} {words}" for sort, words in SORTS.items() if counts.get(sort)]
    told += [f"{failed} could not be read"] if failed else []
    return (
        f"{', '.join(told) or 'nothing to add'}; the store holds {counted(now['reports'], 'report')}, "
        f"{counted(now['claims'], 'claim')} and {counted(now['incidents'], 'incident')}"
    )


SORTS = {"stored": "stored", "copy": "stored as copies", "replaced": "replaced", "known": "known"}
"""What may become of a report, in the words of the last line."""
