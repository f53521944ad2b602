"""Speakers set before a colon: `Defence minister: "We will answer"`, `12:40 A source in the ministry: no shells were fired`.

Headlines, live blogs and bulletins name who speaks and then give the words. The phrase before the colon must be a nominal
phrase without a verb whose head can speak: a named person or organisation, or a word of the class `speaker`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from counterclaim.claims.frames import Frame
from counterclaim.claims.lexicon import Lexicon
from counterclaim.records.words import Stance

LONGEST_LABEL = 14
"""Tokens before the colon."""
MENTIONS = "mentions"
"""Name of the span group in which the language engine keeps typed entities."""
SPEAKING = frozenset({"person", "organization"})


def label_frames(doc: Doc, lexicon: Lexicon) -> Iterator[Frame]:
    """A frame for each colon that gives the word to the phrase before it."""
    named = {m.root.i: m.label_ for m in doc.spans.get(MENTIONS, ())}
    sentences = list(doc.sents)
    for number, sentence in enumerate(sentences):
        colon = next((t for t in sentence[:LONGEST_LABEL] if t.text == ":"), None)
        if colon is None or colon.i == sentence.start:
            continue
        head = _label_head(doc[sentence.start : colon.i])
        if head is None or not _can_speak(head, named, lexicon):
            continue
        end = sentence.end
        if colon.i + 1 >= end and number + 1 < len(sentences):
            end = sentences[number + 1].end
        said = frozenset(t.i for t in doc[colon.i + 1 : end] if not t.is_space)
        if any(doc[i].pos_ in ("VERB", "AUX") for i in said):
            yield Frame(cue=(colon,), source=head, stance=Stance.ASSERTS, content=said)


def _label_head(label: Span) -> Token | None:
    """Head of the noun phrase that ends at the colon; None when the words before it hold a finite verb."""
    if any(t.pos_ in ("VERB", "AUX") and t.tag_ not in ("VBN", "VBG") for t in label):
        return None
    nouns = [t for t in label if t.pos_ in ("NOUN", "PROPN")]
    if not nouns:
        return None
    inside = {t.i for t in label}
    at = nouns[-1]
    while at.head.i in inside and at.head != at and at.head.pos_ in ("NOUN", "PROPN"):
        at = at.head
    return at


def _can_speak(head: Token, named: dict[int, str], lexicon: Lexicon) -> bool:
    return named.get(head.i) in SPEAKING and head.pos_ == "PROPN" or head.lemma_.lower() in lexicon.words["speaker"]
