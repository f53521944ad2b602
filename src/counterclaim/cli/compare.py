"""`counterclaim compare` and `counterclaim why`: reports in, incidents with every side's account out."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.desk import DeskOptions, opened_store, store_option, tell_empty
from counterclaim.cli.logs import verbose_option
from counterclaim.cli.sources import NO_SOURCE, accords_option, records_of, reports_of, source_options, width_option

if TYPE_CHECKING:
    from rich.console import RenderableType

    from counterclaim.cli.failures import Failures
    from counterclaim.incidents.origins import Origin
    from counterclaim.records.comparison import Comparison
    from counterclaim.records.models import Place, Record


@dataclass(frozen=True)
class CompareOptions(DeskOptions):
    """What was typed after `counterclaim compare`."""

    accords: Path | None
    as_json: bool
    page: Path | None
    width: int | None


@dataclass(frozen=True)
class WhyOptions(DeskOptions):
    """What was typed after `counterclaim why`."""

    incident: str
    claim: str
    width: int | None


@click.command(
    epilog="""\b
Examples:
  counterclaim compare reports/ --published 2023-05-12
  counterclaim compare feed.jsonl --html dossier.html
  counterclaim compare monday.jsonl tuesday.jsonl --json > comparison.json

Reports of one happening seldom have one date: JSON Lines carry a date for each."""
)
@source_options
@store_option
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as one JSON object.")
@click.option("--html", "page", metavar="FILE", type=click.Path(path_type=Path), help="Write one self-contained page, a dossier, instead.")
@accords_option
@width_option
@verbose_option
def compare(**typed: Any) -> int:
    """Read several reports and show every side's account of each incident.

    For each incident: what each claimant answers to each question, whether the answers agree, how many were harmed on each side,
    and which sources stand behind it. SOURCE is a file, a folder, a web address, or - for standard input; without any, the reports
    of the store are compared.
    """
    options = CompareOptions(**typed)
    from counterclaim.accords import calendar_of, ledger_of, read_library
    from counterclaim.cli import SOME_FAILED
    from counterclaim.cli.failures import Failures
    from counterclaim.cli.output import check_writable, print_view, write_file
    from counterclaim.incidents.blame import blame_of
    from counterclaim.views.comparison import counts_words
    from counterclaim.views.comparison_text import render_comparison
    from counterclaim.views.dossier import Beside, render_dossier

    if options.page:
        check_writable(options.page)
    failures = Failures()
    comparison, folds = comparison_of(options, failures)
    if options.page and comparison.reports:
        library = read_library(options.accords)
        beside = Beside(blame_of(comparison), ledger_of(comparison, library), calendar_of(comparison), landmarks_of(comparison))
        write_file(
            options.page,
            render_dossier(comparison, folds, beside),
            f" ({counts_words(comparison)})",
        )
    if options.as_json:
        sys.stdout.buffer.write(comparison.model_dump_json(indent=2).encode() + b"\n")
        sys.stdout.buffer.flush()
    elif not options.page and comparison.reports:
        print_view(render_comparison(comparison, folds), options.width)
    return SOME_FAILED if failures.count else 0


@click.command(
    epilog="""\b
Examples:
  counterclaim why i9d5a24fe49 c40d4de51d5a8f2e/c1 reports/
  counterclaim why i9d5 c40d/c1 feed.jsonl

INCIDENT and CLAIM are ids as `counterclaim compare` shows them for the same reports; of both the beginning is enough."""
)
@click.argument("incident")
@click.argument("claim")
@source_options
@store_option
@width_option
@verbose_option
def why(**typed: Any) -> int:
    """Tell why a claim belongs to an incident.

    Shows its strongest links to other claims of the incident, each with what was compared and how much that weighed.
    """
    options = WhyOptions(**typed)
    from counterclaim.cli import SOME_FAILED
    from counterclaim.cli.failures import Failures
    from counterclaim.cli.output import print_view

    failures = Failures()
    comparison, _ = comparison_of(options, failures)
    print_view(reasons(comparison, options.incident, options.claim), options.width)
    return SOME_FAILED if failures.count else 0


def comparison_of(options: DeskOptions, failures: Failures) -> tuple[Comparison, dict[str, str]]:
    """What the sources that were typed compare to; where none was, the whole store. With it why a report has the origin of another.

    Raises UsageError when there are neither sources nor a store.
    """
    if options.sources or options.samples:
        return compared(records_of(reports_of(options, options.ingest(), failures), options.engine))
    from counterclaim.views.folding import folds_within

    with opened_store(options.db, make=False, otherwise=f"{NO_SOURCE}; ") as store, store.reading() as desk:
        comparison = desk.comparison()
        if not comparison.reports:
            tell_empty(store)
        return comparison, folds_within(comparison, desk.origin_links([report.id for report in comparison.reports]))


def compared(records: Iterable[Record]) -> tuple[Comparison, dict[str, str]]:
    """The incidents of some records, and why a report has the origin of another, by its id.

    Says on standard error when a report stands twice.
    """
    from counterclaim.incidents.compare import compare as compare_records
    from counterclaim.incidents.compare import one_each, origins_of
    from counterclaim.incidents.origins import fold
    from counterclaim.views.wording import counted

    read = list(records)
    each = one_each(read)
    if len(read) > len(each):
        twice = counted(len(read) - len(each), "report")
        click.echo(f"counterclaim: {twice} left out: word for word the same as another", err=True)
    found = fold(record.report for record in each)
    return compare_records(each, origins_of((record.report for record in each), found)), folds_of(found)


def landmarks_of(comparison: Comparison) -> list[Place]:
    """The larger settlements on each sheet of the map, from the index of places."""
    from counterclaim.grounding.gazetteer import Gazetteer
    from counterclaim.grounding.landmarks import Box, landmarks_within
    from counterclaim.views.sheets import sheets_of

    with Gazetteer.open() as gazetteer:
        return [p for sheet in sheets_of(comparison.incidents) for p in landmarks_within(gazetteer.path, Box(*sheet.frame.corners()))]


def folds_of(origins: Iterable[Origin]) -> dict[str, str]:
    """Why a report was folded into an origin, in words, by the report's id: its surest link to another report of the origin."""
    from counterclaim.views.folding import folds_beside

    return {name: words for origin in origins for name, words in folds_beside({origin.of}, origin.links).items()}


def reasons(comparison: Comparison, incident: str, claim: str) -> RenderableType:
    """Why the claim is in the incident. Raises ConfigError when there is no such incident or claim, or the claim is elsewhere."""
    from counterclaim.errors import ConfigError
    from counterclaim.views.comparison import find_claim, find_incident
    from counterclaim.views.reasons import render_reasons

    try:
        here, asked = find_incident(comparison, incident), find_claim(comparison, claim)
    except LookupError as error:
        raise ConfigError(str(error.args[0])) from error
    if asked.id not in here.claims:
        home = next((i.id for i in comparison.incidents if asked.id in i.claims), None)
        raise ConfigError(
            f"{asked.id} is not in {here.id}: it " + (f"belongs to {home}" if home else "tells of history and is in no incident")
        )
    return render_reasons(comparison, here, asked)
