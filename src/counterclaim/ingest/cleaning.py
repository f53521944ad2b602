"""Characters to the text of a report.

Every offset in a record is into what comes out of here, so it is done once; doing it again changes nothing.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SOFT_BREAK = re.compile("\u00ad\n[ \t]*")
# Controls but for tab and line feed; soft hyphen; zero-width, direction and other format marks; interlinear marks; tags.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\U000e0000-\U000e007f]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")  # JSON can hold halves of a pair; UTF-8 cannot
_SPACE = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SPACES = re.compile(" {2,}")
_LINE_EDGE = re.compile(" *\n *")
_BLANK_LINES = re.compile("\n{3,}")
_CLOSING = "\"'”’)]"
_SENTENCE_ENDS = (".", "!", "?", "…", ":", ";")
_LIST_ITEM = re.compile(r"(?:[-*•–—]|\(?\d{1,2}[.)])\s")

WRAP_WIDTHS = range(50, 101)
"""Line lengths, in characters, that hard-wrapped text has: 65 to 80 in mail and wire copy, with room for ragged edges."""
MOST = 0.6
"""Share of lines that count as most of them. Unwrapped news of short paragraphs stays under 0.3, wrapped copy is above 0.8."""
SLACK = 8
"""A line is the last of its paragraph when the next line's first word would have fitted with this many characters to spare."""


def clean(text: str) -> str:
    """The text in NFC with one kind of line end and of space, without invisible characters, blanks at line edges, runs of blanks."""
    text = _visible(text)
    text = _LINE_EDGE.sub("\n", _SPACES.sub(" ", text))
    return _BLANK_LINES.sub("\n\n", text).strip()


def clean_prose(text: str) -> str:
    """As `clean`, and hard-wrapped lines are joined into paragraphs; a paragraph break stays, by blank line, indent or short line."""
    text = _visible(text)
    lines = [line.rstrip() for line in text.split("\n")]
    if is_hard_wrapped(lines):
        text = _unwrap(lines)
    return clean(text)


def is_hard_wrapped(lines: list[str]) -> bool:
    """Whether most lines that are followed by another are 50 to 100 characters wide and end in mid-sentence."""
    followed = [line.strip() for line, after in zip(lines, lines[1:], strict=False) if line.strip() and after.strip()]
    if len(followed) < 2:
        return False
    wrapped = sum(1 for line in followed if len(line) in WRAP_WIDTHS and not line.rstrip(_CLOSING).endswith(_SENTENCE_ENDS))
    too_wide = sum(1 for line in followed if len(line) >= WRAP_WIDTHS.stop)
    return wrapped >= MOST * len(followed) and too_wide <= 0.1 * len(followed)


def _visible(text: str) -> str:
    text = _SOFT_BREAK.sub("", _LINE_END.sub("\n", text))
    text = _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", _SPACE.sub(" ", text))


def _unwrap(lines: list[str]) -> str:
    width = max(len(line) for line in lines if len(line) < WRAP_WIDTHS.stop)
    pieces = [lines[0]]
    for before, line in zip(lines, lines[1:], strict=False):
        if _breaks(before, line, width):
            pieces += ("\n", line)
        else:
            pieces += ("" if _is_hyphenated(before, line) else " ", line.strip())
    return "".join(pieces)


def _breaks(before: str, line: str, width: int) -> bool:
    """Whether a paragraph ends between two lines of hard-wrapped text."""
    words = line.split(maxsplit=1)
    if not before.strip() or not words:
        return True
    indented = len(line) - len(line.lstrip()) >= 2 and not before.startswith(" ")
    would_have_fitted = len(before) + 1 + len(words[0]) + SLACK <= width
    return indented or would_have_fitted or bool(_LIST_ITEM.match(line.lstrip()))


def _is_hyphenated(before: str, line: str) -> bool:
    """`cease-` before `fire` keeps its hyphen and takes no space: that it was put there by the wrapping alone is rare in news."""
    return bool(re.search(r"[^\W\d_]-$", before)) and line.lstrip()[:1].islower()
