"""`counterclaim accords` and `counterclaim talks`: reports in, the ledger of agreements and the calendar of talks out."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.compare import comparison_of
from counterclaim.cli.desk import DeskOptions, chosen_store, store_option
from counterclaim.cli.logs import verbose_option
from counterclaim.cli.sources import accords_option, source_options, width_option

if TYPE_CHECKING:
    from counterclaim.accords import Library
    from counterclaim.books import Open
    from counterclaim.cli.failures import Failures
    from counterclaim.records.ledger import Ledger, TalksCalendar

DAY = click.DateTime(formats=["%Y-%m-%d"])


@dataclass(frozen=True)
class AccordsOptions(DeskOptions):
    """What was typed after `counterclaim accords`."""

    accords: Path | None
    as_json: bool
    width: int | None

    def split(self) -> tuple[str | None, AccordsOptions]:
        """The agreement that is asked for, if the first word is no source, and the options without it."""
        first = self.sources[0] if self.sources else None
        if first is None or first == "-" or "://" in first or Path(first).exists():
            return None, self
        return first, replace(self, sources=self.sources[1:])


@dataclass(frozen=True)
class TalksOptions(DeskOptions):
    """What was typed after `counterclaim talks`."""

    as_of: dt.datetime | None
    calendar: Path | None
    as_json: bool
    width: int | None


@click.command(
    epilog="""\b
Examples:
  counterclaim accords reports.jsonl
  counterclaim accords armenia-azerbaijan-2020 reports.jsonl
  counterclaim accords armenia-azerbaijan-2020
  counterclaim accords reports/ --accords my-agreements/ --json > ledger.json

AGREEMENT is an id as this command shows it, or words of its name; all agreements are shown without one."""
)
@source_options
@store_option
@accords_option
@click.option("--json", "as_json", is_flag=True, help="Print the ledger as one JSON object.")
@width_option
@verbose_option
def accords(**typed: Any) -> int:
    """Show the agreements that reports speak of: what they oblige to, and what is alleged to break them.

    counterclaim accords [AGREEMENT] SOURCE...: agreements are linked to a library of known ones; others are candidates. A breach is what
    somebody calls one; what only a rule says is possible is marked so. SOURCE is as for compare; without any, the store is read.
    """
    asked, options = AccordsOptions(**typed).split()
    from counterclaim.accords import read_library
    from counterclaim.cli import SOME_FAILED
    from counterclaim.cli.failures import Failures
    from counterclaim.cli.output import print_view
    from counterclaim.views.accords_text import render_ledger

    library = read_library(options.accords)
    failures = Failures()
    opened = opened_ledger(options, library, failures)
    ledger = asked_for(asked, opened.page, library)
    if options.as_json:
        sys.stdout.buffer.write(ledger.model_dump_json(indent=2).encode() + b"\n")
        sys.stdout.buffer.flush()
    elif opened.reports:
        print_view(render_ledger(ledger, opened.beside), options.width)
    return SOME_FAILED if failures.count else 0


@click.command(
    epilog="""\b
Examples:
  counterclaim talks reports.jsonl
  counterclaim talks reports.jsonl --ics talks.ics
  counterclaim talks reports.jsonl --as-of 2023-05-20 --json > talks.json

What was due on a day that is past, with no report of the meeting, is unknown, not held."""
)
@source_options
@store_option
@click.option("--as-of", metavar="DATE", type=DAY, help="The day that past and future are told from.  [default: that of the last report]")
@click.option("--ics", "calendar", metavar="FILE", type=click.Path(path_type=Path), help="Write an iCalendar file instead.")
@click.option("--json", "as_json", is_flag=True, help="Print the calendar as one JSON object.")
@width_option
@verbose_option
def talks(**typed: Any) -> int:
    """Show the talks that reports tell of as a calendar: who, where, when, and how that changed.

    Each meeting stands once, however many reports tell of it, with its status over time and with what is said to endanger it. SOURCE is as
    for compare; without any, the store is shown.
    """
    options = TalksOptions(**typed)
    from counterclaim.cli import SOME_FAILED
    from counterclaim.cli.failures import Failures
    from counterclaim.cli.output import check_writable, print_view, write_file
    from counterclaim.views.accords_text import render_calendar
    from counterclaim.views.calendar_file import dated, render_calendar_file
    from counterclaim.views.wording import counted

    if options.calendar:
        check_writable(options.calendar)
    failures = Failures()
    opened = opened_calendar(options, options.as_of.date() if options.as_of else None, failures)
    calendar = opened.page
    if options.calendar and opened.reports:
        left = len(calendar.meetings) - len(dated(calendar))
        about = f" ({counted(len(dated(calendar)), 'meeting')}{f'; {left} without a date left out' if left else ''})"
        write_file(options.calendar, render_calendar_file(calendar, opened.beside), about)
    if options.as_json:
        sys.stdout.buffer.write(calendar.model_dump_json(indent=2).encode() + b"\n")
        sys.stdout.buffer.flush()
    elif not options.calendar and opened.reports:
        print_view(render_calendar(calendar, opened.beside), options.width)
    return SOME_FAILED if failures.count else 0


def opened_ledger(options: DeskOptions, library: Library, failures: Failures) -> Open[Ledger]:
    """The ledger of the sources that were typed; where none was, that of the store."""
    from counterclaim.accords import ledger_of
    from counterclaim.books import Books, Open

    if options.from_store:
        with chosen_store(options) as store:
            return Books(store, library).ledger()
    comparison, _ = comparison_of(options, failures)
    return Open(ledger_of(comparison, library), comparison, len(comparison.reports))


def opened_calendar(options: DeskOptions, as_of: dt.date | None, failures: Failures) -> Open[TalksCalendar]:
    """The calendar of the sources that were typed; where none was, that of the store."""
    from counterclaim.accords import calendar_of
    from counterclaim.books import Books, Open

    if options.from_store:
        with chosen_store(options) as store:
            return Books(store, {}).calendar(as_of=as_of)
    comparison, _ = comparison_of(options, failures)
    return Open(calendar_of(comparison, as_of), comparison, len(comparison.reports))


def asked_for(name: str | None, ledger: Ledger, library: Library) -> Ledger:
    """The entries of a name: an id, its beginning, or words of the names that the agreement goes by; all of them for None.

    Raises ConfigError when there is none.
    """
    from counterclaim.errors import ConfigError

    if name is None:
        return ledger
    wanted = name.casefold()
    names = {e.id: [e.name, *(library[e.id].aliases if e.id in library else ())] for e in ledger.entries}
    exact = tuple(e for e in ledger.entries if e.id == name)
    found = exact or tuple(e for e in ledger.entries if e.id.startswith(name) or any(wanted in n.casefold() for n in names[e.id]))
    if not found:
        known = f"; there is for instance {ledger.entries[0].id}" if ledger.entries else ""
        raise ConfigError(f"these reports speak of no agreement {name!r} (and there is no source of that name){known}")
    return ledger.model_copy(update={"entries": found})
