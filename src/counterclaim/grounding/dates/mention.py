"""What this package hands out: a time expression of the text with its reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from counterclaim.records.models import Time

Sort = Literal["point", "duration", "frequency"]


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression: tokens `[start, end)` of the document, and when that is.

    `part_of_day` is set when the words also tell the hour or part of the day. `dateline` marks the date that opens a report
    ("GORIS, March 3 -"). `complement` marks a time that belongs to the words after the mention and not to the clause it
    stands in: in "this comes a day after Baku said …" it is the day that Baku spoke. `published` is the day that it was resolved
    against, if known. `named` holds the times that a bound or an interval names: Thursday of "since Thursday", both years of "between
    1994 and 1997", each with its own span. `window` marks a length of time that ends or begins at publication ("the last three
    years").
    """

    start: int
    end: int
    time: Time
    kind: Sort
    part_of_day: bool = False
    dateline: bool = False
    complement: bool = False
    published: date | None = None
    named: tuple[Time, ...] = ()
    window: bool = False
