"""`counterclaim status`: what the store holds, and which versions made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from counterclaim.cli.desk import opened_store, store_option
from counterclaim.cli.feed_lines import feed_lines
from counterclaim.cli.logs import verbose_option

if TYPE_CHECKING:
    from counterclaim.store.reading import Reading

MENTIONED = dict.fromkeys(("agreements", "talks"), ", each report's counted by itself")
"""What is counted as reports mention it: `accords` and `talks` join what several tell of."""


@click.command(
    epilog="""\b
Examples:
  counterclaim status
  counterclaim status --db desk.sqlite"""
)
@store_option
@click.option("--check", is_flag=True, help="Also check that the store is whole; exit code 3 if it is not.")
@verbose_option
def status(db: str | None, check: bool) -> int:
    """Show what the store holds and which versions read it.

    A version is that of the package and of the record, with digests of the model, the knowledge files and the rules. Reports that an
    older version read can be read again with reprocess.
    """
    from counterclaim.cli import NO_RESOURCE

    with opened_store(db, make=False) as store, store.reading() as desk:
        click.echo(f"store: {store.name}")
        for name, count in desk.counts().items():
            click.echo(f"  {count:>9,} {name}{MENTIONED.get(name, '')}")
        for line in (*_versions(desk), *feed_lines(desk)):
            click.echo(line)
        found = desk.faults() if check else []
    for fault in found:
        click.echo(f"counterclaim: {fault}", err=True)
    if check and not found:
        click.echo("the store is whole")
    return NO_RESOURCE if found else 0


def _versions(desk: Reading) -> list[str]:
    from counterclaim.records.models import SCHEMA_VERSION
    from counterclaim.versions import this_maker

    here = this_maker(SCHEMA_VERSION)
    lines = ["read by:"]
    for made in desk.makers():
        mark = "this version" if made.maker == here else "an older version or other files"
        maker = made.maker
        lines.append(
            f"  {made.reports:>9,} reports: {maker.package}, record {maker.schema}, model {maker.model}, knowledge {maker.knowledge}, "
            f"rules {maker.rules} ({mark})"
        )
    return lines if len(lines) > 1 else []
