"""`counterclaim compare` and `counterclaim why`: reports in, incidents with every side's account out."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.logs import verbose_option
from counterclaim.cli.sources import SourceOptions, records_of, reports_of, source_options, width_option

if TYPE_CHECKING:
    from rich.console import RenderableType

    from counterclaim.incidents.origins import Origin
    from counterclaim.records.comparison import Comparison
    from counterclaim.records.models import Place, Record

EVIDENCE = 80
"""Characters of the evidence for a common origin that are shown."""


@dataclass(frozen=True)
class CompareOptions(SourceOptions):
    """What was typed after `counterclaim compare`."""

    as_json: bool
    page: Path | None
    width: int | None


@dataclass(frozen=True)
class WhyOptions(SourceOptions):
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
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as one JSON object.")
@click.option("--html", "page", metavar="FILE", type=click.Path(path_type=Path), help="Write one self-contained page, a dossier, instead.")
@width_option
@verbose_option
def compare(**typed: Any) -> int:
    """Read several reports and show every side's account of each incident.

    For each incident: what each claimant answers to each question, whether the answers agree, how many were harmed on each side,
    and which sources stand behind it. SOURCE is a file, a folder, a web address, or - for standard input.
    """
    options = CompareOptions(**typed)
    ingest = options.ingest()
    from counterclaim.cli import SOME_FAILED
    from counterclaim.cli.failures import Failures
    from counterclaim.cli.output import check_writable, print_view, write_file
    from counterclaim.incidents.blame import blame_of
    from counterclaim.views.comparison import counts_words
    from counterclaim.views.comparison_text import render_comparison
    from counterclaim.views.dossier import render_dossier

    if options.page:
        check_writable(options.page)
    failures = Failures()
    comparison, folds = compared(records_of(reports_of(options, ingest, failures), options.engine))
    if options.page and comparison.reports:
        write_file(
            options.page,
            render_dossier(comparison, folds, blame_of(comparison), landmarks_of(comparison)),
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
@width_option
@verbose_option
def why(**typed: Any) -> int:
    """Tell why a claim belongs to an incident.

    Shows its strongest links to other claims of the incident, each with what was compared and how much that weighed.
    """
    options = WhyOptions(**typed)
    ingest = options.ingest()
    from counterclaim.cli import SOME_FAILED
    from counterclaim.cli.failures import Failures
    from counterclaim.cli.output import print_view

    failures = Failures()
    comparison, _ = compared(records_of(reports_of(options, ingest, failures), options.engine))
    print_view(reasons(comparison, options.incident, options.claim), options.width)
    return SOME_FAILED if failures.count else 0


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
    from counterclaim.views.wording import one_line

    words: dict[str, str] = {}
    for origin in origins:
        for link in sorted(origin.links, key=lambda link: (-link.score, link.one, link.other)):
            evidence = shorten(one_line(link.evidence), EVIDENCE, placeholder=" …")
            for name in {link.one, link.other} - {origin.of}:
                words.setdefault(name, f"{link.how.replace('_', ' ')}, “{evidence}”")
    return words


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
