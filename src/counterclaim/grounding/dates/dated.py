"""Grammar of calendar dates: "Friday, 12 May 2023", "early June", "the 1990s", "summer of 2022", "Christmas Eve"."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.grounding.dates.forms import Day, DayOfMonth, Feasts, Form, Interval, Month, Season, Unclear, Weekday, Year
from counterclaim.grounding.dates.reader import Read, Reader, Value

PAIRED = ("-", "to", "and", "until", "till", "through", "or")
BEFORE_DAY = frozenset(("on", "by", "until", "till", "since", "from", "before", "after"))
AFTER_DAY = frozenset("and or but to at in for with near by until till after before when while as if unless that because".split())
"""Words behind "the 7th" that show that it is no "7th brigade"."""
AMBIGUOUS = "day and month could be either way round"


def explicit(r: Reader, i: int) -> Read | None:
    """A date with its day: digits, day before month, or month before day."""
    read = digits(r, i) or day_first(r, i) or month_first(r, i)
    return None if read and _names_place(r, read) else read


def _names_place(r: Reader, read: Read) -> bool:
    """ "the 22 May Hospital": the date is a name."""
    if not isinstance(read.form, Day) or read.form.year is not None or not r.has(read.end, "named_after"):
        return False
    return r.at(read.end).title or not r.at(read.end + 1).tag.startswith("N")


def digits(r: Reader, i: int) -> Read | None:
    """ "2023-05-12", "12.05.2023", "12/05/23"."""
    mark = r.low(i + 1)
    if mark not in ("-", ".", "/") or r.low(i + 3) != mark or not all(r.at(k).glued for k in range(i + 1, i + 5)):
        return None
    parts = [r.at(i + k) for k in (0, 2, 4)]
    if not all(p.digits for p in parts) or (r.at(i).glued and r.at(i - 1).low not in "("):
        return None
    if r.at(i + 5).glued and (r.at(i + 5).low.isalnum() or (r.low(i + 5) == mark and r.at(i + 6).digits and r.at(i + 6).glued)):
        return None
    first, second, third = (int(p.text) for p in parts)
    lengths = [len(p.text) for p in parts]
    if lengths[0] == 4:
        return Read(i + 5, Day(third, second, first)) if max(lengths[1:]) <= 2 and second <= 12 and 1 <= third <= 31 else None
    if lengths[2] not in (2, 4) or max(lengths[:2]) > 2 or mark == "-" and lengths[2] == 2:
        return None
    year = third if lengths[2] == 4 else 2000 + third if third < 70 else 1900 + third
    if 1 <= second <= 12 and (mark == "." or first > 12 or first == second) and 1 <= first <= 31:
        return Read(i + 5, Day(first, second, year))
    if 1 <= first <= 12 and 12 < second <= 31:
        return Read(i + 5, Day(second, first, year))
    return Read(i + 5, Unclear(AMBIGUOUS)) if 1 <= first <= 12 and 1 <= second <= 12 else None


def day_first(r: Reader, i: int) -> Read | None:
    """ "12 May 2023", "the 12th of May", "9-10 November 2020", "3 to 5 March"."""
    low = r.skip(i, "the")
    day = r.day(low)
    if day is None:
        return None
    last: Value | None = None
    if r.low(day.end) in PAIRED:
        last = r.day(r.skip(day.end + 1, "the"), inner=True)
        if last is None:
            return None
    end = (last or day).end
    of = r.skip(end, "of")
    month = r.month(of)
    if month is None or (of == end and not r.at(end - 1).digits and r.low(end - 1) not in ("st", "nd", "rd", "th")):
        return None
    tail, year = _year_after(r, month.end)
    if last is None:
        return Read(tail, Day(day.value, month.value, year))
    return Read(tail, Interval(Day(day.value, month.value, year), Day(last.value, month.value, year)))


def month_first(r: Reader, i: int) -> Read | None:
    """ "May 12", "Sept. 12, 2023", "May 12th", "May 3-5", "March 3 and 4"."""
    month = r.month(i)
    if month is None:
        return None
    day = r.day(r.skip(month.end, "the"))
    if day is None or not _stands_as_day(r, day.end):
        return None
    if not r.at(day.end - 1).digits and r.low(day.end - 1) not in ("st", "nd", "rd", "th"):
        return None
    last = r.day(day.end + 1, inner=True) if r.low(day.end) in PAIRED else _listed(r, day.end)
    if last and last.value > day.value and _closes_pair(r, last.end):
        end, year = _year_after(r, last.end)
        return Read(end, Interval(Day(day.value, month.value, year), Day(last.value, month.value, year)))
    end, year = _year_after(r, day.end)
    return Read(end, Day(day.value, month.value, year))


def _closes_pair(r: Reader, end: int) -> bool:
    """Whether the number before `end` is a day of the month named before, not a count, nor of a month that follows."""
    return r.at(end - 1).digits and (r.low(end - 2) == "-" or _stands_as_day(r, end)) and r.month(r.skip(end, "of")) is None


def _listed(r: Reader, end: int) -> Value | None:
    """The last day of "May 3, 4 and 5"."""
    inner = r.day(end + 1, inner=True) if r.low(end) == "," else None
    if inner is None or r.low(inner.end) not in (",", "and"):
        return None
    return r.day(inner.end + 1, inner=True) if r.low(inner.end) == "and" else _listed(r, inner.end)


def _stands_as_day(r: Reader, end: int) -> bool:
    """Not "in May 12 people died", "May 1,200", "May 12:30"."""
    if r.has(end, "counted") and r.at(end - 1).digits:
        return False
    return not (r.at(end).glued and r.low(end) in ",.:" and r.at(end + 1).glued and r.at(end + 1).digits)


def _year_after(r: Reader, end: int) -> tuple[int, int | None]:
    """A year behind a date: "2023", ", 2023", "of 2023", "last year" (left alone: no year number)."""
    year = r.year(r.skip(end, ",", "of", "in"))
    if year is None or r.has(year.end, "counted") or (r.at(year.end).glued and r.low(year.end) == "-" and r.at(year.end + 1).digits):
        return end, None
    if r.low(year.end) in ("gmt", "utc", "hours"):
        return end, None
    return year.end, year.value


def weekday(r: Reader, i: int) -> Read | None:
    """ "Friday", "Friday night", "Friday (May 12)", "Friday, 12 May", "Friday of last week"."""
    day = r.weekday(i)
    if day is None or (day.value == 6 and r.low(day.end) == "times"):
        return None
    end, hour = day.end, False
    if r.has(end, "part_of_day"):
        end, hour = end + 1, True
    opened = r.low(end) == "("
    date = explicit(r, end + 1 if opened or r.low(end) == "," else end)
    if date and isinstance(date.form, Day) and (not opened or r.low(date.end) == ")"):
        return Read(date.end + opened, replace(date.form, weekday=day.value), hour)
    of = r.skip(end, "of")
    week = r.number_of(of, "shift")
    if week is not None and r.low(of + 1) == "week" and r.low(of) in ("last", "this", "next"):
        return Read(of + 2, Weekday(day.value, week=week), hour)
    return Read(end, Weekday(day.value), hour)


def month(r: Reader, i: int, *, led: bool = False) -> Read | None:
    """A month without a day. `led`: a word before ("early", "last") already says that it is one."""
    name = r.month(i)
    if name is None:
        return None
    year = r.year(r.skip(name.end, ",", "of"))
    if year and not r.has(year.end, "counted"):
        return Read(year.end, Month(name.value, year.value))
    if not (led or _alone(r, i, name.end)):
        return None
    return Read(name.end, Month(name.value))


def _alone(r: Reader, i: int, end: int) -> bool:
    """Whether a bare name is a month: "in June", "the April attack" - not "May I", "April Jones", "the March on Rome", "Theresa May"."""
    before, after = r.at(i - 1), r.at(end)
    if r.at(i).tag == "MD" or r.at(i).tag.startswith("VB"):
        return False
    if r.low(i) in r.words.numbers["month_short"] and not (r.low(end - 1) == "." or r.has(i - 1, "month_before")):
        return False
    if before.low in ("in", "since", "until", "till", "by", "during", "last", "next", "this", "early", "mid", "late"):
        return True
    if after.title and after.low not in ("'",) and after.sentence == r.at(i).sentence and after.text.isalpha():
        return False
    doubtful = r.low(i) in ("may", "march")
    if doubtful and (before.sentence != r.at(i).sentence or after.low in ("on", "for", "against", "of", "through", "by")):
        return False
    if before.title and before.text.isalpha() and not r.has(i - 1, "month_before"):
        return False
    return r.has(i - 1, "month_before") or (not doubtful and (r.at(i).tag.startswith("NNP") or before.low in (",", "'", "s")))


def day_of_month(r: Reader, i: int) -> Read | None:
    """ "the 7th", "the 10th of this month": not "the 7th brigade", "the 5th floor"."""
    low = r.skip(i, "the")
    if not r.at(low).digits or r.low(low - 1) != "the" or r.low(low - 2) not in BEFORE_DAY:
        return None
    nth = r.ordinal(low)
    if nth is None or not 1 <= nth.value <= 31:
        return None
    shift = r.number_of(nth.end + 1, "shift") if r.low(nth.end) == "of" and r.low(nth.end + 2) == "month" else None
    if shift is not None:
        return Read(nth.end + 3, DayOfMonth(nth.value, shift))
    after = r.low(nth.end)
    return Read(nth.end, DayOfMonth(nth.value)) if not after.isalnum() and after != "-" or after in AFTER_DAY else None


def year(r: Reader, i: int, *, led: bool = False) -> Read | None:
    """A year or a span of years: "2020", "2014-15", "2014-2018", "the 1990s", "the 19th century"."""
    many = _decade(r, i)
    if many:
        return many
    value = r.year(i)
    if value is None or not (led or _is_year(r, i)):
        return None
    if r.low(value.end) in ("-", "/") and r.at(value.end).glued:
        to = r.at(value.end + 1)
        if to.digits and to.glued and len(to.text) in (2, 4):
            last = int(to.text) if len(to.text) == 4 else value.value // 100 * 100 + int(to.text)
            if value.value < last <= value.value + 40:
                return Read(value.end + 2, Interval(Year(value.value), Year(last)))
            return None
    return Read(value.end, Year(value.value))


def _decade(r: Reader, i: int) -> Read | None:
    j = r.skip(i, "the")
    atom = r.at(j)
    if atom.digits and len(atom.text) == 4 and atom.text.endswith("0") and r.low(j + 1) == "s" and r.at(j + 1).glued:
        return Read(j + 2, Year(int(atom.text), length=100 if atom.text.endswith("00") else 10))
    if r.low(j) == "'" and r.at(j + 1).digits and len(r.at(j + 1).text) == 2 and r.low(j + 1).endswith("0") and r.low(j + 2) == "s":
        decade = int(r.at(j + 1).text)
        return Read(j + 3, Year((1900 if decade > 20 else 2000) + decade, length=10))
    nth = r.ordinal(j)
    if nth and r.low(nth.end) == "century" and nth.value <= 21:
        return Read(nth.end + 1, Year((nth.value - 1) * 100 + 1, length=100)) if nth.value > 1 else None
    return None


def _is_year(r: Reader, i: int) -> bool:
    """A four-digit number is a year by its company: not "2,000", "2000 troops", "Resolution 1701", "2030 GMT", "some 2000"."""
    value = int(r.at(i).text)
    before, after = r.at(i - 1), r.at(i + 1)
    if before.low in ("in", "since", "until") and r.has(i + 1, "counted"):
        return 1900 <= value <= 2060
    if r.has(i + 1, "counted") or r.has(i + 1, "zone") or r.has(i - 1, "number_before") or r.has(i - 1, "count_before"):
        return False
    if before.low in ("and", ",", "or") and r.at(i - 2).digits and r.has(i - 3, "number_before"):
        return False
    if r.has(i - 1, "year_before"):
        return not (before.low in ("of", "to", "between") and value % 100 == 0 and after.tag == "NNS")
    if not 1900 <= value <= 2060:
        return False
    if after.tag == "NNS" and before.low not in ("the", "s", "'"):
        return False
    return value % 100 != 0 and (before.low in ("the", "(", "s", "'", ",", "a", "-", "and", "or", "") or after.tag.startswith("NN"))


def season(r: Reader, i: int, *, led: bool = False) -> Read | None:
    """ "summer 2022", "the winter of 2022-23", "in the spring"."""
    name = r.name_of(i, "season")
    if name is None:
        return None
    found = r.year(r.skip(i + 1, "of"))
    if found:
        span = r.low(found.end) in ("-", "/") and r.at(found.end).glued and r.at(found.end + 1).digits
        return Read(found.end + 2 * span, Season(name, found.value))
    inside = r.low(i - 1) == "the" and r.low(i - 2) in ("in", "during", "by", "until", "since", "for") and r.low(i + 1) != "of"
    if name == "autumn" and r.low(i) == "fall" and not led:
        return None
    return Read(i + 1, Season(name)) if led or (inside and r.at(i).tag in ("NN", "")) else None


def feast(r: Reader, i: int) -> Read | None:
    """A day with a name, with its year if told."""
    for known in r.words.feasts.get(r.low(i), ()):
        end = r.run(i, *known.words)
        if end is not None and r.at(i).title:
            found = r.year(r.skip(end, ",", "of"))
            return Read(found.end if found else end, Feasts(" ".join(known.words), known.rule, known.value, found.value if found else None))
    return None


def with_part(form: Form, part: str) -> Form:
    """The form narrowed to "early", "mid", "late", "end"; days stay whole."""
    if isinstance(form, Month | Year | Season):
        return replace(form, part=part)
    if isinstance(form, Interval):
        return replace(form, first=with_part(form.first, part))
    return form
