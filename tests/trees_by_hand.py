"""Parsed documents written by hand, for the tests of claims and actors."""

from __future__ import annotations

import re

from spacy.lang.lex_attrs import LEX_ATTRS
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

VOCAB = Vocab(lex_attr_getters=LEX_ATTRS)
JOINED = {",", ".", "'s", "n't", "-"}
"""Tokens written without a blank before them; a hyphen takes none behind it either."""


def tree(table: str) -> Doc:
    """A document from lines "word UPOS relation head [lemma] [XPOS]".

    Heads count from 1 within the sentence, 0 is the root; an empty line ends a sentence. The lemma is the word in lower case where
    none is given, or where it is `_`.
    """
    words, tags, relations, lemmas, xpos = list[str](), list[str](), list[str](), list[str](), list[str]()
    heads, starts = list[int](), list[bool | int | None]()
    for sentence in table.strip().split("\n\n"):
        base = len(words)
        for k, line in enumerate(sentence.strip().splitlines()):
            word, tag, relation, head, *more = line.split()
            words.append(word)
            tags.append(tag)
            relations.append(relation)
            heads.append(base + (int(head) - 1 if int(head) else k))
            lemmas.append(more[0] if more and more[0] != "_" else word.lower())
            xpos.append(more[1] if len(more) > 1 else "")
            starts.append(k == 0)
    spaces = [w != "-" and (k + 1 == len(words) or words[k + 1] not in JOINED) for k, w in enumerate(words)]
    return Doc(VOCAB, words, spaces, tags=xpos, pos=tags, heads=heads, deps=relations, lemmas=lemmas, sent_starts=starts)


def plain(text: str) -> Doc:
    """A document without a tree from a text with single blanks: words and marks, cut apart as a tokenizer would."""
    found = list(re.finditer(r"\w+|[^\w\s]", text))
    words = [m.group() for m in found]
    spaces = [text[m.end() : m.end() + 1] == " " for m in found]
    return Doc(VOCAB, words, spaces)


def word(doc: Doc, form: str) -> Token:
    """The first token written so."""
    return next(t for t in doc if t.text == form)


def words(tokens: list[Token]) -> list[str]:
    """The tokens as written."""
    return [t.text for t in tokens]
