"""`counterclaim alerts`: rules over what is stored, told once."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.desk import opened_store, store_option
from counterclaim.cli.logs import log_json_option, verbose_option
from counterclaim.cli.sources import ACCORDS

if TYPE_CHECKING:
    from counterclaim.accords import Library
    from counterclaim.alerts.rules import RulesFile
    from counterclaim.alerts.telling import Teller
    from counterclaim.store.store import Store


@dataclass(frozen=True)
class AlertsCommand:
    """What was typed after `counterclaim alerts`."""

    rules: Path
    dry_run: bool
    db: str | None


@click.command(
    epilog="""\b
Examples:
  counterclaim alerts rules.toml --dry-run
  counterclaim alerts rules.toml

RULES is a TOML file; docs/alerts.md tells what stands in it."""
)
@click.argument("rules", metavar="RULES", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Print what would be told now; keep and send nothing.")
@store_option
@log_json_option
@verbose_option
def alerts(**typed: Any) -> int:
    """Tell what rules find in the stored incidents and talks, each thing once.

    Alerts go to an Atom feed in a file, to a webhook and by mail, as the rules file says. What cannot be sent is tried again with the
    next run.
    """
    options = AlertsCommand(**typed)
    from counterclaim.alerts.rules import load_rules
    from counterclaim.alerts.telling import Teller, found_now, tell
    from counterclaim.cli import SOME_FAILED

    file = load_rules(options.rules)
    with opened_store(options.db, make=False) as store:
        if options.dry_run:
            for alert in found_now(Teller(store, file.deliver, library=library_of()), file):
                _print(alert.rule, alert.title, alert.summary)
            return 0
        teller = teller_of(store, file)
        told = tell(teller, file)
        write_feed(teller)
    for kept in told.new:
        _print(kept.rule, kept.title, kept.summary)
    if told.sent.failed or told.sent.given_up:
        click.echo(
            f"counterclaim: {told.sent.failed} not sent and to be tried again, {told.sent.given_up} given up; see the log (-v)", err=True
        )
        return SOME_FAILED
    return 0


def teller_of(store: Store, file: RulesFile) -> Teller:
    """Who tells what is found, with its secrets. Raises ConfigError when one is not where it should be, or the feed cannot be written."""
    from counterclaim.alerts.telling import Teller, secrets_of
    from counterclaim.cli.output import check_writable

    if file.deliver.feed is not None:
        check_writable(file.deliver.feed.path)
    return Teller(store, file.deliver, secrets_of(file.deliver, os.environ), library=library_of())


def library_of() -> Library:
    """The agreements that are known, with those of the folder that the environment names. Raises ConfigError when that makes no sense."""
    from counterclaim.accords import read_library

    own = os.environ.get(ACCORDS)
    return read_library(Path(own) if own else None)


def write_feed(teller: Teller) -> None:
    """Writes the feed of alerts where it is another than the one that lies there."""
    from counterclaim.cli.output import replace_file

    text, wanted = teller.feed(), teller.delivery.feed
    if text is None or wanted is None:
        return
    try:
        unchanged = wanted.path.read_text(encoding="utf-8") == text
    except (FileNotFoundError, UnicodeDecodeError):
        unchanged = False
    if not unchanged:
        replace_file(wanted.path, text)


def _print(rule: str, title: str, summary: str) -> None:
    from counterclaim.views.wording import one_line

    click.echo(f"[{rule}] {one_line(title)}\n    {one_line(summary)}")
