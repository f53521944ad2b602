"""Attributions in brat stand-off: PolNeAR's annotation of source, cue and content.

A file of annotations has lines `T1<TAB>Source 12 17;20 25<TAB>words` for stretches of text (several where a phrase is interrupted) and
`E1<TAB>Attribution:T4 Content:T3 Cue:T2 Source:T1` for what belongs together. Other lines are notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from counterclaim.errors import ResourceError

ROLES = ("source", "cue", "content")
Ranges = tuple[tuple[int, int], ...]
"""Stretches of a text, each `[start, end)` in code points."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to say it, the words that say so, and what was said. Any may be empty."""

    source: Ranges
    cue: Ranges
    content: Ranges


@dataclass(frozen=True)
class AttributedText:
    """A text with its attributions, once for each annotator who read it."""

    text: str
    annotations: tuple[tuple[Attribution, ...], ...]


def read_polnear(folder: Path) -> Iterator[AttributedText]:
    """Yield the texts of `text/NAME.txt` with their annotations `attributions/NAME_ANNOTATOR.ann`, by name.

    Raises ResourceError when the folders are empty, a text has no annotation, or a file is broken.
    """
    paths = sorted((folder / "text").glob("*.txt"))
    if not paths:
        raise ResourceError(f"{folder} holds no text/*.txt")
    annotated: dict[str, list[Path]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        annotated.setdefault(path.stem.rpartition("_")[0], []).append(path)
    for path in paths:
        if path.stem not in annotated:
            raise ResourceError(f"{path} has no annotation in {folder / 'attributions'}")
        text = _content(path)
        yield AttributedText(text, tuple(tuple(read_attributions(_content(a), a, len(text))) for a in annotated[path.stem]))


def _content(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(f"{path} cannot be read: {error}") from error


def read_attributions(notes: str, path: Path, length: int) -> Iterator[Attribution]:
    """Yield the attributions of one file of annotations; those without any words are left out.

    Args:
        notes: what the file holds.
        path: its name, for messages.
        length: code points of the text, beyond which nothing may lie.

    Raises:
        ResourceError: a line is broken, names what is not there, or lies outside the text.
    """
    try:
        lines = [line.split("\t") for line in notes.split("\n")]
        stretches = {line[0]: _ranges(line[1], length) for line in lines if line[0].startswith("T")}
        for line in lines:
            if line[0].startswith("E"):
                roles = [pair.split(":") for pair in line[1].split()]
                found = [
                    tuple(r for name, of in roles if name.rstrip("0123456789").lower() == role for r in stretches[of]) for role in ROLES
                ]
                if any(found):
                    yield Attribution(*found)
    except (ValueError, KeyError, IndexError) as error:
        raise ResourceError(f"{path} is no brat annotation of its text: {error}") from error


def _ranges(column: str, length: int) -> Ranges:
    """The stretches of "Content 12 17;20 25"."""
    pairs = [stretch.split() for stretch in column.split(" ", 1)[1].split(";")]
    ranges = tuple((int(start), int(end)) for start, end in pairs)
    if not all(0 <= start < end <= length for start, end in ranges):
        raise ValueError(f"{column} does not lie in the text")
    return ranges
