"""The whole grammar: single times, and what is built of them ("since Thursday", "from 3 to 5 March", "5 a.m. on Tuesday")."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from counterclaim.grounding.dates import dated, relative
from counterclaim.grounding.dates.forms import (
    Bound,
    Day,
    DayOfMonth,
    Eve,
    Feasts,
    Form,
    Interval,
    InYear,
    Lasting,
    Month,
    Overnight,
    Period,
    Season,
    Shift,
    Weekday,
    WeekOf,
    Within,
    Year,
)
from counterclaim.grounding.dates.reader import Read, Reader

UNTIL = ("to", "until", "till", "through", "-", "into")
BOUNDS: dict[str, Literal["since", "until", "by"]] = {"since": "since", "until": "until", "till": "until", "by": "by"}
OF_ONLY = frozenset(("beginning", "start", "middle", "end", "close", "outset"))
DAYLIKE = (Day, DayOfMonth, Weekday, Shift, Period, Feasts)
THROUGH = frozenset(("during", "over", "through", "throughout"))
"""What makes "the night" the one before publication."""
CALENDAR = (Day, Weekday, Month, Year, Season, Feasts)


def phrase(r: Reader, i: int) -> Read | None:
    """The longest time expression that begins at atom `i`."""
    readings = (
        bound(r, i),
        between(r, i),
        night(r, i),
        at_hour(r, i),
        stretch(r, i),
        relative.streak(r, i),
        relative.compound(r, i),
        _from_date(r, relative.counted(r, i)),
        relative.frequency(r, i),
    )
    best: Read | None = None
    for reading in readings:
        if reading is not None and (best is None or reading.end > best.end):
            best = reading
    return best


def _from_date(r: Reader, read: Read | None) -> Read | None:
    """ "a day after Friday's attack": the date told next is what is counted from; it stays a mention of its own."""
    if read is None or not isinstance(read.form, Shift) or read.form.anchor != "complement":
        return read
    of = single(r, read.end)
    if of is None or not isinstance(of.form, DAYLIKE) or (isinstance(of.form, Period) and of.form.unit != "day"):
        return read
    return read._replace(form=replace(read.form, sign=-read.form.sign, anchor="mention", of=of.form))


def single(r: Reader, i: int) -> Read | None:
    """One time, with "early", "late", "the end of" before it and the part of the day after it."""
    narrowed = portioned(r, i)
    if narrowed:
        return narrowed
    plain = simple(r, i)
    return _hour_after(r, plain) if plain else None


def simple(r: Reader, i: int) -> Read | None:
    """One time without what goes before or after."""
    readings = [
        dated.explicit(r, i),
        dated.day_of_month(r, i),
        dated.weekday(r, i),
        relative.deictic(r, i),
        relative.named(r, i),
        relative.window(r, i),
        relative.period(r, i),
    ]
    best = max((x for x in readings if x), key=lambda x: x.end, default=None)
    if best is None:
        j = r.skip(i, "the")
        best = dated.month_first(r, j) or dated.month(r, j) or dated.year(r, i) or dated.year(r, j)
        best = best or dated.season(r, j) or dated.feast(r, i)
    return _year_told(r, best) if best else None


def _year_told(r: Reader, read: Read) -> Read:
    """ "February last year", "June next year", "October of this year"."""
    of = r.skip(read.end, "of", "in", ",")
    shift = r.number_of(of, "shift")
    if shift is None or r.low(of) not in ("last", "this", "next") or r.low(of + 1) != "year":
        return read
    if not isinstance(read.form, Month | Season | Day) or read.form.year is not None:
        return read
    return Read(of + 2, InYear(read.form, shift), read.hour)


def portioned(r: Reader, i: int) -> Read | None:
    """ "early May", "mid-2020", "late on Saturday", "the end of the month", "earlier this week", "later in the day"."""
    j = r.skip(i, "the", "very")
    half = fraction(r, j)
    part = half[1] if half else r.name_of(j, "portion")
    if part is None or (r.low(j) in OF_ONLY and r.low(j + 1) != "of"):
        return None
    k = half[0] if half else r.skip(j + 1, "-")
    if r.low(k) in ("hours", "hour", "morning", "evening", "afternoon", "part", "half", "days", "weeks", "months"):
        k += 1
    k = r.skip(k, "of", "in", "on", "that", "into")
    if r.low(k - 1) == "that" or r.run(k, "the", "day") or r.low(k) in ("day", "evening", "morning") and r.low(k - 1) == "that":
        return _within_day(r, k, part)
    inner = simple(r, k) or _led(r, k, part)
    if inner is None or isinstance(inner.form, Lasting):
        return None
    if isinstance(inner.form, Day | Weekday | Shift) or (isinstance(inner.form, Period) and inner.form.unit == "day"):
        return _hour_after(r, inner)._replace(hour=True) if part in ("early", "late", "earlier", "later", "mid", "end") else None
    if isinstance(inner.form, Period):
        return Read(inner.end, replace(inner.form, part=part))
    return Read(inner.end, dated.with_part(inner.form, part)) if isinstance(inner.form, Month | Year | Season | Interval) else None


def fraction(r: Reader, i: int) -> tuple[int, str] | None:
    """ "first half of", "third quarter of", "second week of": the index after, and the part (`half1`, `quarter3`, `week2`)."""
    nth = 0 if r.low(i) == "last" else r.number_of(i, "ordinal")
    if nth is None or r.low(i + 1) not in ("half", "quarter", "week") or r.low(i + 2) not in ("of", "in"):
        return None
    if nth == 0:
        return (i + 3, "end") if r.low(i + 1) == "week" else None
    return (i + 3, f"{r.low(i + 1)}{nth}") if nth <= 4 else None


def _led(r: Reader, k: int, part: str) -> Read | None:
    """What only counts as a time because of the words before: "early May", "the end of 2000", "earlier in the week", "late summer"."""
    j = r.skip(k, "the")
    unit = r.name_of(j, "unit")
    if j > k and unit in ("week", "month", "year", "decade", "century"):
        return Read(j + 1, Period(unit, 0, part))
    return dated.month(r, k, led=True) or dated.year(r, k, led=True) or dated.season(r, k, led=True)


def _within_day(r: Reader, k: int, part: str) -> Read | None:
    """ "earlier in the day", "later that evening", "earlier that day"."""
    j = r.skip(k, "the", "that", "same")
    if r.low(j) == "day" or r.has(j, "part_of_day"):
        return Read(j + 1, Period("day", 0, part, "mention"), True)
    return None


def _hour_after(r: Reader, read: Read) -> Read:
    """Takes in "at 5 a.m.", "at around 0300 GMT", "evening" behind a day."""
    if not isinstance(read.form, DAYLIKE):
        return read
    if r.has(read.end, "part_of_day") and not r.at(read.end).title:
        return read._replace(end=read.end + 1, hour=True)
    j = r.skip(read.end, ",")
    led = r.low(j) in ("at", "around", "about", "shortly", "in", "from", "just")
    if r.low(j) == "in" and r.low(j + 1) == "the" and r.has(j + 2, "part_of_day"):
        return read._replace(end=j + 3, hour=True)
    hour = r.hour(j + 1 if r.low(j) in ("at", "from") else j)
    if hour is not None and (led or r.at(j).digits) and r.low(hour) not in ("on",):
        return read._replace(end=hour, hour=True)
    return read


def at_hour(r: Reader, i: int) -> Read | None:
    """An hour with its day: "5 a.m. on Tuesday", "noon on 10 October", "10 p.m. Friday". Alone it is nothing."""
    hour = r.hour(i)
    if hour is None:
        named = r.has(i, "part_of_day") or (r.low(i) == "the" and r.has(i + 1, "part_of_day"))
        hour = r.skip(i, "the") + 1 if named else None
        if hour is None or r.low(hour) not in ("of", "on"):
            return None
    j = r.skip(hour, ".") if r.low(hour - 1) == "m" else hour
    j += r.has(j, "zone")
    j = r.skip(j, ",", ")")
    j = r.skip(j, "on", "of")
    if r.low(j) == "of" or (r.low(j - 1) == ")" and r.low(j - 2) in ("on", "of")):
        return None
    day = stretch(r, j) if r.low(hour - 1) == "night" else single(r, j)
    return day._replace(hour=True) if day and isinstance(day.form, (*DAYLIKE, Interval)) else None


def stretch(r: Reader, i: int) -> Read | None:
    """One time, or two with "to" between: "Monday to Friday", "December 2 - January 3", "2014 to 2018"."""
    first = single(r, i)
    if first is None:
        return None
    if r.low(first.end) in UNTIL and isinstance(first.form, CALENDAR):
        last = single(r, first.end + 1)
        if last and _same_sort(first.form, last.form):
            return Read(last.end, Interval(first.form, last.form), first.hour or last.hour)
    return first


def between(r: Reader, i: int) -> Read | None:
    """ "from 3 to 5 March", "between March 3 and March 5", "from Thursday until 5 June"."""
    opener = r.low(i)
    if opener not in ("from", "between"):
        return None
    first = single(r, i + 1) or at_hour(r, i + 1)
    bare = r.day(r.skip(i + 1, "the"))
    if first is None and bare is not None:
        first = Read(bare.end, Day(bare.value))
    if first is None:
        return None
    if isinstance(first.form, Interval):
        return first
    if r.low(first.end) != "and" if opener == "between" else r.low(first.end) not in UNTIL:
        return None
    last = single(r, first.end + 1) or at_hour(r, first.end + 1)
    if last is None or not isinstance(last.form, (*CALENDAR, Period, Shift)):
        return None
    return Read(last.end, Interval(first.form, last.form), first.hour or last.hour)


def _same_sort(first: Form, last: Form) -> bool:
    if isinstance(first, Month) and isinstance(last, Month):
        return True
    return type(first) is type(last) or (isinstance(first, Day) and isinstance(last, Day))


def bound(r: Reader, i: int) -> Read | None:
    """ "since Thursday", "until 5 June", "by the end of the month"."""
    how = r.low(i)
    if how not in BOUNDS:
        return None
    j = r.skip(i + 1, "at", "about", "around", "approximately", "as")
    of = stretch(r, j) or at_hour(r, j) or relative.counted(r, j)
    if of is None or isinstance(of.form, Lasting | Within | Overnight):
        return None
    if how == "by" and isinstance(of.form, Year) and r.at(i + 1).digits and r.at(of.end).tag.startswith("NN"):
        return None
    return Read(of.end, Bound(BOUNDS[how], of.form), of.hour)


def night(r: Reader, i: int) -> Read | None:
    """ "overnight", "overnight Friday", "overnight into Saturday", "the night from Saturday to Sunday", "the eve of 12 May"."""
    word = r.low(i)
    if word == "week" and r.low(i + 1) in ("of", "starting", "beginning", "ending"):
        of = dated.explicit(r, i + 2)
        return Read(of.end, WeekOf(of.form)) if of else None
    if word == "eve" and r.low(i + 1) == "of":
        of = single(r, i + 2)
        return Read(of.end, Eve(of.form)) if of and isinstance(of.form, DAYLIKE) and not isinstance(of.form, Period) else None
    start = r.skip(i, "the")
    if word != "overnight" and r.low(start) != "night":
        return None
    j = start + 1
    opener = r.low(j)
    if opener in ("from", "between") and (told := between(r, j)):
        return told
    j = r.skip(j, "on", "into", "to") if word == "overnight" else j
    day = stretch(r, j)
    if word == "overnight":
        if day and isinstance(day.form, Interval):
            return Read(day.end, day.form, True)
        if day and isinstance(day.form, DAYLIKE):
            return Read(day.end, Overnight(until=day.form) if opener in ("into", "to") else Overnight(of=day.form), True)
        return Read(start + 1, Overnight(), True) if r.low(i - 1) not in ("an", "the") or r.at(i).tag in ("RB", "") else None
    return Read(start + 1, Overnight(), True) if start > i and r.low(i - 1) in THROUGH and opener not in ("of", "to", "into") else None
