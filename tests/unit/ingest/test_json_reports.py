from __future__ import annotations

import datetime as dt
import io
import json

import pytest

from counterclaim.errors import RecordError
from counterclaim.ingest.found import Found
from counterclaim.ingest.json_reports import read_json, read_json_lines


def one(value: object) -> Found | RecordError:
    [(place, found)] = read_json(json.dumps(value).encode())
    assert place == ""
    return found


def test_fields_of_a_report() -> None:
    found = one(
        {
            "text": "Body.\r\n",
            "title": "A\n title ",
            "published": "2023-05-12T10:00:00Z",
            "outlet": "The Wire",
            "url": "http://example.org/a",
            "language": "en",
            "fetched_at": "2023-05-13T00:00:00+00:00",
            "copy_of": "abc",
            "shares": 12,
        }
    )
    assert found == Found(
        text="Body.",
        title="A title",
        published=dt.datetime(2023, 5, 12, 10, tzinfo=dt.UTC),
        outlet="The Wire",
        url="http://example.org/a",
        language="en",
        fetched_at=dt.datetime(2023, 5, 13, tzinfo=dt.UTC),
        copy_of="abc",
    )


def test_what_is_not_known_stays_unknown() -> None:
    assert one({"text": "Body.", "title": "", "published": None, "outlet": " "}) == Found(text="Body.")


def test_a_date_is_a_date() -> None:
    found = one({"text": "Body.", "published": "2023-05-12"})
    assert isinstance(found, Found)
    assert found.published == dt.date(2023, 5, 12)
    assert not isinstance(found.published, dt.datetime)


def test_records_of_ours_and_lists() -> None:
    assert one({"report": {"text": "Body."}, "claims": []}) == Found(text="Body.")
    many = [{"text": "One."}, {"report": {"text": "Two."}}]
    expected = [("[0]", Found(text="One.")), ("[1]", Found(text="Two."))]
    assert list(read_json(json.dumps(many).encode())) == expected
    assert list(read_json(json.dumps({"reports": many, "claims": []}).encode())) == expected


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"title": "x"}, "'text' is missing"),
        ({"text": None}, "'text' is missing"),
        ({"text": 3}, "'text' is not a string"),
        ({"text": "x", "outlet": 3}, "'outlet' is not a string"),
        ({"text": "x", "published": "last Friday"}, "'published' is not an ISO date"),
        ({"text": "\x00\x01"}, "not text"),
        (3, "a JSON object"),
        ("words", "a JSON object"),
    ],
)
def test_bad_reports_are_errors(value: object, reason: str) -> None:
    found = one(value)
    assert isinstance(found, RecordError)
    assert reason in str(found)


@pytest.mark.parametrize("data", [b"{", b"{'text': 1}", b"[" * 100_000, b'{"text": ' + b"9" * 5000 + b"}", b"", b"  \n"])
def test_what_is_not_json(data: bytes) -> None:
    with pytest.raises(RecordError):
        list(read_json(data))


def test_lines_go_on_after_a_bad_one() -> None:
    lines = b'\xef\xbb\xbf{"text": "One."}\r\n\n{broken}\n{"text": "' + b"x" * 100 + b'"}\n{"text": "Two."}'
    found = dict(read_json_lines(io.BytesIO(lines), max_bytes=60))
    assert list(found) == [":1", ":3", ":4", ":5"]
    assert found[":1"] == Found(text="One.")
    assert "not JSON" in str(found[":3"])
    assert "too large" in str(found[":4"])
    assert found[":5"] == Found(text="Two.")


def test_lines_are_read_as_they_are_asked_for() -> None:
    stream = io.BytesIO(b'{"text": "One."}\n{"text": "Two."}\n')
    next(read_json_lines(stream, max_bytes=100))
    assert stream.tell() == len(b'{"text": "One."}\n')


@pytest.mark.parametrize("data", [b"", b"\n\n", '{"text": "x"}\n'.encode("utf-16")])
def test_no_lines(data: bytes) -> None:
    with pytest.raises(RecordError):
        list(read_json_lines(io.BytesIO(data), max_bytes=100))
