"""Quotation marks: which stretch of tokens stands between them, and who goes on speaking in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span

from counterclaim.claims.frames import Frame
from counterclaim.records.drafts import TokenRange
from counterclaim.records.words import Stance

OPENING = {"“": "”", "«": "»", "„": "“"}
STRAIGHT = ('"', "''", "``")
LONGEST = 400
"""Tokens. A quotation that does not close within so many is a stray mark."""


def find_quotations(doc: Doc) -> Iterator[TokenRange]:
    """Yield the quotations of a document, marks left out, in order. An opening mark repeated at a new paragraph goes on."""
    start: int | None = None
    closing = ""
    for token in doc:
        mark = token.text
        if start is not None and token.i - start > LONGEST:
            start = None
        if start is None:
            if mark in OPENING:
                start, closing = token.i + 1, OPENING[mark]
            elif mark in STRAIGHT:
                start, closing = token.i + 1, mark
        elif mark == closing or closing in STRAIGHT and mark in STRAIGHT:
            if token.i > start:
                yield TokenRange(start, token.i)
            start = None


def continued_quotations(doc: Doc, frames: Sequence[Frame]) -> Iterator[Frame]:
    """What a speaker goes on to say in quotation marks.

    A quotation that runs over several sentences keeps the speaker of the sentence that names one, and so does a quotation that
    begins the next sentence and names nobody.
    """
    speaker: Frame | None = None
    spoken_until = 0
    for quotation in find_quotations(doc):
        inside = range(quotation.start, quotation.end)
        first = doc[quotation.start].sent
        speakers = [f for f in frames if _quotes(f, inside)]
        if speakers:
            speaker = speakers[0]
        elif spoken_until != first.start or not _is_free(quotation, first, frames):
            speaker = None
        if speaker is None:
            continue
        covered = {i for f in speakers for i in f.content}
        for sentence in (s for s in doc.sents if s.start < quotation.end and s.end > quotation.start):
            spoken_until = sentence.end
            tokens = frozenset(t.i for t in sentence if t.i in inside and not t.is_space)
            if tokens and not tokens & covered and not any(c.i in tokens for c in speaker.cue):
                yield replace(speaker, content=tokens, accused=None, echo=False)


def _is_free(quotation: TokenRange, first: Span, frames: Sequence[Frame]) -> bool:
    """Whether a quotation begins its sentence and no cue stands beside it."""
    before = [t for t in first if t.i < quotation.start - 1 and not t.is_space]
    return not before and not any(first.start <= f.cue[0].i < quotation.end for f in frames)


def _quotes(frame: Frame, inside: range) -> bool:
    """Whether a frame names who speaks the words of a quotation."""
    told = frame.stance is Stance.ASSERTS and not frame.attitude
    return told and frame.source is not None and any(i in frame.content for i in inside)
