"""Reads the messages and answer keys of MUC-3 and MUC-4, the third and fourth Message Understanding Conferences (1991, 1992).

The forms are those of the task's own documents (`text-headers-info`, `template-doc-part1.v7`): upper-case messages that open with
a dateline, and keys that hold one template an incident, each with 25 numbered slots. In a key `/` parts equally good answers, `?`
marks an answer that need not be given, `-` stands for none and `*` for a slot that does not apply.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from counterclaim.errors import ResourceError

MESSAGE_ID = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4})\b.*$", re.MULTILINE)
DATELINE = re.compile(
    r"\s*(?P<place>[^\n,]+), (?P<day>\d{1,2} [A-Z]{3,9}(?: \d{2})?|[A-Z]{3,9} \d{1,2} \d{2}|NO DATE)\s*(?:\((?P<source>[^)]*)\))?\s*--\s*"
)
TAG = re.compile(r"\s*\[([^\]]*)\]\s*")
BODY_STARTS = frozenset({"TEXT", "SUMMARY", "EXCERPT", "EXCERPTS"})
"""The bracketed word after which the text proper begins."""
OWN_WORDS = frozenset({"STATEMENT", "SPEECH", "COMMUNIQUE"})
"""Sorts of message whose author, named in the next brackets, speaks in the first person."""
SLOT = re.compile(r"^(\d{1,2})\.\s+[A-Z ]+: [A-Z ]+?(?:\s{2,}(.*))?$")
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
CENTURY = 1900
LOCATION = 3
NUMBERS = frozenset({2, 14, 17, 21, 24})
"""Slots of dates and numbers, in which a hyphen is a sign of the fill itself."""


@dataclass(frozen=True)
class Message:
    """One report.

    Attributes:
        id: as the keys have it: `DEV-MUC3-0001`.
        text: the dateline and the text, a line a paragraph; without the brackets that say what sort of message it is.
        published: the day of the dateline, None for `NO DATE`.
        outlet: who carried it, or whose statement it is, if the message says so.
    """

    id: str
    text: str
    published: dt.date | None
    outlet: str | None


@dataclass(frozen=True)
class Fill:
    """One answer in a slot: its equally good forms, those of the answer it is about (`50: "PEASANTS"`), and whether it may be left out."""

    values: tuple[str, ...]
    about: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class Template:
    """One incident. `slots` maps a slot's number to its answers, () for none; a slot that does not apply is not in it."""

    message: str
    optional: bool
    slots: Mapping[int, tuple[Fill, ...]]


def read_messages(path: Path) -> Iterator[Message]:
    """The messages of one file in order. Raises ResourceError when it cannot be read or holds none."""
    text = _read(path)
    marks = list(MESSAGE_ID.finditer(text))
    if not marks:
        raise ResourceError(f"no message of MUC in {path}")
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        yield _message(mark[1], text[mark.end() : after.start() if after else len(text)])


def read_keys(path: Path) -> dict[str, tuple[Template, ...]]:
    """The templates of one key file by message, () for a message without a relevant incident.

    Raises ResourceError when the file cannot be read or a line is not of the form of a slot.
    """
    found: dict[str, list[Template]] = {}
    for slots in _templates(path):
        message = " ".join(slots.get(0, ())).partition(" ")[0]
        if not MESSAGE_ID.match(message):
            raise ResourceError(f"a template without a message in the MUC keys {path}: {slots.get(0)}")
        templates = found.setdefault(message, [])
        number = " ".join(slots.get(1, ["*"]))
        if number.startswith("*"):
            continue
        applicable = {n: tuple(_fills(n, lines)) for n, lines in slots.items() if n > 1 and lines != ["*"]}
        templates.append(Template(message, "OPTIONAL" in number, applicable))
    return {message: tuple(templates) for message, templates in found.items()}


