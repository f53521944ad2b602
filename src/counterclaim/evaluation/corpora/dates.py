"""The suite `dates`: time expressions found and resolved, on the 73 reports of AQUAINT TimeML.

Measures are those of TempEval-3 (UzZaman et al. 2013): an extent is strictly right when both ends agree, relaxedly when it
overlaps; a value is looked at where extents overlap, and value F1 is the share of right values there times relaxed F1.

What differs from TempEval-3. Only DATE and TIME count, as a record tells days and no durations or sets; so what we read as a
length of time up to or from publication ("the last three years") is left out too, as TimeML calls it a duration. Values of the
corpus are read as days or coarser: the clock and the part of the day are cut off ("2000-01-05TEV" is 2000-01-05), as are levels
left open ("1968-XX" is 1968). `value_f1_verbatim` does without that. PAST_REF, PRESENT_REF and FUTURE_REF (20 of 504) are never
right, nor are durations annotated as dates: a record has no such value. A bound or an interval is one range with us ("since
Friday" runs from Friday to publication), but in TimeML the bare times that it names: so those are compared, Friday there, and
both years of "between 1994 and 1997". `value_f1_ranges` is without these two rules: lengths of time count as found, ranges stand
as they are. A part of a month, year or week is compared by the whole, which TimeML puts into the value ("early 1998": 1998).
HeidelTime's 77.6 is value F1 on another data set, TempEval-3's own test part, over all types.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterclaim.evaluation.corpora.timeml import TimedText, Timex, read_timeml
from counterclaim.evaluation.counting import Counts, best_pairs
from counterclaim.evaluation.suite import Engines, Figure, on_corpus
from counterclaim.grounding.dates import TimeMention, find_times
from counterclaim.records.models import Time
from counterclaim.records.words import TimePrecision

MEASURED = frozenset({"DATE", "TIME"})
SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
"""TimeML's season by its first month."""
OPEN_LEVELS = re.compile(r"(-XX)+$")
ONE_DIGIT_WEEK = re.compile(r"-W(\d)$")


@dataclass(frozen=True)
class Measured:
    """Counts over texts: extents that agree and that overlap, values that agree as read and letter by letter."""

    strict: Counts = Counts()
    relaxed: Counts = Counts()
    value: Counts = Counts()
    verbatim: Counts = Counts()

    def __add__(self, other: Measured) -> Measured:
        return Measured(self.strict + other.strict, self.relaxed + other.relaxed, self.value + other.value, self.verbatim + other.verbatim)

    def figures(self) -> list[Figure]:
        """What the sheet shows."""
        return [
            Figure("wanted", self.relaxed.wanted, unit="times"),
            Figure("found", self.relaxed.found, unit="times"),
            Figure("strict_f1", self.strict.f1),
            Figure("relaxed_precision", self.relaxed.precision),
            Figure("relaxed_recall", self.relaxed.recall),
            Figure("relaxed_f1", self.relaxed.f1),
            Figure("value_accuracy", self.value.right / self.relaxed.right if self.relaxed.right else 0.0),
            Figure("value_f1", self.value.f1),
            Figure("value_f1_verbatim", self.verbatim.f1),
        ]


def measure(wanted: Sequence[Timex], found: Sequence[Time]) -> Measured:
    """Compare the times of one text, paired one to one by overlap. Times found without a span are left out."""
    wanted = [t for t in wanted if t.kind in MEASURED]
    spanned = [(t.span.start, t.span.end, t) for t in found if t.span is not None]
    scores = [[float(max(0, min(w.end, end) - max(w.start, start))) for start, end, _ in spanned] for w in wanted]
    strict = relaxed = value = verbatim = 0
    for row, column in best_pairs(scores):
        gold, (start, end, time) = wanted[row], spanned[column]
        ours = timex_value(time)
        relaxed += 1
        strict += (gold.start, gold.end) == (start, end)
        value += ours is not None and ours == in_days(gold.value)
        verbatim += ours is not None and ours == gold.value
    return Measured(*(Counts(right, len(spanned), len(wanted)) for right in (strict, relaxed, value, verbatim)))


def in_days(value: str) -> str:
    """A TIMEX3 value as a record could tell it: without the time of day and without levels left open.

    "1998-08-08T10:35" → "1998-08-08", "1949-XX" → "1949", "199X" → "199", "2000-W7" → "2000-W07".
    """
    day = OPEN_LEVELS.sub("", value.split("T", 1)[0] if value[:1].isdigit() else value)
    return ONE_DIGIT_WEEK.sub(r"-W0\1", day).removesuffix("X")


def timex_value(time: Time) -> str | None:
    """The TIMEX3 value (TimeML 1.2.1) of a resolved time; None for one that has no days, or days that no value tells."""
    if time.start is None or time.end is None:
        return None
    if time.precision is TimePrecision.WEEK:
        return _week(time.start, time.end)
    if time.precision is TimePrecision.SEASON:
        return f"{time.start:%Y}-{SEASONS[time.start.month]}" if time.start.month in SEASONS else None
    if time.precision is TimePrecision.MONTH:
        return f"{time.start:%Y-%m}"
    if time.precision is TimePrecision.YEAR:
        return f"{time.start:%Y}"
    return _stretch(time.start, time.end)


def _week(start: dt.date, end: dt.date) -> str:
    year, number, day = start.isocalendar()
    return f"{year}-W{number:02}" + ("-WE" if day == 6 and (end - start).days == 1 else "")


def _stretch(start: dt.date, end: dt.date) -> str | None:
    """One day, or a decade such as 1990 to 1999."""
    if start == end:
        return start.isoformat()
    decade = start.year % 10 == 0 and (start.month, start.day) == (1, 1) and end == dt.date(start.year + 9, 12, 31)
    return f"{start:%Y}"[:3] if decade else None


def as_timeml(mentions: Iterable[TimeMention]) -> list[Time]:
    """The times as TimeML would mark them up: what a bound or an interval names, and no lengths of time."""
    return [time for m in mentions if not m.window for time in (m.named or (m.time,))]


def _found(texts: Sequence[TimedText], engines: Engines) -> Iterator[list[TimeMention]]:
    for text, doc in zip(texts, engines.language.pipe(t.text for t in texts), strict=True):
        yield [m for m in find_times(doc, text.published) if m.kind == "point"]


def _run(folder: Path, engines: Engines) -> Sequence[Figure]:
    texts = list(read_timeml(folder))
    total, ranges = Measured(), Measured()
    for text, mentions in zip(texts, _found(texts, engines), strict=True):
        total += measure(text.times, as_timeml(mentions))
        ranges += measure(text.times, [m.time for m in mentions])
    as_ranges = Figure("value_f1_ranges", ranges.value.f1)
    return [Figure("reports", len(texts), unit="reports"), *total.figures(), as_ranges]


SUITE = on_corpus("dates", "AQUAINT TimeML", "timeml-aquaint", _run)
