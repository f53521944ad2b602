"""`counterclaim actors explain`."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from counterclaim.grounding.actors.explain import Explanation, Reading
    from counterclaim.grounding.actors.names import NameEntry


@click.group()
def actors() -> None:
    """Who the phrases of reports mean."""


@actors.command(
    epilog="""\b
Examples:
  counterclaim actors explain "Moscow's peacekeepers" --date 2022-03-01
  counterclaim actors explain "Defence Minister Shoigu" --json"""
)
@click.argument("phrase")
@click.option("--date", "day", metavar="DATE", help="When it was written: who held an office then.  [default: any time]")
@click.option("--json", "as_json", is_flag=True, help="Print the explanation as JSON.")
def explain(phrase: str, day: str | None, as_json: bool) -> None:
    """Show why PHRASE means whom it means.

    Every name and organ in it is shown with its line in the knowledge files and the years in which it holds; then the actor that
    `read` would make of the phrase, and its other readings, the likeliest first.
    """
    explained = _explained(phrase, day)
    click.echo(json.dumps(_as_json(explained), indent=2, ensure_ascii=False) if as_json else "\n".join(_lines(explained)))


def _explained(phrase: str, day: str | None) -> Explanation:
    """Raises ConfigError for an empty phrase or a date that is none, ResourceError when the model or a knowledge file is missing."""
    from counterclaim.errors import ConfigError
    from counterclaim.grounding.actors.explain import explain as explain_phrase
    from counterclaim.grounding.actors.names import load_names
    from counterclaim.ingest.options import parse_published
    from counterclaim.language.engine import load_engine

    words = " ".join(phrase.split())
    if not any(c.isalnum() for c in words):
        raise ConfigError("there is no phrase to explain")
    published = parse_published(day) if day is not None else None
    when = published.date() if isinstance(published, dt.datetime) else published
    return explain_phrase(load_engine()(f"{words} said so."), words, when, load_names())


def _lines(told: Explanation) -> Iterator[str]:
    yield told.phrase + (f", as of {told.day}" if told.day else "")
    for name in told.names:
        for entry in name.entries:
            yield f"  {name.words}: {_entry(entry)}" + ("" if entry.holds(told.day) else ", not in force")
    if told.organ is not None:
        organ = told.organ.organ
        yield f"  {told.organ.words}: {organ.role}, {organ.sector or 'sector of its owner'} ({organ.origin})"
    if told.actor is None or told.actor.id is None:
        yield "Unknown: " + (
            "several parties bear the name" if len(told.readings) > 1 else "no line of the knowledge files names a party here"
        )
    else:
        yield (
            f"{told.actor.id}" + (f" – {told.party_name}" if told.party_name else "") + (f", {told.actor.role}" if told.actor.role else "")
        )
        if told.actor.source:
            yield f"  {told.actor.source}"
    for k, reading in enumerate(told.readings, 1):
        yield f"  {k}. {_reading(reading)}"


def _entry(entry: NameEntry) -> str:
    years = f" {entry.since or '…'} to {entry.until or 'now'}" if entry.since or entry.until else ""
    return f"{entry.actor}, {entry.role or entry.how}{years} ({entry.origin})"


def _reading(reading: Reading) -> str:
    party = f"party by {reading.party_from.name!r} ({reading.party_from.origin})" if reading.party_from else "party by rule"
    sector = f", sector by {reading.sector_from}" if reading.sector_from else ", no sector told"
    return f"{reading.actor}: {party}{sector}" + ("" if reading.in_force else ", not in force")


def _as_json(told: Explanation) -> dict[str, Any]:
    return {
        "phrase": told.phrase,
        "date": str(told.day) if told.day else None,
        "actor": told.actor.model_dump(mode="json", exclude={"span"}) if told.actor is not None else None,
        "party_name": told.party_name,
        "names": [{"words": n.words, "entries": [_entry_json(e, e.holds(told.day)) for e in n.entries]} for n in told.names],
        "organ": None
        if told.organ is None
        else {
            "words": told.organ.words,
            "role": told.organ.organ.role,
            "sector": told.organ.organ.sector,
            "source": told.organ.organ.origin,
        },
        "readings": [
            {
                "actor": r.actor,
                "party_from": r.party_from.origin if r.party_from else None,
                "sector_from": r.sector_from,
                "in_force": r.in_force,
            }
            for r in told.readings
        ],
    }


def _entry_json(entry: NameEntry, in_force: bool) -> dict[str, Any]:
    return {
        "name": entry.name,
        "actor": entry.actor,
        "how": entry.how,
        "role": entry.role or None,
        "since": str(entry.since) if entry.since else None,
        "until": str(entry.until) if entry.until else None,
        "in_force": in_force,
        "source": entry.origin,
    }
