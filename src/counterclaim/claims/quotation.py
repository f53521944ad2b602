"""Quotation marks: which stretch of tokens stands between them, and who goes on speaking in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from counterclaim.claims.frames import Frame
from counterclaim.claims.paragraphs import begins_line
from counterclaim.claims.status import clause_of
from counterclaim.claims.syntax import children
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.drafts import TokenRange
from counterclaim.records.words import Stance

OPENING = {"“": "”", "«": "»", "„": "“"}
STRAIGHT = ('"', "''", "``")
CLOSING = frozenset({*OPENING.values(), *STRAIGHT})
FACTS = frozenset({"fact", "day", "time", "so", "such", "mean", "emerge", "follow", "happen", "turn", "ensure", "see"})
"""Words whose "that" carries what the report itself tells ("the fact that", "it emerged that", "the day that")."""
LONGEST = 400
"""Tokens. A quotation that does not close within so many is a stray mark."""


def find_quotations(doc: Doc) -> Iterator[TokenRange]:
    """Yield the quotations of a document, marks left out, in order. An opening mark repeated at a new paragraph goes on.

    Straight marks look alike: one with a blank before it and none after it opens, the reverse closes, and one between is read by what
    came before. So a mark that was forgotten spoils its own quotation and none after it.
    """
    start: int | None = None
    closing = ""
    for token in doc:
        mark = token.text
        if start is not None and token.i - start > LONGEST:
            start = None
        if mark in STRAIGHT:
            opens = _opens(token)
            if start is not None and closing in STRAIGHT and opens is not True:
                yield from _stretch(start, token.i)
                start = None
            elif opens is not False and (start is None or closing in STRAIGHT and not begins_line(token)):
                start, closing = token.i + 1, mark
        elif start is None and mark in OPENING:
            start, closing = token.i + 1, OPENING[mark]
        elif start is not None and mark == closing:
            yield from _stretch(start, token.i)
            start = None


def quoted_tokens(doc: Doc) -> frozenset[int]:
    """Indices of the tokens that stand in quotation marks."""
    return frozenset(i for q in find_quotations(doc) for i in range(q.start, q.end))


def _opens(mark: Token) -> bool | None:
    """Whether a straight mark opens or closes, by the blanks around it; None where they do not tell."""
    before = mark.i == 0 or bool(mark.nbor(-1).whitespace_) or mark.nbor(-1).is_space or mark.nbor(-1).is_left_punct
    after = mark.i + 1 == len(mark.doc) or bool(mark.whitespace_) or mark.nbor(1).is_space
    return None if before == after else before


def _stretch(start: int, end: int) -> Iterator[TokenRange]:
    if end > start:
        yield TokenRange(start, end)


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
                yield replace(speaker, content=tokens, stance=Stance.ASSERTS, accused=None, echo=False)


def only_quoted_after(frame: Frame, quoted: Set[int]) -> Frame:
    """A frame whose words before the cue end in a quotation mark has after the cue only what is quoted too: `"…," he said, and left`."""
    at = min(c.i for c in frame.cue)
    if frame.source is not None and frame.source.i < at:
        at = frame.source.left_edge.i
    doc = frame.cue[0].doc
    ends_quoted = any(t.text in CLOSING for t in doc[max(0, at - 2) : at]) and any(i < at and i in quoted for i in frame.content)
    return replace(frame, content=frozenset(i for i in frame.content if i < at or i in quoted)) if ends_quoted else frame


def _is_free(quotation: TokenRange, first: Span, frames: Sequence[Frame]) -> bool:
    """Whether a quotation begins its sentence and no cue stands beside it in the sentences that it fills."""
    before = [t for t in first if t.i < quotation.start - 1 and not t.is_space]
    end = first.doc[quotation.end - 1].sent.end
    cues = [f.cue[0].i for f in frames if not f.attitude]
    return not before and not any(first.start <= i < quotation.start or quotation.end <= i < end for i in cues)


def _quotes(frame: Frame, inside: range) -> bool:
    """Whether a frame names who speaks the words of a quotation, and is not told in it."""
    told = not frame.attitude and not frame.negated and frame.cue[0].i not in inside
    return told and frame.source is not None and any(i in frame.content for i in inside)


def is_anothers_word(trigger: Token, quoted: Set[int]) -> bool:
    """Whether a word that no known cue covers is yet not the report's own: a verb in quotation marks, or a clause with "that" which
    somebody must say or find ("found no proof that the rebels fired")."""
    if trigger.i in quoted and trigger.pos_ == "VERB":
        return True
    clause = clause_of(trigger)
    carried = clause.dep_ in ("ccomp", "acl") and any(m.lower_ == "that" for m in children(clause, "mark"))
    return carried and lemma_of(clause.head) not in FACTS