def read_day(text: str) -> dt.date | None:
    """A day written `3 JAN 90`, `3 SEPT 90` or `JAN 3 90`; None for what is none, and for a day without its year."""
    parts = text.split()
    months = [p[:3] for p in parts if p[:3] in MONTHS]
    numbers = [int(p) for p in parts if p.isdigit()]
    if len(parts) != 3 or len(months) != 1 or len(numbers) != 2:
        return None
    try:
        return dt.date(CENTURY + numbers[1], MONTHS.index(months[0]) + 1, numbers[0])
    except ValueError:
        return None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="latin-1")
    except OSError as error:
        raise ResourceError(f"the MUC file {path} cannot be read: {error.strerror or error}") from error


def _message(message_id: str, text: str) -> Message:
    head = DATELINE.match(text)
    if head is None:
        return Message(message_id, _unwrapped(text), None, None)
    at, tags = head.end(), list[str]()
    while tag := TAG.match(text, at):
        tags.append(" ".join(tag[1].split()))
        at = tag.end()
        if tags[-1] in BODY_STARTS:
            break
    if not tags or tags[-1] not in BODY_STARTS:
        at, tags = head.end(), []
    author = tags[1] if len(tags) > 2 and tags[0] in OWN_WORDS else None
    day = read_day(head["day"]) if head["day"] else None
    return Message(message_id, _unwrapped(head[0] + text[at:]), day, author or head["source"] or None)


def _unwrapped(text: str) -> str:
    """Paragraphs as one line each; they stand apart by a blank line, and their lines are wrapped."""
    return "\n\n".join(" ".join(p.split()) for p in re.split(r"\n[ \t]*\n", text) if p.strip())


def _templates(path: Path) -> Iterator[dict[int, list[str]]]:
    """The raw lines of each template by slot; comments go."""
    slots: dict[int, list[str]] = {}
    lines: list[str] = []
    for line in _read(path).splitlines():
        if not line.strip() or line.lstrip().startswith(";"):
            continue
        if slot := SLOT.match(line):
            number = int(slot[1])
            if number == 0 and slots:
                yield slots
                slots = {}
            lines = slots.setdefault(number, [])
            lines.append((slot[2] or "").strip())
        elif not slots or not line[0].isspace():
            raise ResourceError(f"a line that is no slot in the MUC keys {path}: {line.strip()[:60]!r}")
        elif lines and (lines[-1].endswith(("/", ":")) or line.lstrip().startswith("/")):
            lines[-1] += " " + line.strip()
        else:
            lines.append(line.strip())
    if slots:
        yield slots


def _fills(number: int, lines: list[str]) -> Iterator[Fill]:
    for line in lines:
        optional = line.startswith("?")
        text = line.removeprefix("?").strip()
        if text in ("", "-"):
            continue
        if number == LOCATION:
            yield Fill(tuple(_alternatives(text)), (), optional)
            continue
        value, *about = _split(text, ":")
        about_texts = tuple(_alternatives(about[0])) if about else ()
        values = [v for v in _alternatives(value) if number in NUMBERS or v != "-"]
        if values:
            yield Fill(tuple(values), about_texts, optional or len(values) < len(_split(value, "/")))


def _alternatives(text: str) -> Iterator[str]:
    for part in _split(text, "/"):
        if part.startswith("(") and part.endswith(")"):
            yield from _alternatives(part[1:-1].strip())
        elif part.startswith('"') and part.endswith('"'):
            yield part[1:-1].replace('\\"', '"').strip()
        elif part:
            yield part


def _split(text: str, mark: str) -> list[str]:
    """The parts of a text between marks that stand outside quotation marks and brackets."""
    parts, start, quoted, depth = list[str](), 0, False, 0
    for at, character in enumerate(text):
        if character == '"' and text[at - 1 : at] != "\\":
            quoted = not quoted
        elif not quoted:
            depth += (character == "(") - (character == ")")
            if character == mark and depth == 0:
                parts.append(text[start:at].strip())
                start = at + 1
    return [*parts, text[start:].strip()]
