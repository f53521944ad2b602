"""Paragraphs: a blank that holds a line feed ends one."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token


def paragraphs(doc: Doc) -> Iterator[list[Span]]:
    """Sentences by paragraph, in order."""
    paragraph: list[Span] = []
    for sentence in doc.sents:
        if paragraph and begins_line(sentence[0]):
            yield paragraph
            paragraph = []
        paragraph.append(sentence)
    if paragraph:
        yield paragraph


def begins_line(token: Token) -> bool:
    """Whether a line feed stands before a token, as a token of its own or after the last one."""
    before = token.doc[token.i - 1].text if token.i else ""
    return "\n" in before or (token.is_space and "\n" in token.text)
