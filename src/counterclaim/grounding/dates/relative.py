"""Grammar of times told from another time: "yesterday", "last week", "two days later", "the past month", "a second straight day"."""

from __future__ import annotations

from counterclaim.grounding.dates import dated
from counterclaim.grounding.dates.forms import (
    Day,
    Feasts,
    Lasting,
    Month,
    Overnight,
    Period,
    Season,
    Shift,
    Streak,
    Weekday,
    Window,
    Within,
)
from counterclaim.grounding.dates.reader import Count, Read, Reader

LONG = frozenset(("decade", "century"))
BACK = frozenset(("earlier", "prior", "before", "previously"))
AHEAD = frozenset(("later", "afterward", "afterwards", "after"))
BEFORE_A = frozenset("for within than over about nearly almost under after".split())
"""Words after which "a day" is a length of time."""
AGAIN = frozenset(("last", "this", "next", "past", "coming", "previous", "following"))


def deictic(r: Reader, i: int) -> Read | None:
    """ "today", "yesterday morning", "the day after tomorrow", "last night", "this morning", "tonight"."""
    away = r.number_of(i, "deictic")
    if away is not None:
        hour = r.has(i + 1, "part_of_day")
        return Read(i + 1 + hour, Shift(abs(away), "day", 1 if away > 0 else -1, "published"), hour or r.low(i) == "tonight")
    start = r.skip(i, "the")
    if r.low(start) in ("week", "month", "year") and r.low(start + 1) == "before" and r.low(start + 2) == "last":
        return Read(start + 3, Period(r.low(start), -2))
    if r.low(start) == "day" and r.low(start + 2) in ("yesterday", "tomorrow") and r.low(start + 1) in ("before", "after"):
        return Read(start + 3, Shift(2, "day", -1 if r.low(start + 1) == "before" else 1, "published"))
    if r.low(i) in ("last", "this") and r.has(i + 1, "part_of_day") and r.low(i + 1) not in ("dawn", "dusk"):
        return Read(i + 2, Period("day", -1 if r.low(i) == "last" else 0), True)
    return None


def named(r: Reader, i: int) -> Read | None:
    """A weekday, month, season or feast of the last, this or the next turn: "last Friday", "next June", "the following Monday"."""
    low = r.skip(i, "the", "this") if r.low(i + 1) in AGAIN else i
    shift = r.number_of(low, "shift") if r.low(low) in AGAIN or r.low(low) == "upcoming" else None
    anchored = r.number_of(low, "anchored")
    if shift is None and anchored is None:
        return None
    day = dated.weekday(r, low + 1)
    if day and isinstance(day.form, Day):
        return day
    if day and isinstance(day.form, Weekday):
        if shift is None and anchored is not None:
            return Read(day.end, Weekday(day.form.weekday, anchored=anchored), day.hour) if anchored else None
        return Read(day.end, Weekday(day.form.weekday, shift), day.hour)
    if shift is None:
        return None
    date = dated.month_first(r, low + 1)
    if date:
        return date
    month = dated.month(r, low + 1, led=True)
    if month and isinstance(month.form, Month) and month.form.year is None:
        return Read(month.end, Month(month.form.month, shift=shift))
    season = dated.season(r, low + 1, led=True)
    if season and isinstance(season.form, Season) and season.form.year is None:
        return Read(season.end, Season(season.form.season, shift=shift))
    feast = dated.feast(r, low + 1)
    if feast and isinstance(feast.form, Feasts):
        return Read(feast.end, Feasts(feast.form.name, feast.form.rule, feast.form.value, shift=shift))
    return None


