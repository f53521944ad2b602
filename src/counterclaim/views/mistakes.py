"""Mistakes by cause as one self-contained page, each beside its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from counterclaim.views.page import asset, content_hash, environment

AROUND = 160
"""Characters of text that are shown before and after the words at stake."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `marked` are the words at stake."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Case:
    """One mistake as the page shows it."""

    difference: str
    report: str
    pieces: tuple[Piece, ...]


def render_mistakes(causes: Mapping[str, Sequence[Case]], about: str) -> str:
    """An HTML page of cases by cause; everything from the reports is escaped, nothing is loaded and no script runs."""
    style = asset("page.css")
    return (
        environment()
        .get_template("mistakes.html")
        .render(
            causes=list(causes.items()),
            total=sum(len(cases) for cases in causes.values()),
            about=about,
            style=Markup(style),  # noqa: S704 - our own file
            policy=f"default-src 'none'; style-src {content_hash(style)}; base-uri 'none'; form-action 'none'",
        )
    )


def excerpt(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """The text around spans in order, cut at blanks; far stretches between them are left out as "…"."""
    pieces = list[Piece]()
    at = 0
    for start, end in spans:
        begin = max(at, start)
        if begin >= end:
            continue
        before = text[at:begin]
        if len(before) > 2 * AROUND or (not pieces and len(before) > AROUND):
            head = before[:AROUND].rsplit(" ", 1)[0] if pieces else ""
            before = f"{head} … {before[-AROUND:].partition(' ')[2]}"
        pieces += [Piece(before, False), Piece(text[begin:end], True)]
        at = end
    tail = text[at:]
    pieces.append(Piece(tail if len(tail) <= AROUND else tail[:AROUND].rsplit(" ", 1)[0] + " …", False))
    return tuple(p for p in pieces if p.text)
