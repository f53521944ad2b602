"""TimeML: news reports with their times marked up (TIMEX3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from counterclaim.errors import ResourceError
from counterclaim.evaluation.corpora.markup import Element, read_xml


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: `text[start:end]`, its type (DATE, TIME, DURATION or SET) and its value as annotated."""

    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True)
class TimedText:
    """The body of a report, the day of its creation, and its time expressions in order."""

    text: str
    published: dt.date
    times: tuple[Timex, ...]


def read_timeml(folder: Path) -> Iterator[TimedText]:
    """Yield the texts of all `.tml` files of a folder, by name.

    Raises ResourceError when there is none, or when one is broken, has no body or no creation day.
    """
    paths = sorted(folder.glob("*.tml"))
    if not paths:
        raise ResourceError(f"{folder} holds no .tml file")
    yield from map(_read, paths)


def _read(path: Path) -> TimedText:
    root = read_xml(path)
    body = root.find("TEXT")
    if body is None:
        raise ResourceError(f"{path} has no TEXT")
    created = next((t.get("value", "") for t in root.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME"), "")
    try:
        published = dt.date.fromisoformat(created[:10])
    except ValueError as error:
        raise ResourceError(f"{path} has no creation day: {created!r}") from error
    pieces = list[str]()
    times = list[Timex]()
    _walk(body, pieces, times)
    return TimedText("".join(pieces), published, tuple(sorted(times, key=lambda t: (t.start, t.end))))


def _walk(element: Element, pieces: list[str], times: list[Timex]) -> None:
    """Collect the text below an element, and every time with its place in that text."""
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _walk(child, pieces, times)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        times.append(Timex(start, sum(map(len, pieces)), element.get("type", ""), element.get("value", "")))
