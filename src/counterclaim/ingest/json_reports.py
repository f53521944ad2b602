"""JSON and JSON Lines to the reports that they hold, one by one."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from counterclaim.errors import RecordError
from counterclaim.ingest.cleaning import clean, clean_prose
from counterclaim.ingest.dates import parse_iso
from counterclaim.ingest.decoding import decode, require_readable
from counterclaim.ingest.found import Found
from counterclaim.ingest.limits import too_large

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_json(data: bytes) -> Iterator[tuple[str, Found | RecordError]]:
    """The reports of one JSON text: a report, a record of ours (`{"report": …}`), `{"reports": […]}`, or a list of these.

    Yields each with its place, which is "" when there is only one. Raises RecordError when the whole is not JSON.
    """
    value = _parse(decode(data))
    many = value.get("reports") if isinstance(value, dict) and "text" not in value else value
    if isinstance(many, list):
        for index, item in enumerate(many):
            yield f"[{index}]", _found_or_error(item)
    else:
        yield "", _found_or_error(value)


def read_json_lines(stream: BinaryIO, max_bytes: int, lines: range | None = None) -> Iterator[tuple[str, Found | RecordError]]:
    """The reports of a stream that has a JSON value on each line, read line by line; empty lines are passed over.

    Yields each with its place, `:line`. A line that is bad or longer than `max_bytes` is an error of its own. `lines` reads so many
    lines of a larger file, the stream beginning with the first of them; they count from 0, places from 1.
    """
    number, empty = lines.start if lines else 0, True
    while (lines is None or number < lines.stop) and (line := stream.readline(max_bytes + 2)):  # two more for the line end
        number += 1
        place = f":{number}"
        if number == 1 and line.startswith(_UTF16_MARKS):
            raise RecordError("JSON Lines in UTF-16 cannot be split into lines; convert them to UTF-8")
        if len(line.rstrip(b"\r\n")) > max_bytes:
            _skip_line(stream, line)
            yield place, too_large(max_bytes)
        elif line.strip():
            yield from _read_line(line, place)
        empty = empty and not line.strip()
    if empty and lines is None:
        raise RecordError("empty: no report in it")


def _read_line(line: bytes, place: str) -> Iterator[tuple[str, Found | RecordError]]:
    try:
        for index, found in read_json(line):
            yield place + index, found
    except RecordError as error:
        yield place, error


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(1 << 20)


def _parse(text: str) -> object:
    if not text.strip():
        raise RecordError("empty: no report in it")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise RecordError(f"not JSON: {error.msg} (line {error.lineno}, column {error.colno})") from error
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits; brackets nested a thousand deep
        raise RecordError("not JSON that can be read: a number too long, or nested too deep") from error


def _found_or_error(value: object) -> Found | RecordError:
    try:
        return found_in(value)
    except RecordError as error:
        return error


def found_in(value: object) -> Found:
    """The report that a value parsed from JSON holds. Raises RecordError when it holds none."""
    if isinstance(value, dict) and "text" not in value and isinstance(value.get("report"), dict):
        value = value["report"]
    if not isinstance(value, dict):
        raise RecordError("no report: a JSON object with the report's 'text' is expected")
    if value.get("text") is None:
        raise RecordError("no report: its 'text' is missing")
    text = _string(value, "text") or ""
    require_readable(text)
    title = _string(value, "title")
    fetched_at = _date(value, "fetched_at")
    return Found(
        text=clean_prose(text),
        title=clean(title).replace("\n", " ") if title else None,
        published=_date(value, "published"),
        outlet=_string(value, "outlet"),
        url=_string(value, "url"),
        language=_string(value, "language"),
        fetched_at=fetched_at if isinstance(fetched_at, dt.datetime) else None,
        copy_of=_string(value, "copy_of"),
    )


def _string(value: Mapping[str, object], field: str) -> str | None:
    found = value.get(field)
    if found is None:
        return None
    if not isinstance(found, str):
        raise RecordError(f"the report's {field!r} is not a string")
    return found.strip() or None if field != "text" else found


def _date(value: Mapping[str, object], field: str) -> dt.date | dt.datetime | None:
    text = _string(value, field)
    if text is None:
        return None
    when = parse_iso(text)
    if when is None:
        raise RecordError(f"the report's {field!r} is not an ISO date or date-time: {text[:40]!r}")
    return when
