"""Reports with notes on what each tells of agreements, duties, breaches and talks.

A file holds many reports, each so (`evals/accords/README.md`):

    ## SLUG | DATE | HEADLINE
    text …
    ---
    A NAME | PARTIES | FIRST LAST | BROKERS | MONITORS | quote
    O ACTOR | DUTY | quote with the [word] that tells the duty | the words that name who owes it
    B ACTOR | quote with the [word] that calls it a breach
    T PARTICIPANTS | MEDIATORS | VENUE | FIRST LAST | STATUS | quote
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from counterclaim.errors import ResourceError

HEADING = re.compile(r"^## ", re.MULTILINE)
FIELDS = {"A": (6,), "O": (3, 4), "B": (2,), "T": (6,)}
"""How many fields a line of each letter has; who owes is not noted by words everywhere."""


@dataclass(frozen=True)
class Noted:
    """One report with its lines: the letter of each, and its fields."""

    slug: str
    published: date
    title: str
    text: str
    lines: tuple[tuple[str, tuple[str, ...]], ...]

    def of(self, letter: str) -> list[tuple[str, ...]]:
        """The fields of the lines of one letter."""
        return [fields for name, fields in self.lines if name == letter]


def read_notes(path: Path) -> Iterator[Noted]:
    """The reports of a file. Raises ResourceError where one is not in the format."""
    for block in HEADING.split(path.read_text(encoding="utf-8"))[1:]:
        try:
            head, rest = block.split("\n", 1)
            slug, day, title = (part.strip() for part in head.split("|", 2))
            body, notes = rest.split("\n---\n")
            lines = tuple((line[0], tuple(f.strip() for f in line[1:].split("|"))) for line in notes.strip().splitlines() if line.strip())
            published = date.fromisoformat(day)
            if wrong := next((line for line in lines if len(line[1]) not in FIELDS.get(line[0], ())), None):
                raise ValueError(f"a line {wrong[0]!r} of {len(wrong[1])} fields")
        except ValueError as error:
            raise ResourceError(f"{path}: not in the format of accord notes, at {block[:60]!r}: {error}") from error
        yield Noted(slug, published, title, f"{title}\n\n{body.strip()}", lines)
