"""Which format a source is in: by its name, by its media type, or by its first bytes."""

from __future__ import annotations

import codecs
import re
from enum import Enum
from pathlib import PurePath


class Format(Enum):
    """The formats that ingest reads. JSON Lines are told from JSON by their first line, so that both names serve both."""

    TEXT = "plain text"
    HTML = "HTML"
    JSON = "JSON"
    JSON_LINES = "JSON Lines"


_SUFFIXES = {
    ".txt": Format.TEXT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".json": Format.JSON,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
}
SUFFIXES = frozenset(_SUFFIXES)
"""Names of files that are taken from a folder."""

# text/plain says nothing: servers give it to every file whose name they do not know.
_MEDIA_TYPES = {
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "application/json": Format.JSON,
    "application/jsonl": Format.JSON_LINES,
    "application/x-jsonlines": Format.JSON_LINES,
    "application/x-ndjson": Format.JSON_LINES,
    "text/plain": None,
}
MEDIA_TYPES = frozenset(_MEDIA_TYPES)
"""Media types that are taken from the network."""

_JSON_START = re.compile(r"""\s*(?:\{\s*["}]|\{\s*$|\[\s*[\[{\]])""")
_HTML_START = re.compile(r"\s*<(?:!doctype\s+html|!--|\?xml|html|head|body|title|meta|article|main|section|div|p|h[1-6])\b", re.IGNORECASE)


def format_by_name(name: str) -> Format | None:
    """The format that a file's name tells, None when it tells none."""
    return _SUFFIXES.get(PurePath(name).suffix.lower())


def format_by_media_type(media_type: str) -> Format | None:
    """The format that a media type without parameters tells, None when it tells none."""
    return _MEDIA_TYPES.get(media_type)


def sniff(head: bytes) -> Format:
    """The format of a source that begins with `head`."""
    start = _start_of(head)
    if _JSON_START.match(start):
        return Format.JSON
    return Format.HTML if _HTML_START.match(start) else Format.TEXT


def is_json_lines(head: bytes) -> bool:
    """Whether the first line can be a whole JSON value: JSON printed over several lines breaks after a bracket, comma or colon."""
    first = _start_of(head).lstrip().partition("\n")[0].rstrip()
    return not first.endswith(("{", "[", ",", ":"))


def _start_of(head: bytes) -> str:
    for mark, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(codec, errors="ignore")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