def period(r: Reader, i: int) -> Read | None:
    """ "last week", "this month", "next year", "the previous day", "the same day", "that night", "the weekend"."""
    low = r.skip(i, "the")
    if r.low(low) == "weekend" and (low > i or r.low(i - 1) in ("at", "a", "over")):
        return Read(low + 1, Period("weekend", None))
    shift, anchored = r.number_of(low, "shift"), r.number_of(low, "anchored")
    if r.low(low) == "that" and r.low(low + 1) == "same":
        low, shift, anchored = low + 1, None, 0
    unit = r.name_of(low + 1, "unit")
    hour = r.has(low + 1, "part_of_day")
    if hour and anchored is not None and r.low(low) != "prior":
        return Read(low + 2, Period("day", anchored, anchor="mention"), True)
    if unit in (None, "minute", "hour") or (shift is None and anchored is None):
        return None
    if shift is not None and r.low(low) == "this" and r.low(low + 1) == "past":
        return None
    if unit in ("day", "night") and anchored is None:
        return _day_by_day(r, low, unit, low > i) if r.low(low) in ("past", "current", "last") else None
    if anchored is not None and (shift is None or unit in ("day", "night") or (low > i and r.low(low) == "next")):
        if r.low(low) == "that" and unit not in ("day", "night", "week", "month", "year"):
            return None
        return Read(low + 2, Period(unit or "day", anchored, anchor="mention"), unit == "night")
    if r.low(low) in ("past", "coming", "upcoming") or (r.low(low) == "last" and (low > i or unit in LONG)):
        return Read(low + 2, Window(1, unit or "day", -1 if (shift or 0) < 0 else 1))
    return Read(low + 2, Period(unit or "day", shift))


def _day_by_day(r: Reader, low: int, unit: str, led: bool) -> Read | None:
    """ "the past night", "the past day", "the last day", "the current day"."""
    if not led:
        return None
    if r.low(low) == "current":
        return Read(low + 2, Shift(0, "day", -1, "published"))
    return Read(low + 2, Overnight() if unit == "night" else Window(1, "day", -1), unit == "night")


def window(r: Reader, i: int) -> Read | None:
    """ "the past two weeks", "the last three decades or so", "recent days", "the next few hours", "this past week"."""
    low = r.skip(i, "the", "this", "these")
    if r.low(low) == "most" and r.low(low + 1) == "recent":
        low += 1
    word = r.low(low)
    if word == "recent":
        unit = r.name_of(low + 1, "units")
        return Read(low + 2, Window(None, unit, -1, vague=True)) if unit else None
    sign = {"past": -1, "last": -1, "previous": -1, "preceding": -1, "next": 1, "coming": 1, "following": 1, "upcoming": 1}.get(word)
    if sign is None:
        return None
    j = low + 1
    vague = r.low(j) in ("nearly", "almost", "about", "roughly", "approximately")
    length = r.length(j + vague)
    if length is None:
        unit = r.name_of(j, "units")
        if unit is None:
            return Read(j + 1, Window(1, "week", -1)) if low > i and r.low(i) == "this" and r.low(j) == "week" else None
        length = Count(j + 1, None, True), unit
    end = length[0].end
    tail = r.run(end, "or", "so")
    return Read(tail or end, Window(length[0].number, length[1], sign, vague or length[0].vague or tail is not None))


def streak(r: Reader, i: int) -> Read | None:
    """ "the third straight day", "a second consecutive night", "the second day running", "a fourth day in a row"."""
    low = r.skip(i, "the", "a", "its", "their")
    nth = r.ordinal(low)
    if nth is None:
        return None
    straight = r.has(nth.end, "run")
    unit = r.name_of(nth.end + straight, "unit")
    if unit is None:
        return None
    end = nth.end + straight + 1
    if straight:
        return Read(end, Streak(nth.value, unit))
    if r.low(end) == "running" or r.run(end, "in", "a", "row"):
        return Read(end + (1 if r.low(end) == "running" else 3), Streak(nth.value, unit))
    if r.low(i - 1) == "for" and r.low(i) == "a":
        return Read(end, Streak(nth.value, unit))
    return None


def counted(r: Reader, i: int) -> Read | None:
    """A count of units, with what it counts from: "three weeks ago", "two days later", "a day after …", "for three days"."""
    length = _plain_length(r, i)
    if length is None:
        return None
    count, unit = length
    end, word = count.end, r.low(count.end)
    if word == "ago":
        return Read(end + 1, Shift(count.number, unit, -1, "published"))
    if word in ("from", "hence") and r.low(end + 1) in ("now", "today"):
        return Read(end + 2, Shift(count.number, unit, 1, "published"))
    if word in BACK or word in AHEAD:
        return _from_elsewhere(r, end, count.number, unit)
    if r.low(i - 1) == "within":
        return Read(end, Within(count.number, unit, point=False)) if word != "of" else Read(end, Lasting("duration"))
    if r.low(i - 1) == "in" and word != "of" and r.low(i) not in r.words.names["units"]:
        return Read(end, Within(count.number, unit, point=True))
    return _lasting(r, i, count, unit)


