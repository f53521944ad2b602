"""Quotation marks: which stretch of tokens stands between them."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from counterclaim.records.drafts import TokenRange

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
