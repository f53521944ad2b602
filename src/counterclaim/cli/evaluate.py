"""`counterclaim eval`: measure every stage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.logs import verbose_option

if TYPE_CHECKING:
    from counterclaim.evaluation.floors import Floors
    from counterclaim.evaluation.scores import Edition
    from counterclaim.evaluation.sheet import Entry
    from counterclaim.evaluation.suite import Engines, Folders

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


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


@click.command(
    "eval",
    epilog="""\b
Examples:
  counterclaim eval
  counterclaim eval --corpora corpora --scores docs/scores.md
  counterclaim eval --suite claims --json
  counterclaim eval --errors claims --html mistakes.html

Run it in a checkout: the corpus lies in evals/. Exit code 1: a figure is under its floor.""",
)
@click.option("--suite", metavar="NAME", multiple=True, help="Run this suite only; may be repeated.  [default: all]")
@click.option("--corpora", metavar="DIR", type=FOLDER, help="The folder of reference corpora; suites whose data is absent are not run.")
@click.option("--gold", metavar="DIR", type=FOLDER, default="evals/gold", show_default=True, help="Our own corpus.")
@click.option("--wire", metavar="DIR", type=FOLDER, default="evals/wire", show_default=True, help="The wire reports.")
@click.option("--floors", metavar="FILE", type=FILE, default="evals/floors.json", show_default=True, help="The floors.")
@click.option("--update", is_flag=True, help="Raise floors to where the figures stand; none is lowered.")
@click.option("--lower", metavar="FIGURE", help="Lower the floor of one figure (claims.dev.f1); needs --reason.")
@click.option("--reason", metavar="TEXT", default="", help="Why a floor is lowered; kept in the file of floors.")
@click.option("--errors", metavar="NAME", type=click.Choice(["claims"]), help="List mistakes by cause instead of measuring.")
@click.option("--html", "page", metavar="FILE", type=FILE, help="With --errors: write them as a page, each beside its text.")
@click.option("--scores", metavar="FILE", type=FILE, help="Write the page of scores.")
@click.option("--json", "as_json", is_flag=True, help="Print the sheet as JSON.")
@verbose_option
def evaluate(**typed: Any) -> int:
    """Measure every stage against annotated data, and hold the figures against their floors."""
    options = EvalOptions(**typed)
    _check(options)
    from counterclaim.cli.output import check_writable
    from counterclaim.cli.progress import PlaceBar
    from counterclaim.evaluation.suite import Engines

    for file in (options.page, options.scores, options.floors if options.update or options.lower else None):
        if file:
            check_writable(file)
    with PlaceBar() as bar:
        engines = Engines(bar)
        return _mistakes(options, engines) if options.errors else _sheet(options, engines)


def _check(options: EvalOptions) -> None:
    """Raises UsageError when options do not go together: before anything is measured."""
    if options.page and not options.errors:
        raise click.UsageError("--html goes with --errors")
    if options.errors and (options.as_json or options.update or options.lower or options.scores):
        raise click.UsageError("--errors lists mistakes and measures nothing: leave out --json, --update, --lower and --scores")
    if bool(options.lower) != bool(options.reason.strip()):
        raise click.UsageError("--lower and --reason go together: a floor is lowered for a reason, which is kept in the file")


def _sheet(options: EvalOptions, engines: Engines) -> int:
    from counterclaim.cli import SOME_FAILED
    from counterclaim.cli.output import replace_file
    from counterclaim.evaluation.floors import Floors
    from counterclaim.evaluation.scores import as_markdown
    from counterclaim.evaluation.sheet import choose, run
    from counterclaim.evaluation.suites import SUITES

    floors = Floors.read(options.floors)
    entries: list[Entry] = []
    for entry in run(choose(SUITES, options.suite), options.folders(), engines):
        entries.append(entry)
        if not options.as_json:
            _print_entry(entry, floors)
    if options.as_json:
        _print_json(entries, floors)
    if options.scores:
        replace_file(options.scores, as_markdown(entries, _edition()))
    if options.lower:
        floors = floors.lower(options.lower, entries, options.reason)
    falls, missing = floors.falls(entries), floors.missing(entries)
    for fall in falls:
        click.echo(f"counterclaim: {fall.figure} fell to {fall.value:.3f}, under its floor of {fall.floor:.3f}", err=True)
    for name in missing:
        click.echo(f"counterclaim: {name} has a floor but was not measured", err=True)
    if options.update:
        floors = floors.raised(entries)
    if options.update or options.lower:
        replace_file(options.floors, floors.text())
    return SOME_FAILED if falls or missing else 0


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


def _mistakes(options: EvalOptions, engines: Engines) -> int:
    from counterclaim.cli.output import replace_file
    from counterclaim.errors import ConfigError
    from counterclaim.evaluation.mistakes import Cause, Mistake, find_mistakes
    from counterclaim.views.mistakes import Case, excerpt, render_mistakes

    if not options.gold.is_dir():
        raise ConfigError(f"there is no corpus at {options.gold}: run this in a checkout, or name one with --gold")
    by_cause: dict[Cause, list[Mistake]] = {cause: [] for cause in Cause}
    for mistake in find_mistakes(options.gold, engines):
        by_cause[mistake.cause].append(mistake)
    ranked = sorted(by_cause.items(), key=lambda item: -len(item[1]))
    for cause, cases in ranked:
        click.echo(f"{len(cases):5d}  {cause}")
    if options.page:
        causes = {
            str(cause): [Case(m.difference, m.report.slug, excerpt(m.report.report.text, m.spans)) for m in cases]
            for cause, cases in ranked
            if cases
        }
        about = (
            f"Claims on the dev half of {options.gold}. Each case reads: what gold has → what was found. "
            "A claim may stand under several causes."
        )
        replace_file(options.page, render_mistakes(causes, about))
        click.echo(f"wrote {options.page}", err=True)
    return 0
