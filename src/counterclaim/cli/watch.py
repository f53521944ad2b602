"""`counterclaim watch`: feeds in, reports stored."""

from __future__ import annotations

import datetime as dt
import logging
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.desk import opened_store, store_option
from counterclaim.cli.logs import log_json_option, verbose_option
from counterclaim.cli.progress import SignOfLife
from counterclaim.errors import ConfigError

if TYPE_CHECKING:
    from counterclaim.alerts.rules import RulesFile
    from counterclaim.monitor.watch import Tally
    from counterclaim.records.models import Record, Report
    from counterclaim.store.store import Store

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class WatchCommand:
    """What was typed after `counterclaim watch`."""

    feeds: Path
    once: bool
    alerts: Path | None
    engine: str
    db: str | None


@click.command(
    epilog="""\b
Examples:
  counterclaim watch feeds.toml
  counterclaim watch feeds.toml --once
  counterclaim watch feeds.toml --alerts rules.toml --log-json 2>> watch.log

FEEDS is a TOML file; docs/feeds.md tells what stands in it. Stop it with Ctrl-C: what is begun is finished first."""
)
@click.argument("feeds", metavar="FEEDS", type=click.Path(path_type=Path))
@click.option("--once", is_flag=True, help="Look at every feed once, fetch what is new, and end; for cron.")
@click.option("--alerts", metavar="RULES", type=click.Path(path_type=Path), help="Tell what these rules find, as it comes in.")
@click.option("--engine", metavar="NAME", default="counterclaim", show_default=True, help="An installed spaCy pipeline with UD labels.")
@store_option
@log_json_option
@verbose_option
def watch(**typed: Any) -> int:
    """Watch feeds and store the reports that they name.

    Feeds are RSS, Atom, JSON Feed, sitemaps and listing pages. Every item ends stored, as a copy, skipped with a reason, or failed
    with the time of the next try; `counterclaim status` tells how the feeds do. What is cut off goes on where it was. With --once,
    exit code 1 says that a feed could not be read.
    """
    options = WatchCommand(**typed)
    from counterclaim.alerts.rules import load_rules
    from counterclaim.cli import OK, SOME_FAILED
    from counterclaim.monitor.config import load_feeds
    from counterclaim.monitor.lock import only_watch
    from counterclaim.monitor.watch import Watch, WatchOptions

    file = load_feeds(options.feeds)
    rules = load_rules(options.alerts) if options.alerts else None
    with opened_store(options.db, make=True) as store, only_watch(store.name), SignOfLife() as sign, _stopped_by_signals() as stop:
        watch_options = WatchOptions(once=options.once, chores=_alerts_of(store, rules), look_on=lambda tally: _show(sign, tally))
        tally = Watch(file, store, _reader(options.engine, sign), watch_options).run(stop)
        unread = _unread(store, [feed.name for feed in file.feed]) if options.once else []
    click.echo(f"counterclaim: {_words(tally)}", err=True)
    for line in unread:
        click.echo(f"counterclaim: {line}", err=True)
    return SOME_FAILED if unread else OK


def _unread(store: Store, names: Sequence[str]) -> list[str]:
    """A line for each of these feeds whose last look failed: refused, dead, or to be tried again."""
    from counterclaim.cli.feed_lines import trouble_of
    from counterclaim.store.feed_state import feed_statuses

    with store.reading() as desk:
        statuses = [feed for feed in feed_statuses(desk.connection) if feed.name in names]
    return [f"feed {feed.name}: {trouble}" for feed in statuses if (trouble := trouble_of(feed)) is not None]


def _alerts_of(store: Store, rules: RulesFile | None) -> Callable[[], None]:
    if rules is None:
        return lambda: None
    from counterclaim.alerts.telling import tell
    from counterclaim.cli.alerts import teller_of, write_feed

    teller = teller_of(store, rules)
    rounds: list[dt.datetime] = []

    def chores() -> None:
        began = teller.clock()
        try:
            tell(teller, rules, rounds[-1] if rounds else None)
            write_feed(teller)
        except ConfigError as error:  # a feed file that cannot be written now: the watch is worth more than its alerts
            LOG.error("alerts: %s", error)
        rounds[:] = [began]

    return chores


def _show(sign: SignOfLife, tally: Tally) -> None:
    sign.move(_words(tally), tally.ended, tally.ended + tally.queued)


def _reader(engine: str, sign: SignOfLife) -> Callable[[Sequence[Report]], Iterable[Record]]:
    """The reading pipeline, loaded with the first report."""
    loaded: list[Any] = []

    def read(reports: Sequence[Report]) -> Iterator[Record]:
        if not loaded:
            from counterclaim.pipeline import Pipeline, PipelineOptions

            loaded.append(Pipeline(PipelineOptions(engine=engine, progress=sign)))
        yield from loaded[0].read(reports)

    return read


@contextmanager
def _stopped_by_signals() -> Iterator[threading.Event]:
    """An event that SIGINT and SIGTERM set, for as long as the block lasts; a second SIGINT ends the program at once."""
    stop = threading.Event()

    def wish(number: int, frame: FrameType | None) -> None:
        if stop.is_set() and number == signal.SIGINT:
            raise KeyboardInterrupt
        stop.set()

    before = {number: signal.signal(number, wish) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _words(tally: Tally) -> str:
    from counterclaim.views.wording import counted, listed

    ended = [f"{number} {state}" for state, number in sorted(tally.items.items())]
    return f"{counted(tally.looks, 'look')} at feeds, {counted(tally.ended, 'item')}" + (f": {listed(ended)}" if ended else "")
