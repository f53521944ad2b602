"""`cc.read` and `cc.compare`: text in, a record out; reports in, incidents out. The model is loaded once a process, when first needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from typing import TypedDict, Unpack, cast

from pydantic import ValidationError

from counterclaim.errors import ConfigError, RecordError
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
        ConfigError: the text is no str, or something about it makes no sense.
        RecordError: the text holds half a surrogate pair, which no encoding can write.
        ResourceError: the model or the index of places cannot be read.
    """
    return next(iter(pipeline().read([report(text, published, **about)])))


def report(text: str, published: str | dt.date | dt.datetime | None = None, **about: Unpack[About]) -> Report:
    """A report of a text. Raises what `read` does."""
    if not isinstance(text, str):
        raise ConfigError(f"a text is a str, not {type(text).__name__}")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise RecordError(f"the text holds half a surrogate pair at {error.start}: decode it anew") from error
    for name in about:
        if name not in About.__annotations__:
            raise ConfigError(f"a report has no {name!r}: choose among published, {', '.join(About.__annotations__)}")
    when = parse_published(published) if isinstance(published, str) else published
    known: About = {"language": "en", **about}
    try:
        return Report(id=Report.identify(text), text=text, published=when, **known)
    except ValidationError as error:
        raise ConfigError(f"this is no report: {error.errors()[0]['loc']}: {error.errors()[0]['msg']}") from error


def compare(reports: Iterable[Report | Record]) -> Comparison:
    """Several reports, read or yet to be read, as incidents with every side's account; of reports with the same text the earliest counts.

    Raises ConfigError when something else is given, ResourceError when the model or the index of places cannot be read.
    """
    given: list[object] = list(reports) if isinstance(cast(object, reports), Iterable) else [reports]
    for one in given:
        if not isinstance(one, Report | Record):
            raise ConfigError(f"compare takes several reports or records, in a list: what it got has a {type(one).__name__}")
    read_now = pipeline().read(r for r in given if isinstance(r, Report)) if any(isinstance(r, Report) for r in given) else iter(())
    each = one_each([r if isinstance(r, Record) else next(read_now) for r in given])
    return compare_records(each, origins_of((r.report for r in each), fold(r.report for r in each)))


@cache
def pipeline() -> Pipeline:
    """The one pipeline of this process, with its defaults; make a `Pipeline` of your own for others."""
    return Pipeline()
