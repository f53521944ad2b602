"""Mistakes by cause, each beside its text: as one self-contained page, or as lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from textwrap import shorten

from markupsafe import Markup

from counterclaim.views.page import asset, content_hash, environment
from counterclaim.views.wording import one_line

AROUND = 160
"""Characters of text that a page shows before and after the words at stake."""
QUOTED = 60
"""Characters that a line quotes."""
Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Piece:
    """A stretch of text: is it of the words of gold, of the words that were found?"""

    text: str
    gold: bool = False
    found: bool = False


@dataclass(frozen=True)
class Slot:
    """What gold and the program have in a slot; None where one of them has no such claim. `at_stake` where the mistake lies."""

    name: str
    gold: str | None
    found: str | None
    at_stake: bool = False


@dataclass(frozen=True)
class Case:
    """One mistake as it is shown: the slots and pieces on the page, difference and quoted words in the terminal."""

    report: str
    difference: str
    words: str
    slots: tuple[Slot, ...]
    pieces: tuple[Piece, ...]


def mistake_lines(cases: Sequence[Case]) -> Iterator[str]:
    """One line a case: the report, the difference, the beginning of the words at stake."""
    for case in cases:
        yield one_line(f"{case.report}: {case.difference}  “{shorten(case.words, QUOTED, placeholder=' …')}”")


def render_mistakes(causes: Mapping[str, Sequence[Case]], about: str) -> str:
    """An HTML page of cases by cause; everything from the reports is escaped, nothing is loaded and no script runs."""
    style = asset("page.css") + asset("mistakes.css")
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


def excerpt(text: str, gold: Spans, found: Spans) -> tuple[Piece, ...]:
    """The text around spans in order, cut at blanks; far stretches between them are left out as "…"."""
    edges = sorted({0, len(text), *(min(edge, len(text)) for span in (*gold, *found) for edge in span)})
    stretches = [(a, b, _inside(a, b, gold), _inside(a, b, found)) for a, b in pairwise(edges)]
    pieces = list[Piece]()
    for (in_gold, in_found), alike in groupby(stretches, key=lambda stretch: stretch[2:]):
        ends = list(alike)
        start, end = ends[0][0], ends[-1][1]
        shown = text[start:end] if in_gold or in_found else _shortened(text[start:end], first=start == 0, last=end == len(text))
        pieces.append(Piece(shown, in_gold, in_found))
    return tuple(pieces)


def _inside(start: int, end: int, spans: Spans) -> bool:
    return any(s <= start and end <= e for s, e in spans)


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """Text between words at stake without its middle, before them without its beginning, after them without its end."""
    head, tail = text[:AROUND].rpartition(" ")[0], text[-AROUND:].partition(" ")[2]
    if len(text) <= (AROUND if first or last else 2 * AROUND):
        return text
    return f"{head} …" if last else f"… {tail}" if first else f"{head} … {tail}"
