"""Records as one self-contained page: the text with its claims marked, their details beside it, a table below.

Nothing is loaded from elsewhere. The page's own policy allows exactly its own style and script, by their hashes, so that even
a hole in the escaping could run nothing.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup

from counterclaim.records.models import Claim, Event, Record
from counterclaim.views import wording
from counterclaim.views.grouping import NOT_HAPPENED, Voice, events_of, is_background, voice_key, voices
from counterclaim.views.passages import Passage, cut
from counterclaim.views.text import counts_words, source_words, title_of

HUES = 8
"""Colours of claimants in the style sheet; the ninth claimant gets the first again, and the numbers tell them apart."""


@dataclass(frozen=True)
class Card:
    """One claim as the page shows it. `anchor` is unique on the page."""

    claim: Claim
    anchor: str
    hue: int
    background: bool
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Section:
    """One report on the page."""

    name: str
    record: Record
    voices: tuple[Voice, ...]
    cards: dict[str, Card]
    passages: tuple[Passage, ...]
    held: str | None = None
    """The claim that is shown marked from the start."""

    def hue(self, voice: Voice) -> int:
        """The colour number of a claimant."""
        return self.cards[voice.claims[0].id].hue


def render_page(records: Sequence[Record]) -> str:
    """An HTML page of one report or of several, one section each; everything from the reports is escaped."""
    style, script = asset("page.css"), asset("page.js")
    policy = f"default-src 'none'; style-src {content_hash(style)}; script-src {content_hash(script)}; base-uri 'none'; form-action 'none'"
    return (
        environment()
        .get_template("page.html")
        .render(
            sections=[section_of(number, record) for number, record in enumerate(records, start=1)],
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            policy=policy,
            w=wording,
            not_happened=NOT_HAPPENED,
            title_of=title_of,
            source_words=source_words,
            counts_words=counts_words,
        )
    )


def web_address(url: str | None) -> str | None:
    """The address if it is one that a reader can follow safely (http or https), else None."""
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None


def section_of(number: int, record: Record, held: str | None = None) -> Section:
    """A report as it is shown, as number so and so on its page; `held` is the claim that is marked from the start."""
    speaking = tuple(voices(record))
    hues = {voice_key(voice.claimant): position % HUES for position, voice in enumerate(speaking)}
    cards = {
        claim.id: Card(
            claim=claim,
            anchor=f"r{number}-{claim.id}",
            hue=hues[voice_key(claim.claimant)],
            background=is_background(claim, record),
            events=tuple(events_of(claim, record)),
        )
        for claim in record.claims
    }
    return Section(f"r{number}", record, speaking, cards, tuple(cut(record.report.text, record.claims)), held if held in cards else None)


@cache
def environment(package: str = "counterclaim.views") -> jinja2.Environment:
    """Where the templates come from: autoescaping, and an undefined name is an error. Those of `package` go before ours."""
    made = jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.PackageLoader(name) for name in dict.fromkeys((package, "counterclaim.views"))]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    filters: dict[str, Any] = {"web_address": web_address, "visible": wording.visible, "plain": wording.plain}
    made.filters.update(filters)
    return made


@cache
def asset(name: str) -> str:
    """A file of ours that goes into pages as it is."""
    return files("counterclaim.views").joinpath("templates", name).read_text(encoding="utf-8")


def content_hash(content: str) -> str:
    """The source expression of a content security policy that allows an inline element of this content."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
