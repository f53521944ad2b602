"""`counterclaim eval`: measure every stage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from counterclaim.cli.logs import verbose_option

if TYPE_CHECKING:
    from counterclaim.cli.progress import SignOfLife
    from counterclaim.evaluation.floors import Floors
    from counterclaim.evaluation.scores import Edition
    from counterclaim.evaluation.sheet import Entry
    from counterclaim.evaluation.suite import Folders

FOLDER = click.Path(file_okay=False, path_type=Path)
FOLDER_THAT_IS_THERE = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)
WITH_ERRORS = {"errors", "page", "gold", "verbose"}
"""Parameters that say something about a list of mistakes; the others are about measuring."""


@dataclass(frozen=True)
class EvalOptions:
    """What was typed after `counterclaim eval`."""

    suite: tuple[str, ...]
    corpora: Path | None
    gold: Path
    wire: Path
    floors: Path
    update: bool
    lower: str | None
    reason: str
    errors: str | None
    page: Path | None
    scores: Path | None
    as_json: bool

    def folders(self) -> Folders:
        """Where the data lies."""
        from counterclaim.evaluation.suite import Folders

        return Folders(self.gold, self.wire, self.corpora)

    def written(self) -> list[Path]:
        """The files that will be written."""
        files = (self.page, self.scores, self.floors if self.update or self.lower else None)
        return [file for file in files if file]


@click.command(
    "eval",
    epilog="""\b
Examples:
  counterclaim eval
  counterclaim eval --corpora corpora --scores docs/scores.md
  counterclaim eval --suite claims --json
  counterclaim eval --errors claims --html mistakes.html

