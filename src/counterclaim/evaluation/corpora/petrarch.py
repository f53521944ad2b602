"""PETRARCH's unit-test records: sentences, and the events that its authors expect of each.

The records (Open Event Data Alliance, PETRARCH 0.5, 2014; MIT licence) test features of that program, many with one sentence
turned over and over. Their countries are invented, and **most of their codes are not CAMEO**: the file of verbs that comes
with them says so itself. They are the older WEIS (McClelland 1978) with extensions of KEDS, a few are CAMEO, and some were
made up for a test. `data/petrarch_codes.csv` says of each which it is, what it means there and which CAMEO code has that
meaning: a root of two digits where no more can be said, nothing where the code means nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from counterclaim.errors import ResourceError
from counterclaim.evaluation.corpora.markup import Element, read_xml, text_of
from counterclaim.tables import read_table

RECORDS = "PETR.UnitTest.records.xml"
DATA = "counterclaim.evaluation.data"
NO_ACTOR = ("---", "###", "+++")
"""Codes that stand for no actor."""


@dataclass(frozen=True)
class Expected:
    """An event that a record expects. None stands for an actor that it leaves open.

    Attributes:
        source: code of who acts.
        target: code of whom it is done to.
        written: the event's code as the record has it.
        cameo: the same in CAMEO, three or four digits; two where only the root is known; None where it means nothing.
    """

    source: str | None
    target: str | None
    written: str
    cameo: str | None


@dataclass(frozen=True)
class Sentence:
    """A sentence with its date and the events that it should give, none at all where `events` is empty."""

    id: str
    date: dt.date
    text: str
    events: tuple[Expected, ...]


def read_sentences(folder: Path) -> Iterator[Sentence]:
    """Yield the records that can be measured, in the order of the file.

    Left out are those that expect a refusal (a broken parse, a sentence to be discarded), which depends on files that are not
    here, and those marked `sentence="false"`: features that the notes beside them call not implemented.

    Raises ResourceError when the file is missing or broken, or expects a code that the table of codes does not know.
    """
    path = folder / RECORDS
    for record in read_xml(path).iter("Sentence"):
        codings = record.findall("EventCoding")
        if record.get("sentence") == "false" or any(c.get("error") for c in codings):
            continue
        name = record.get("id", "")
        try:
            date = dt.datetime.strptime(record.get("date", ""), "%Y%m%d").date()
            events = tuple(_expected(c) for c in codings if not c.get("noevents"))
        except (KeyError, ValueError) as error:
            raise ResourceError(f"{path}: record {name} cannot be read: {error}") from error
        yield Sentence(name, date, " ".join(text_of(record, "Text").split()), events)


def _expected(coding: Element) -> Expected:
    written = coding.attrib["eventcode"]
    return Expected(_actor(coding.attrib["sourcecode"]), _actor(coding.attrib["targetcode"]), written, load_meanings()[written])


def _actor(code: str) -> str | None:
    """An actor's code; None for no actor, and for an unknown one that PETRARCH quotes from the sentence."""
    return None if code in NO_ACTOR or code.startswith('"') else code


@cache
def load_meanings() -> dict[str, str | None]:
    """CAMEO codes by the codes of the records. Raises ResourceError when the table cannot be read."""
    return {row["code"]: row["cameo"] or None for row in read_table(DATA, "petrarch_codes.csv")}
