"""`counterclaim review`: the queue of claims, one after the other, and what is decided on them."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterclaim.cli.desk import opened_store, store_option, tell_empty
from counterclaim.cli.logs import verbose_option

if TYPE_CHECKING:
    from counterclaim.review.decisions import Entry
    from counterclaim.store.asking import Queued
    from counterclaim.store.store import Store

KEYS = "[c]onfirm [r]eject [e]dit [w]ho says it [m]erge [s]plit [a]greement [n]ote [u]ndo s[k]ip [q]uit"
AHEAD = 200
"""Claims of the queue that are looked up at once."""


@dataclass
class Session:
    """One walk along the queue: by whom, and which entries it has written."""

    store: Store
    who: str
    written: list[int]


@click.command(
    epilog="""\b
Examples:
  counterclaim review
  counterclaim review --journal
  counterclaim review --journal c40d4de51d5a8f2e/c1
  counterclaim review --export-gold gold/

Slots are typed in short forms; e without a slot lists them."""
)
@store_option
@click.option("--as", "who", metavar="NAME", help="Who decides, for the journal.  [default: your user name]")
@click.option(
    "--journal", "journal", metavar="OBJECT", is_flag=False, flag_value="", help="Print decisions and stop: the last, or an object's."
)
@click.option(
    "--export-gold", "gold", metavar="DIR", type=click.Path(path_type=Path), help="Write reports looked at whole as gold, and stop."
)
@verbose_option
def review(db: str | None, who: str | None, journal: str | None, gold: Path | None) -> int:
    """Walk the queue of claims and decide on them.

    The claims come first that are most likely wrong and of which most depends. What is decided is written into a journal, with your
    name, and applied over what the machine found. It can be undone, and is not lost when reports are read again.
    """
    with opened_store(db, make=False) as store:
        if journal is not None:
            return _print_journal(store, journal)
        if gold is not None:
            from counterclaim.cli.gold import write_gold

            return write_gold(store, gold)
        with store.reading() as desk:
            if not desk.report_ids():
                tell_empty(store)
                return 0
        return _walk(Session(store, who or getpass.getuser(), []))


def _print_journal(store: Store, name: str) -> int:
    with store.reading() as desk:
        entries = desk.journal(name) if name else list(reversed(desk.decisions()))
    for entry in entries:
        click.echo(entry_line(entry))
    if not entries:
        click.echo(f"counterclaim: no decision{f' about {name}' if name else ' yet'}", err=True)
    return 0


def entry_line(entry: Entry) -> str:
    """An entry of the journal on one line."""
    from counterclaim.views.wording import one_line

    made = entry.decision
    undone = f" of {made.undoes}" if made.undoes is not None else ""
    change = f" {made.slot}: {entry.before} → {made.after}" if made.slot else f" {made.after}" if made.after else ""
    claims = f" ({', '.join(made.claims)})" if made.claims else ""
    why = f"; {made.why}" if made.why else ""
    return one_line(f"{entry.id} {entry.at} {made.who} {made.kind}{undone} {made.object}{change}{claims}{why}")


def _walk(session: Session) -> int:
    skipped: set[str] = set()
    while (queued := _next(session.store, skipped)) is not None:
        _show(session.store, queued)
        key = click.prompt(KEYS, prompt_suffix=": ", default="k", show_default=False).strip()[:1].lower()
        if key == "q":
            break
        if key == "k":
            skipped.add(queued.claim.id)
        else:
            _do(session, key, queued)
    else:
        click.echo("nothing is left in the queue" if not skipped else "the end of the queue; what was skipped waits")
    click.echo(f"{len(session.written)} decided")
    return 0


def _next(store: Store, skipped: set[str]) -> Queued | None:
    from counterclaim.store.asking import Page

    with store.reading() as desk:
        start = 0
        while items := desk.queue(Page(AHEAD, start)).items:
            found = next((item for item in items if item.claim.id not in skipped), None)
            if found is not None:
                return found
            start += AHEAD
    return None


def _show(store: Store, queued: Queued) -> None:
    from counterclaim.cli.output import print_view
    from counterclaim.views.text import render_claim

    with store.reading() as desk:
        record = desk.record(queued.report)
        incident = desk.incident(queued.incident) if queued.incident else None
        notes = desk.journal(queued.claim.id)
    click.echo()
    print_view(render_claim(record, queued.claim.id.removeprefix(f"{queued.report}/")), None)
    if incident is not None:
        disputed = [account.question for account in incident.accounts if account.verdict == "disputed"]
        told = f"disputed: {', '.join(disputed)}" if disputed else "nothing disputed"
        click.echo(f"incident {incident.id}: {incident.kind}, {len(incident.claims)} claims of {len(incident.reports)} reports; {told}")
    for entry in notes:
        click.echo(f"  {entry_line(entry)}")
    click.echo(f"{queued.claim.id}, priority {queued.priority:.2f}")


def _do(session: Session, key: str, queued: Queued) -> None:
    """Asks what is still to be known, and decides. What makes no sense is said, and the claim comes again."""
    from counterclaim.cli.deciding import asked_for
    from counterclaim.errors import ConfigError
    from counterclaim.review.decisions import Decision

    try:
        told = asked_for(key, queued, session.written)
        if told is None:
            click.echo(f"write one of the letters in brackets: {KEYS}")
            return
        why = click.prompt("why", default="", show_default=False).strip()
        with session.store.writing() as desk:
            entry = desk.decide(Decision.model_validate({"object": queued.claim.id, **told, "who": session.who, "why": why or None}))
    except ConfigError as error:
        click.echo(f"not done: {error}")
        return
    session.written.append(entry.id)
    click.echo(f"{entry.id}: {entry.decision.kind} {entry.decision.object}")
