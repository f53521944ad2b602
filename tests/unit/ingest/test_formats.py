from __future__ import annotations

import pytest

from counterclaim.ingest.formats import Format, format_by_media_type, format_by_name, is_json_lines, sniff


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.txt", Format.TEXT),
        ("A.HTML", Format.HTML),
        ("a.htm", Format.HTML),
        ("a.xhtml", Format.HTML),
        ("a.json", Format.JSON),
        ("a.jsonl", Format.JSON_LINES),
        ("a.ndjson", Format.JSON_LINES),
        ("a.md", None),
        ("noname", None),
    ],
)
def test_by_name(name: str, expected: Format | None) -> None:
    assert format_by_name(name) is expected


def test_by_media_type() -> None:
    assert format_by_media_type("text/html") is Format.HTML
    assert format_by_media_type("text/plain") is None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'{"text": "x"}', Format.JSON),
        (b'\xef\xbb\xbf \n{\n  "text"', Format.JSON),
        (b'[{"text": "x"}]', Format.JSON),
        (b"<!DOCTYPE html><html>", Format.HTML),
        (b"\n<?xml version='1.0'?><html>", Format.HTML),
        ("<html>".encode("utf-16"), Format.HTML),
        (b"[Photo] The ministry said", Format.TEXT),
        (b"<3 killed", Format.TEXT),
        (b"The ministry said", Format.TEXT),
        (b"", Format.TEXT),
    ],
)
def test_sniff(head: bytes, expected: Format) -> None:
    assert sniff(head) is expected


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        (b'{"text": "a"}\n{"text": "b"}', True),
        (b'{"text": "a very long line that goes on', True),
        (b'{"text": broken}\n{"text": "b"}', True),
        (b'{\n "text": "a"\n}', False),
        (b'{"text": "a",\n "title": "b"}', False),
        (b'[\n{"text": "a"}]', False),
    ],
)
def test_json_lines_are_told_by_their_first_line(head: bytes, lines: bool) -> None:
    assert is_json_lines(head) is lines
