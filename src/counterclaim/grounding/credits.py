"""Agency credits in datelines, which are no places: "NEW DELHI (INN):", "TRIPOLI, April 22 (SNS) -"."""

from __future__ import annotations

from spacy.tokens import Doc

OPENING = 14
"""Tokens of a line among which its dateline stands."""
LONGEST = 5
"""Words of an agency's name in brackets."""
CLOSING = frozenset({"-", "–", "—", "--", ":"})


def credit_tokens(doc: Doc) -> set[int]:
    """Indices of the tokens in brackets that close a dateline, with a dash or a colon behind them."""
    found: set[int] = set()
    line = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            line = token.i + 1
        if token.text != "(" or token.i - line > OPENING:
            continue
        close = next((t.i for t in doc[token.i + 1 : token.i + LONGEST + 2] if t.text == ")"), None)
        if close is not None and close + 1 < len(doc) and doc[close + 1].text in CLOSING:
            found.update(range(token.i + 1, close))
    return found
