"""Toponyms with coordinates: LGL (Lieberman, Samet and Sankaranarayanan 2010) and GeoWebNews (Gritta, Pilehvar and Collier 2020)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from counterclaim.errors import ResourceError
from counterclaim.evaluation.corpora.markup import Element, read_xml, text_of
from counterclaim.tables import read_table

TABLES = "counterclaim.evaluation.data"


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place named in `text[start:end]`; coordinates and GeoNames number as far as annotated."""

    start: int
    end: int
    spot: tuple[float, float] | None
    geonames_id: int | None


@dataclass(frozen=True)
class Article:
    """A text with its toponyms in order; `misplaced` counts annotations whose words are not where they say."""

    text: str
    toponyms: tuple[Toponym, ...]
    misplaced: int = 0


def read_lgl(path: Path) -> Iterator[Article]:
    """Yield the articles of LGL. Raises ResourceError when the file is broken."""
    return _read(path, _lgl_toponym)


def read_gwn(path: Path) -> Iterator[Article]:
    """Yield the articles of GeoWebNews with what its authors count as toponyms: literal and associative ones, no expressions
    ("the church"), and each stretch of text once.

    Raises ResourceError when the file is broken or has a type that `gwn_types.csv` lacks.
    """
    return _read(path, _gwn_toponym)


def _read(path: Path, read: Callable[[Element], tuple[str, Toponym] | None]) -> Iterator[Article]:
    for article in read_xml(path).iter("article"):
        try:
            named = [found for t in article.iter("toponym") if (found := read(t)) is not None]
        except (ValueError, KeyError) as error:
            raise ResourceError(f"{path} has a broken toponym: {error}") from error
        text = text_of(article, "text")
        placed = {(t.start, t.end): t for words, t in named if text[t.start : t.end] == words}
        misplaced = sum(text[t.start : t.end] != words for words, t in named)
        yield Article(text, tuple(placed[span] for span in sorted(placed)), misplaced)


def _lgl_toponym(element: Element) -> tuple[str, Toponym]:
    tag = element.find("gaztag")
    spot = None if tag is None else _spot(text_of(tag, "lat"), text_of(tag, "lon"))
    number = None if tag is None else _number(tag.get("geonameid", ""))
    return text_of(element, "phrase"), Toponym(*_span(element), spot, number)


def _gwn_toponym(element: Element) -> tuple[str, Toponym] | None:
    if _sorts()[text_of(element, "type")] == "none":
        return None
    spot = _spot(text_of(element, "latitude"), text_of(element, "longitude"))
    return text_of(element, "extractedName"), Toponym(*_span(element), spot, _number(text_of(element, "geonamesID")))


@cache
def _sorts() -> dict[str, str]:
    """The sort of toponym that each type of GeoWebNews is, by the taxonomy of its authors."""
    return {row["type"]: row["sort"] for row in read_table(TABLES, "gwn_types.csv")}


def _span(element: Element) -> tuple[int, int]:
    return int(text_of(element, "start")), int(text_of(element, "end"))


def _spot(lat: str, lon: str) -> tuple[float, float] | None:
    return (float(lat), float(lon)) if lat and lon else None


def _number(text: str) -> int | None:
    return int(text) if text.strip() else None