def _plain_length(r: Reader, i: int) -> tuple[Count, str] | None:
    length = r.length(i)
    unit = r.name_of(i + 1, "unit")
    if length is None and unit and r.low(i) == "the" and r.low(i + 2) in ("before", "after", "prior"):
        return Count(i + 2, 1, False), unit
    if length is None and r.has(i, "units"):
        bare = r.low(i + 1) in BACK | AHEAD | {"ago"} or r.low(i - 1) in ("for", "within", "after") or r.low(i + 1) == "of"
        plain = r.number_of(i - 1, "cardinal", "tens") is None and not r.at(i - 1).digits and r.low(i - 1) not in ("-", "of", "the")
        return (Count(i + 1, None, True), r.words.names["units"][r.low(i)]) if bare and plain else None
    return length


def _from_elsewhere(r: Reader, end: int, count: int | None, unit: str) -> Read | None:
    """ "a day earlier" counts from the day told before; "a day after Baku said …" from what follows, whose day it then tells."""
    word, after = r.low(end), r.at(end + 1)
    sign = -1 if word in BACK else 1
    if word in ("earlier", "later", "previously", "afterward", "afterwards"):
        return Read(end + 1, Shift(count, unit, sign, "mention"))
    if word == "prior":
        return Read(end + 2, Shift(count, unit, 1, "complement")) if after.low == "to" else Read(end + 1, Shift(count, unit, -1, "mention"))
    alone = after.low in ("", "\n", ".", ",", ";", ":", ")", "]", "”", '"', "'", "-", "and", "but", "in", "on", "at", "by", "when", "that")
    if alone or after.sentence != r.at(end).sentence:
        return Read(end + 1, Shift(count, unit, sign, "mention"))
    return Read(end + 1, Shift(count, unit, -sign, "complement"))


def _lasting(r: Reader, i: int, count: Count, unit: str) -> Read | None:
    """A length that says how long; not an age, not "a day" by itself."""
    end = count.end
    if r.low(end) == "old" or (r.low(end) == "-" and r.low(end + 1) == "old") or r.low(i - 1) == "aged":
        return None
    if r.number_of(i, "article") is not None and r.low(i - 1) not in BEFORE_A:
        times = r.at(i - 1).digits or r.low(i - 1) in ("times", "once", "twice")
        return Read(end, Lasting("frequency")) if times else None
    return Read(end, Lasting("duration")) if unit != "weekend" else None


def compound(r: Reader, i: int) -> Read | None:
    """ "two-day", "72-hour", "month-long": a duration before its noun. Not "24-year-old"."""
    digits = r.at(i).digits and (not r.at(i).glued or r.low(i - 1) in "([\"“'")
    count = r.count(i) if not digits else Count(i + 1, int(r.at(i).text), False)
    if count and r.low(count.end) == "-" and r.has(count.end + 1, "unit"):
        end = count.end + 2
        if r.low(end) == "-" and r.low(end + 1) in ("old", "olds"):
            return None
        long = r.low(end) == "-" and r.low(end + 1) == "long"
        return Read(end + 2 * long, Lasting("duration"))
    unit = r.has(i, "unit") or r.has(i, "units")
    if unit and r.low(i + 1) == "-" and r.low(i + 2) == "long":
        return Read(i + 3, Lasting("duration"))
    return None


def frequency(r: Reader, i: int) -> Read | None:
    """ "daily", "every day", "each Friday", "on Fridays"."""
    if r.number_of(i, "weekdays") is not None and r.at(i).title:
        return Read(i + 1, Lasting("frequency"))
    if r.has(i, "frequency") and not r.at(i).title:
        return Read(i + 1, Lasting("frequency"))
    if not r.has(i, "each"):
        return None
    j = r.skip(i + 1, "other", "single", "few")
    length = r.length(j)
    if length:
        return Read(length[0].end, Lasting("frequency"))
    if r.has(j, "unit") or r.number_of(j, "weekday") is not None or r.has(j, "part_of_day"):
        return Read(j + 1, Lasting("frequency"))
    return None
