"""What the grammar reads, before it is resolved to days: one small frozen class for each way of telling time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Anchor = Literal["published", "mention", "complement"]
"""What a relative time counts from: publication, the nearest day mentioned before, or the words after it."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar; what was left out is None. `weekday` counts from Monday = 0."""

    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """ "the 7th": the month is not told; `shift` -1, 0, 1 for "of last month", "of this month", "of next month"."""

    day: int
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """A month; `shift` -1, 0, 1 for "last May", "this May", "next May"; `part` early, mid, late, end."""

    month: int
    year: int | None = None
    part: str | None = None
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """Years `first` to `first + length - 1`: a year, a decade, a century."""

    first: int
    part: str | None = None
    length: int = 1


@dataclass(frozen=True, slots=True)
class Season:
    """A season of the northern year."""

    season: str
    year: int | None = None
    shift: int | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week. `shift` as for months; `week` -1, 0, 1 when the week is told; `anchored` for "the following Monday"."""

    weekday: int
    shift: int | None = None
    week: int | None = None
    anchored: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """The calendar unit around the anchor, moved by `shift`: "last week", "the previous year". `shift` None: nearest by context."""

    unit: str
    shift: int | None
    part: str | None = None
    anchor: Anchor = "published"


@dataclass(frozen=True, slots=True)
class Shift:
    """`count` units before (-1) or after (+1) the anchor; None for "days ago". `of`: a date as anchor, "a day after May 9"."""

    count: int | None
    unit: str
    sign: int
    anchor: Anchor
    of: Form | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of `count` units that ends (-1) or begins (+1) at the anchor: "the past two weeks"."""

    count: int | None
    unit: str
    sign: int
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Streak:
    """`count` units in a row that end at the anchor: "for a third straight day"."""

    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Overnight:
    """The night before publication, before `until`, or after `since`; or the one that `of` names without telling which side."""

    of: Form | None = None
    until: Form | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """From one time to another, both included."""

    first: Form
    last: Form


@dataclass(frozen=True, slots=True)
class Bound:
    """`since`, `until` or `by` a time."""

    how: Literal["since", "until", "by"]
    of: Form


@dataclass(frozen=True, slots=True)
class Eve:
    """The day before a day."""

    of: Form


@dataclass(frozen=True, slots=True)
class Feasts:
    """A feast of `feasts.csv`."""

    name: str
    rule: str
    value: str
    year: int | None = None
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class Within:
    """ "within 48 hours", "in two weeks": a stretch or a point to come when the context is future, else only a duration."""

    count: int | None
    unit: str
    point: bool


@dataclass(frozen=True, slots=True)
class InYear:
    """ "February last year", "October this year"."""

    of: Month | Season | Day
    shift: int


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week that holds a day."""

    of: Form


@dataclass(frozen=True, slots=True)
class Lasting:
    """A length of time, or how often: no place in the calendar."""

    kind: Literal["duration", "frequency"]


@dataclass(frozen=True, slots=True)
class Unclear:
    """A date that can be read in more than one way."""

    reason: str


Calendar = Day | DayOfMonth | Month | Year | Season | Weekday | Feasts
Counted = Period | Shift | Window | Streak | Within
Built = Overnight | Interval | Bound | Eve | WeekOf | InYear
Form = Calendar | Counted | Built | Lasting | Unclear
