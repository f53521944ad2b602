"""Finds the time expressions of a document and resolves them in order, each against publication and what was told before."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from counterclaim.grounding.dates.almanac import Extent
from counterclaim.grounding.dates.atoms import Atom, read_atoms
from counterclaim.grounding.dates.forms import Bound, Day, Form, Interval, InYear, Lasting, Month, Period, Shift, Weekday, Window, Within
from counterclaim.grounding.dates.frame import Frame, Unresolved
from counterclaim.grounding.dates.grammar import phrase
from counterclaim.grounding.dates.mention import Sort, TimeMention
from counterclaim.grounding.dates.naming import named_times
from counterclaim.grounding.dates.outlook import Outlook
from counterclaim.grounding.dates.reader import Read, Reader
from counterclaim.grounding.dates.resolve import resolve
from counterclaim.grounding.dates.words import load_timewords
from counterclaim.records.models import Span, Time
from counterclaim.records.words import TimePrecision

if TYPE_CHECKING:
    from spacy.tokens import Doc

HEAD = 800
"""A dateline stands within so many characters of the beginning (headline and byline may come first)."""
PLACE_LINE = re.compile(r"(?:^|\n)[ \t]*[A-Z][^\n.!?]{1,60}[,(/ ] *$")
PLACE_NAME = re.compile(r"\n?[ \t]*(?:[A-Z]{3,}|[A-Z][\w'-]+(?:[ -/][A-Z][\w'-]+){0,3},)")
FULL_STOP = re.compile(r"\n?[ \t]*[A-Z][\w'-]+(?:[ ,/-]+[A-Z][\w'-]+){0,4}, ?")
"""Some agencies close a dateline with a full stop; then nothing but names may stand before the date."""
AFTER_DATELINE = re.compile(r"[ ,.)]*(?:\d{4})?[ ,.)]*(?:\([^)\n]{2,40}\)|/[^/\n]{2,40}/)?[ .:]*(?:--|[-–—_])")
REACH_BACK = 1
"""How many sentences back a day may stand that "the next day" counts from."""


NEAR = 12
"""How many earlier times are looked at: more than two sentences ever hold."""


class Told(NamedTuple):
    """A time told before: in which sentence, when, and whether "the next day" may count from it."""

    sentence: int
    extent: Extent
    anchors: bool


def find_times(doc: Doc, published: date | None) -> list[TimeMention]:
    """The time expressions of a document, in order and never overlapping.

    Args:
        doc: tokens with `idx` offsets; sentence starts and fine tags (Penn Treebank) help to tell future from past, the tree is not read.
        published: the day of publication, or None when nobody told.

    Returns:
        mentions with `time` resolved to inclusive days; where that fails `time.start` and `time.end` are None and `time.reason`
        says why ("no publication date" for all that counts from it). Values follow TimeML's reading of news where it has one.
    """
    words = load_timewords()
    atoms = read_atoms(doc)
    reader = Reader(atoms, words)
    outlook = Outlook(atoms, words)
    mentions: list[TimeMention] = []
    told: list[Told] = []
    weekdays: dict[Form, Extent] = {}
    text = doc.text
    i = 0
    while i < len(atoms):
        atom = atoms[i]
        read = phrase(reader, i) if _may_open(reader, i) else None
        if read is None:
            i += 1
            continue
        frame = _frame(published, outlook, told, i, read, atom.sentence)
        again = weekdays.get(read.form) if _owns(reader, read.end) else None
        mention, extent = _mention(atoms, i, read, frame, again)
        if isinstance(read.form, Weekday) and extent is not None:
            weekdays[read.form] = extent
        if _in_dateline(text, mention):
            mention = _as_dateline(mention)
        mentions.append(mention)
        if extent is not None and not mention.complement:
            anchors = extent.precision is TimePrecision.DAY and not (mention.dateline or isinstance(read.form, Bound))
            told.append(Told(atom.sentence, extent, anchors))
        i = read.end
    return mentions


def _may_open(reader: Reader, i: int) -> bool:
    """A quick look that spares most atoms the grammar."""
    atom, words = reader.atoms[i], reader.words
    if atom.digits or atom.low == "'":
        return True
    if atom.low not in words.triggers:
        return False
    return atom.low not in words.light or reader.at(i + 1).digits or reader.low(i + 1) in words.followers or reader.low(i + 1) == "'"


def _frame(published: date | None, outlook: Outlook, told: list[Told], i: int, read: Read, sentence: int) -> Frame:
    near = [t for t in reversed(told[-NEAR:]) if sentence - t.sentence <= REACH_BACK]
    mentioned = next((t.extent for t in near if t.anchors), None)
    dated = next((t.extent for t in near if t.extent.dated and _long_ago(t.extent, published)), None)
    recent = near[0].extent if near else None
    return Frame(published, outlook.of(i, read.end), mentioned, dated if isinstance(read.form, Day | Month | Interval) else None, recent)


def _long_ago(extent: Extent, published: date | None) -> bool:
    """Whether a time with its year lends that year to the dates beside it."""
    if extent.precision not in (TimePrecision.DAY, TimePrecision.MONTH):
        return False
    return published is None or abs((published - extent.last).days) > 300


def _owns(reader: Reader, end: int) -> bool:
    """Whether a time has "'s" behind it: "Thursday's talks" are on the Thursday that was told before."""
    return reader.low(end) in ("'", "’") and reader.low(end + 1) == "s"


def _mention(atoms: list[Atom], i: int, read: Read, frame: Frame, again: Extent | None) -> tuple[TimeMention, Extent | None]:
    span = Span(start=atoms[i].start, end=atoms[read.end - 1].end)
    extent: Extent | None = None
    reason: str | None
    kind: Sort = "point"
    try:
        extent = again or resolve(read.form, frame)
        reason = extent.note
        time = Time(start=extent.first, end=extent.last, precision=extent.precision, span=span, reason=reason)
    except Unresolved as error:
        time = Time(start=None, end=None, precision=_precision(read.form), span=span, reason=str(error))
        if isinstance(read.form, Lasting):
            kind = read.form.kind
        elif isinstance(read.form, Within):
            kind = "duration"
    return TimeMention(
        atoms[i].token,
        atoms[read.end - 1].token + 1,
        time,
        kind,
        read.hour,
        complement=isinstance(read.form, Shift) and read.form.anchor == "complement",
        published=frame.published,
        named=named_times(atoms, i, read, frame) if extent is not None and again is None else (),
        window=isinstance(read.form, Window),
    ), extent


def _precision(form: Form) -> TimePrecision:
    """How fine a time would have been that could not be resolved."""
    if isinstance(form, InYear):
        return _precision(form.of)
    if isinstance(form, Period) and form.unit in ("day", "week", "month", "year"):
        return TimePrecision(form.unit)
    if isinstance(form, Shift) and form.count is not None and form.unit in ("day", "week", "month", "year"):
        return TimePrecision(form.unit)
    return UNRESOLVED.get(type(form).__name__, TimePrecision.VAGUE)


UNRESOLVED = {
    "Day": TimePrecision.DAY,
    "DayOfMonth": TimePrecision.DAY,
    "Weekday": TimePrecision.DAY,
    "Eve": TimePrecision.DAY,
    "Feasts": TimePrecision.DAY,
    "Unclear": TimePrecision.DAY,
    "Month": TimePrecision.MONTH,
    "Season": TimePrecision.SEASON,
    "Interval": TimePrecision.RANGE,
    "Window": TimePrecision.RANGE,
    "Bound": TimePrecision.RANGE,
    "Overnight": TimePrecision.RANGE,
    "Streak": TimePrecision.RANGE,
}


def _in_dateline(text: str, mention: TimeMention) -> bool:
    """Whether a day stands behind a place name at the start of a line near the top, with a dash after it."""
    span = mention.time.span
    if span is None or span.start > HEAD or mention.time.precision is not TimePrecision.DAY:
        return False
    before = text[max(0, text.rfind("\n", 0, span.start)) : span.start]
    if not (PLACE_LINE.search(before) and PLACE_NAME.match(before)):
        return False
    if AFTER_DATELINE.match(text, span.end):
        return True
    return text.startswith(".", span.end) and bool(FULL_STOP.fullmatch(before))


def _as_dateline(mention: TimeMention) -> TimeMention:
    return replace(mention, dateline=True)
