"""Words and pairs of words as the reading model sees them, the same in training and at run time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.reading.evidence import PAIR_MARKS, Evidence
from counterclaim.claims.triggers import happening_of
from counterclaim.claims.wordforms import lemma_of

MENTIONS = "mentions"
"""Name of the span group in which the language engine keeps typed entities."""
WORD_FEATURES = (
    "pos", "tag", "dep", "entity", "named", "kind", "frame", "event", "cue_word", "cue", "inside", "source",
    "quoted", "title", "harm", "weapon", "victim", "status",
)  # fmt: skip
"""What is told of a word, each as a word of a small vocabulary: its tags, the entity that it heads, what the lexicon knows of it (kind of
happening and its frame, cue, harm, weapon, victim), and what the rules made of it here (an event of a kind and status, a cue, inside
the content of a stance, a source)."""
FARTHEST = 4
"""Links of the longest path in the tree that is told apart."""
FAR = "far"
APART = "none"
RARE = "rare"
STEPS = (-200, -80, -40, -20, -10, -6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6, 10, 20, 40, 80, 200)
"""Bounds of the distances between two words, in words."""
BACK, AHEAD = 8, 3
"""Sentences before and behind that are told apart."""
MOST_SENTENCES, MOST_PARAGRAPHS = 63, 31


@dataclass(frozen=True)
class Page:
    """The words of a document without white space: their token indices, and of each its sentence and paragraph, counted from 0."""

    doc: Doc
    words: list[int]
    sentences: NDArray[np.int64]
    paragraphs: NDArray[np.int64]

    @cached_property
    def positions(self) -> dict[int, int]:
        """The position in `words` of each token index."""
        return {i: k for k, i in enumerate(self.words)}

    @classmethod
    def of(cls, doc: Doc) -> Page:
        """The page of a parsed document."""
        words = [token.i for token in doc if not token.is_space]
        sentence = np.zeros(len(doc), dtype=np.int64)
        for number, span in enumerate(doc.sents):
            sentence[span.start : span.end] = number
        paragraph = np.cumsum([token.text.count("\n") for token in doc], dtype=np.int64)
        return cls(doc, words, sentence[words], paragraph[words])


@dataclass(frozen=True)
class Vocabulary:
    """Numbers of the values of each word feature, and of the paths in the tree; 0 stands for none, or one never seen."""

    features: dict[str, dict[str, int]]
    paths: dict[str, int]

    @property
    def size(self) -> int:
        """How many values all features have together."""
        return sum(len(numbers) for numbers in self.features.values())

    def words(self, rows: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """(n, size) ones where a word has a value of a feature, zeros elsewhere."""
        known = [self.features[name] for name in WORD_FEATURES]
        starts = np.cumsum([0, *(len(numbers) for numbers in known[:-1])])
        numbered = np.array([[numbers.get(value, 0) for numbers, value in zip(known, row, strict=True)] for row in rows], dtype=np.int64)
        found = np.zeros((len(rows), self.size), dtype=np.float32)
        np.put_along_axis(found, numbered.reshape(-1, len(known)) + starts, 1, axis=1)
        return found

    def path(self, path: str) -> int:
        """The number of a path."""
        return self.paths.get(path, self.paths[RARE])


def word_features(page: Page, evidence: Evidence, lexicon: Lexicon) -> list[tuple[str, ...]]:
    """The features of each word of a page, in the order of `WORD_FEATURES`; an empty string for none."""
    doc = page.doc
    heads = {m.root.i: (m.label_, bool(m._.named)) for m in doc.spans.get(MENTIONS, ())}
    inside = {i: f.stance.value + ("-n" if f.negated else "") for f in evidence.frames for i in f.content}
    cues = {c.i: f.stance.value for f in evidence.frames for c in f.cue}
    sources = {f.source.i for f in evidence.frames if f.source is not None}
    title = doc.text.find("\n\n")
    rows = list[tuple[str, ...]]()
    for token in (doc[i] for i in page.words):
        known = happening_of(token, lexicon)
        event = evidence.events.get(token.i)
        entity, named = heads.get(token.i, ("", False))
        lemma = lemma_of(token)
        cue_word = lexicon.cues.get(lemma)
        harm = lexicon.harm.get((lemma, token.pos_))
        rows.append(
            (
                token.pos_,
                token.tag_,
                token.dep_,
                entity,
                str(int(named)),
                known.kind.value if known else "",
                known.frame if known else "",
                event.kind.value if event else "",
                cue_word.stance.value if cue_word is not None and cue_word.stance is not None else "",
                cues.get(token.i, ""),
                inside.get(token.i, ""),
                str(int(token.i in sources)),
                str(int(token.i in evidence.quoted)),
                str(int(token.idx < title)),
                harm.effect.value if harm else "",
                lexicon.weapons[lemma].value if lemma in lexicon.weapons else "",
                lexicon.victims[lemma].value if lemma in lexicon.victims else "",
                event.status.value + str(int(event.negated)) if event else "",
            )
        )
    return rows


@dataclass(frozen=True)
class Pairs:
    """Each trigger with each word: number of the path between them, marks of the rules, bucket of distance, sentences between.

    Shapes (triggers, words), `marks` (triggers, words, marks).
    """

    paths: NDArray[np.int64]
    marks: NDArray[np.float32]
    distances: NDArray[np.int64]
    sentences: NDArray[np.int64]


def pairs_of(page: Page, triggers: Sequence[int], evidence: Evidence, vocabulary: Vocabulary) -> Pairs:
    """The pairs of some triggers, given as positions in `page.words`, with all words."""
    n, t = len(page.words), np.array(triggers, dtype=np.int64)
    place = page.positions
    paths = np.full((len(t), n), vocabulary.paths[APART], dtype=np.int64)
    marks = np.zeros((len(t), n, len(PAIR_MARKS)), dtype=np.float32)
    for row, trigger in enumerate(triggers):
        token = page.doc[page.words[trigger]]
        up = _upwards(token)
        steps = _steps(up)
        for other in token.sent:
            if other.i in place and other.i != token.i:
                paths[row, place[other.i]] = vocabulary.path(_path(up, steps, other))
        for mark, other_index in evidence.marks(token.i):
            if other_index in place:
                marks[row, place[other_index], PAIR_MARKS.index(mark)] = 1
    apart = page.sentences[None, :] - page.sentences[t][:, None]
    away = np.arange(n)[None, :] - t[:, None]
    return Pairs(paths, marks, np.searchsorted(STEPS, away), np.clip(apart, -BACK, AHEAD) + BACK)


def path_between(token: Token, other: Token) -> str:
    """The path in the tree from one word to another of its sentence: relations up (`^`) to their common ancestor, then down (`v`)."""
    up = _upwards(token)
    return _path(up, _steps(up), other)


def _upwards(token: Token) -> list[tuple[int, str]]:
    """A word and its ancestors as far as paths reach: index and universal relation."""
    found = [(token.i, _relation(token))]
    while token.head != token and len(found) <= FARTHEST:
        token = token.head
        found.append((token.i, _relation(token)))
    return found


def _steps(up: list[tuple[int, str]]) -> dict[int, int]:
    """How many links up each of some ancestors stands."""
    return {index: k for k, (index, _) in enumerate(up)}


def _path(up: list[tuple[int, str]], steps: dict[int, int], other: Token) -> str:
    down: list[str] = []
    while (common := steps.get(other.i)) is None:
        above = other.head
        if above == other or len(down) >= FARTHEST:
            return FAR
        down.append(_relation(other))
        other = above
    if common + len(down) > FARTHEST:
        return FAR
    return "".join(f"^{relation}" for _, relation in up[:common]) + "".join(f"v{relation}" for relation in reversed(down))


def _relation(token: Token) -> str:
    """The universal relation; a passive subject is told apart."""
    return "nsubjpass" if token.dep_ == "nsubj:pass" else token.dep_.split(":")[0]
