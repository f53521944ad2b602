"""The document as atoms: runs of letters, runs of digits, single marks.

Tokenizers differ on "12th", "mid-May", "a.m.", "3–5"; atoms do not. Each remembers the token that it lies in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

PIECES = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
BREAK = "\n"
"""Text of the atom that stands for a paragraph break; no expression reaches across it."""
DASHES = frozenset("-–—‑‒")
APOSTROPHES = frozenset("'’‘`´")
STOPS = frozenset(".!?…")


@dataclass(slots=True)
class Atom:
    """A piece of the text. `glued` when nothing stands between it and the atom before."""

    text: str
    low: str
    start: int
    end: int
    token: int
    tag: str
    sentence: int
    glued: bool
    digits: bool

    @property
    def title(self) -> bool:
        """It begins with a capital letter."""
        return self.text[:1].isupper()


def read_atoms(doc: Doc) -> list[Atom]:
    """The atoms of a document, in order. Sentences are those of the document, or guessed from full stops when it has none."""
    marked = doc.has_annotation("SENT_START")
    atoms: list[Atom] = []
    whole, sentence, last_end = doc.text, 0, 0
    for token in doc:
        if token.is_space:
            continue
        text, at = token.text, token.idx
        starts = bool(token.is_sent_start) if marked else _after_stop(atoms, text)
        if starts and atoms:
            sentence += 1
        gap = whole[last_end:at] if at > last_end and atoms and at - last_end != 1 else ""
        if gap.count("\n") > 1 or (starts and "\n" in gap):
            atoms.append(Atom(BREAK, BREAK, last_end, at, token.i, "", sentence, False, False))
        for piece, start in _pieces(text):
            begin = at + start
            glued = bool(atoms) and begin == last_end
            atoms.append(Atom(piece, _fold(piece), begin, begin + len(piece), token.i, token.tag_, sentence, glued, piece.isdecimal()))
            last_end = begin + len(piece)
    return atoms


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    if text.isalpha() or text.isdecimal() or len(text) == 1:
        yield text, 0
    else:
        for match in PIECES.finditer(text):
            yield match.group(), match.start()


def _fold(piece: str) -> str:
    if piece in DASHES:
        return "-"
    return "'" if piece in APOSTROPHES else piece.lower()


def _after_stop(atoms: list[Atom], text: str) -> bool:
    """A guess for documents without sentence marks: a capital after a full stop that does not end a short abbreviation."""
    if len(atoms) < 2 or atoms[-1].text not in STOPS or not text[0].isupper():
        return False
    return len(atoms[-2].text) > 2 or atoms[-2].digits
