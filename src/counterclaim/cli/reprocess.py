"""`counterclaim reprocess`: stored reports read again by this version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from counterclaim.cli.add import TOGETHER, in_parts
from counterclaim.cli.desk import opened_store, store_option
from counterclaim.cli.logs import verbose_option
from counterclaim.cli.sources import LazyPipeline, workers_option

if TYPE_CHECKING:
    from counterclaim.store.store import Store


@click.command(
    epilog="""\b
Examples:
  counterclaim reprocess
  counterclaim reprocess --all --quiet"""
)
@store_option
@click.option("--all", "every", is_flag=True, help="Also the reports that this version has read.")
@click.option("--engine", metavar="NAME", default="counterclaim", show_default=True, help="An installed spaCy pipeline with UD labels.")
@workers_option
@click.option("--quiet", is_flag=True, help="Print the counts only.")
@verbose_option
def reprocess(db: str | None, every: bool, engine: str, workers: int, quiet: bool) -> int:
    """Read stored reports again after an upgrade, and show what changed.

    Claims keep their ids where the evidence is the same. Decisions hold on: a claim that was confirmed or corrected stays, even if
    it is no longer found. It goes on where it stopped if it is interrupted.
    """
    with opened_store(db, make=False) as store:
        with store.reading() as desk:
            names = desk.report_ids() if every else desk.outdated(store.maker)
        pipeline = LazyPipeline(engine, workers)
        changed = sum(_reread(store, part, pipeline, quiet) for part in in_parts(names, TOGETHER))
    click.echo(f"{len(names)} read again, {changed} of them with changes")
    return 0


def _reread(store: Store, names: list[str], pipeline: LazyPipeline, quiet: bool) -> int:
    with store.reading() as desk:
        reports = [record.report for record in desk.records(names)]
    records = pipeline.read(reports)
    with store.writing() as writer:
        told = writer.reread(records)
    for one in told:
        if one.changes and not quiet:
            click.echo(f"{one.report}")
            for line in one.changes:
                click.echo(f"  {line}")
    return sum(bool(one.changes) for one in told)