Run it in a checkout: the corpus lies in evals/. Exit codes: 1 a figure is under its floor, 2 there is nothing to measure, 3 a suite
that --suite names could not be run.""",
)
@click.option("--suite", metavar="NAME", multiple=True, help="Run this suite only; may be repeated.  [default: all]")
@click.option("--corpora", metavar="DIR", type=FOLDER_THAT_IS_THERE, help="Reference corpora; suites whose data is absent are not run.")
@click.option("--gold", metavar="DIR", type=FOLDER, default="evals/gold", show_default=True, help="Our own corpus.")
@click.option("--wire", metavar="DIR", type=FOLDER, default="evals/wire", show_default=True, help="The wire reports.")
@click.option("--floors", metavar="FILE", type=FILE, default="evals/floors.json", show_default=True, help="The floors.")
@click.option("--update", is_flag=True, help="Raise floors to where the figures stand; none is lowered.")
@click.option("--lower", metavar="FIGURE", help="Lower the floor of one figure (claims.dev.f1); needs --reason.")
@click.option("--reason", metavar="TEXT", default="", help="Why a floor is lowered; kept in the file of floors.")
@click.option("--errors", metavar="NAME", type=click.Choice(["claims"]), help="List mistakes by cause instead of measuring.")
@click.option("--html", "page", metavar="FILE", type=FILE, help="With --errors: write them as a page instead, each beside its text.")
@click.option("--scores", metavar="FILE", type=FILE, help="Write the page of scores.")
@click.option("--json", "as_json", is_flag=True, help="Print the sheet as JSON.")
@verbose_option
@click.pass_context
def evaluate(context: click.Context, /, **typed: Any) -> int:
    """Measure every stage against annotated data, and hold the figures against their floors."""
    options = EvalOptions(**typed)
    _check(options, _typed(context))
    from counterclaim.cli.output import check_writable
    from counterclaim.cli.progress import SignOfLife

    for file in options.written():
        check_writable(file)
    with SignOfLife() as sign:
        return _list_mistakes(options, sign) if options.errors else _measure(options, sign)


def _typed(context: click.Context) -> Mapping[str, str]:
    """The options that were typed, by the names of their parameters."""
    source = context.get_parameter_source
    return {p.name: p.opts[0] for p in context.command.params if p.name and source(p.name) is ParameterSource.COMMANDLINE}


def _check(options: EvalOptions, typed: Mapping[str, str]) -> None:
    """Raises UsageError when options do not go together or name what is not there: before anything is measured."""
    if options.page and not options.errors:
        raise click.UsageError("--html goes with --errors")
    if options.errors and (others := [option for name, option in typed.items() if name not in WITH_ERRORS]):
        raise click.UsageError(f"--errors lists mistakes and measures nothing: leave out {', '.join(others)}")
    if bool(options.lower) != bool(options.reason.strip()):
        raise click.UsageError("--lower and --reason go together: a floor is lowered for a reason, which is kept in the file")
    for name, folder in (("gold", options.gold), ("wire", options.wire)):
        if name in typed and not folder.is_dir():
            raise click.UsageError(f"there is no folder {folder}")
    if "floors" in typed and not options.update and not options.floors.exists():
        raise click.UsageError(f"there is no file {options.floors}: --update makes one")


def _measure(options: EvalOptions, sign: SignOfLife) -> int:
    from counterclaim.cli.output import write_file
    from counterclaim.evaluation.floors import Floors
    from counterclaim.evaluation.scores import as_markdown, load_metrics

    floors = Floors.read(options.floors)
    entries = _run(options, floors, sign)
    if options.as_json:
        _print_json(entries, floors)
    if options.scores:
        write_file(options.scores, as_markdown(entries, _edition()))
    if options.lower:
        floors = floors.lower(options.lower, entries, options.reason)
    status = _verdict(entries, floors, options.suite)
    if options.update:
        floors = floors.raised(entries, load_metrics())
    if options.update or options.lower:
        write_file(options.floors, floors.text())
    return status


def _run(options: EvalOptions, floors: Floors, sign: SignOfLife) -> list[Entry]:
    """The suites that are asked for, each printed as soon as it is known, unless JSON is. Raises ConfigError when there is no data."""
    from counterclaim.errors import ConfigError
    from counterclaim.evaluation.sheet import choose, measure
    from counterclaim.evaluation.suite import Engines
    from counterclaim.evaluation.suites import SUITES

    suites, folders, engines = choose(SUITES, options.suite), options.folders(), Engines(sign)
    if not options.suite and not any(suite.find(folders) for suite in suites):
        raise ConfigError("there is nothing to measure here: run it in a checkout, or give --gold DIR or --corpora DIR")
    entries: list[Entry] = []
    for suite in suites:
        with sign.during(f"measuring {suite.name}"):
            entries.append(measure(suite, folders, engines))
        if not options.as_json:
            _print_entry(entries[-1], floors)
    return entries


def _verdict(entries: Sequence[Entry], floors: Floors, asked: Sequence[str]) -> int:
    """Says on standard error what fell, what vanished and what was asked for in vain; gives the exit code."""
    from counterclaim.cli import NO_RESOURCE, OK, SOME_FAILED

    wrong = [f"{f.figure} fell to {f.value:.3f}, under its floor of {f.floor:.3f}" for f in floors.falls(entries)]
    wrong += [f"{name} has a floor but was not measured" for name in floors.missing(entries)]
    in_vain = [f"{e.suite.name} was not run: {e.not_run}" for e in entries if e.not_run and e.suite.name in asked]
    for message in (*wrong, *in_vain):
        click.echo(f"counterclaim: {message}", err=True)
    return SOME_FAILED if wrong else NO_RESOURCE if in_vain else OK


def _print_entry(entry: Entry, floors: Floors) -> None:
    from counterclaim.evaluation.scores import figure_words

    if entry.not_run:
        click.echo(f"{click.style(entry.suite.name, bold=True)}  not run: {entry.not_run}\n")
        return
    click.echo(f"{click.style(entry.suite.name, bold=True)}  {entry.suite.data}  ({entry.seconds:.0f} s)")
    for name, figure in entry.named():
        floor = floors.floors.get(name)
        under = "" if floor is None else f"  floor {floor:.3f}" + ("  UNDER ITS FLOOR" if figure.value < floor else "")
        click.echo(f"  {figure.name:32s} {figure_words(figure):>16s}{under}")
    click.echo()


def _print_json(entries: Sequence[Entry], floors: Floors) -> None:
    import json

    from counterclaim.evaluation.scores import as_json

    click.echo(json.dumps(as_json(entries, floors, _edition()), indent=1))


def _edition() -> Edition:
    from importlib.metadata import version

    from counterclaim.evaluation.scores import Edition

    return Edition(dt.date.today(), version("counterclaim"), _commit())


def _commit() -> str | None:
    """The commit of the checkout that the command runs in, with a plus if files differ from it; None outside one."""
    import subprocess

    try:
        told = subprocess.run(
            ["git", "describe", "--always", "--abbrev=10", "--exclude=*", "--dirty=+"],
            capture_output=True,
            text=True,
            check=True,
            timeout=20,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return told.stdout.strip() or None


def _list_mistakes(options: EvalOptions, sign: SignOfLife) -> int:
    from counterclaim.cli.mistakes import by_cause, print_counts, print_mistakes, write_mistakes
    from counterclaim.errors import ConfigError
    from counterclaim.evaluation.mistakes import find_mistakes
    from counterclaim.evaluation.suite import Engines

    if not options.gold.is_dir():
        raise ConfigError(f"there is no corpus at {options.gold}: run this in a checkout, or give --gold DIR")
    with sign.during(f"reading {options.gold}"):
        causes = by_cause(find_mistakes(options.gold, Engines(sign)))
    if options.page:
        write_mistakes(options.page, causes, options.gold)
    else:
        print_mistakes(causes)
    print_counts(causes)
    return 0
