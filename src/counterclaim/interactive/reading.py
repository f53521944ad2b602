"""`cc.read` and `cc.compare`: text in, a record out; reports in, incidents out. The model is loaded once a process, when first needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from typing import TypedDict, Unpack

from counterclaim.incidents.compare import compare as compare_records
from counterclaim.incidents.compare import one_each, origins_of
from counterclaim.incidents.origins import fold
from counterclaim.ingest.options import parse_published
from counterclaim.pipeline import Pipeline
from counterclaim.records.comparison import Comparison
from counterclaim.records.models import Record, Report


class About(TypedDict, total=False):
    """What is known of a report beside its text and its date."""

    outlet: str | None
    title: str | None
    url: str | None
    language: str | None
    copy_of: str | None


def read(text: str, *, published: str | dt.date | dt.datetime | None = None, **about: Unpack[About]) -> Record:
    """Reads one report.

    Args:
        text: the text, which is taken to the letter: spans of the record are code points of it.
        published: a date, a date-time, or either as ISO text. Without it "Friday" stays unresolved; today is never assumed.
        about: `outlet`, `title`, `url`, `language`, `copy_of`, as in `Report`.

    Raises:
        ConfigError: the date makes no sense.
        ResourceError: the model or the index of places cannot be read.
    """
    return next(iter(pipeline().read([report(text, published, **about)])))


def report(text: str, published: str | dt.date | dt.datetime | None = None, **about: Unpack[About]) -> Report:
    """A report of a text. Raises ConfigError when the date makes no sense."""
    when = parse_published(published) if isinstance(published, str) else published
    known: About = {"language": "en", **about}
    return Report(id=Report.identify(text), text=text, published=when, **known)


def compare(reports: Iterable[Report | Record]) -> Comparison:
    """Several reports, read or yet to be read, as incidents with every side's account; of reports with the same text the earliest counts.

    Raises ResourceError when the model or the index of places cannot be read.
    """
    given = list(reports)
    read_now = pipeline().read(r for r in given if isinstance(r, Report)) if any(isinstance(r, Report) for r in given) else iter(())
    each = one_each([r if isinstance(r, Record) else next(read_now) for r in given])
    return compare_records(each, origins_of((r.report for r in each), fold(r.report for r in each)))


@cache
def pipeline() -> Pipeline:
    """The one pipeline of this process, with its defaults; make a `Pipeline` of your own for others."""
    return Pipeline()
