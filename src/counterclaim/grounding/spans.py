"""Where draft phrases and happenings stand in the text of a report, in characters."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from counterclaim.records.drafts import DraftEvent, TokenRange
from counterclaim.records.models import Span


def span_of(doc: Doc, tokens: TokenRange) -> Span:
    """Characters of a token range, without white space and commas at its ends."""
    first, last = tokens.start, tokens.end - 1
    while first < last and (doc[first].is_space or doc[first].text in ",;"):
        first += 1
    while last > first and (doc[last].is_space or doc[last].text in ",;"):
        last -= 1
    return Span(start=doc[first].idx, end=doc[last].idx + len(doc[last]))


def cover_of(told: DraftEvent) -> Span:
    """From the first to the last word of a happening's clause that stand in the sentence of its trigger."""
    tokens = [t for t in told.scope if not t.is_space and not t.is_punct] or [told.trigger]
    sentence = told.trigger.sent
    near = [t.i for t in tokens if sentence.start <= t.i < sentence.end] or [told.trigger.i]
    return span_of(told.trigger.doc, TokenRange(min(near), max(near) + 1))


def span_around(tokens: Sequence[Token]) -> Span:
    """From the first to the last word of some tokens in the order of the text."""
    words = [t for t in tokens if not t.is_space and not t.is_punct] or list(tokens)
    return Span(start=words[0].idx, end=words[-1].idx + len(words[-1]))
