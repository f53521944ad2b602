"""The trained network over a document: scores of words, of pairs of words and of claimants."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.tokens import Doc

from counterclaim.claims.accords import accord_words
from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.reading.accord_scores import SEEN_ROLES, AccordScores, probability
from counterclaim.claims.reading.context import SUBWORDS, windows_of
from counterclaim.claims.reading.evidence import Evidence
from counterclaim.claims.reading.features import (
    MOST_PARAGRAPHS,
    MOST_SENTENCES,
    Page,
    Pairs,
    Vocabulary,
    pairs_of,
    word_features,
)
from counterclaim.claims.wordforms import lemma_of
from counterclaim.errors import ResourceError
from counterclaim.records.words import Kind, Stance, Status

BUNDLED = Path(__file__).parent / "model"
VECTORS = "word_vectors"
"""Name of the extension in which the language engine keeps the vectors of words, (tokens, width)."""
ROLES = ("claimant", "initiator", "target", "place", "time", "harm", "weapon", "content", "cue")
"""What a word may be to a trigger."""
KINDS = tuple(Kind)
STANCES = tuple(Stance)
STATUSES = tuple(Status)
POSSIBLE = 0.25
"""Least probability of a word that is weighed as a trigger, where neither a rule says so nor it tells of an agreement."""
THREADS = 1
"""A report is little work: a second thread gains a millisecond, and spins in the way of the stages that follow."""

MOST_TOGETHER = 2_000
"""Words that look at one another. The work grows with their square; a longer text is looked at in parts that are cut between sentences."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Scores:
    """What the network makes of one document.

    Attributes:
        page: its words; all positions are positions in `page.words`.
        triggers: positions of words that may tell a happening, in the order of the text.
        told: (triggers,) probability that each does.
        kinds: (triggers, kinds) log-odds, in the order of `KINDS`.
        roles: (roles, triggers, words) log-odds that a word is the head of the phrase in a role.
        voice: (triggers,) the same for the claimant's being the report's own voice.
        accords: what it makes of agreements; its words for duties, breaches and talks are among the triggers.
    """

    page: Page
    triggers: list[int]
    told: Floats
    kinds: Floats
    roles: Floats
    voice: Floats
    accords: AccordScores
    _words: Floats
    _stances: onnxruntime.InferenceSession

    def role(self, name: str) -> Floats:
        """(triggers, words) log-odds of one of `ROLES`."""
        scores: Floats = self.roles[ROLES.index(name)]
        return scores

    @cached_property
    def rows(self) -> Mapping[int, int]:
        """The row of each trigger by the index of its token."""
        return {self.page.words[at]: row for row, at in enumerate(self.triggers)}

    def stance_of(self, trigger: int, claimant: int | None) -> tuple[Stance, Status]:
        """How a claimant, given by its position (None for the report's own voice), vouches for the trigger at a position; and the
        event's status."""
        stances, statuses = self._manner(trigger, claimant)
        return STANCES[int(stances.argmax())], STATUSES[int(statuses.argmax())]

    def status_of(self, trigger: int, claimant: int | None) -> tuple[Status, float]:
        """The status of the event, and its share."""
        number, share = _likeliest(self._manner(trigger, claimant)[1])
        return STATUSES[number], share

    def kind_of(self, row: int) -> tuple[Kind, float]:
        """The kind of the event of a trigger, and its share."""
        number, share = _likeliest(self.kinds[row])
        return KINDS[number], share

    def _manner(self, trigger: int, claimant: int | None) -> tuple[Floats, Floats]:
        feed = {"h": self._words, "t": np.array([trigger]), "c": np.array([0 if claimant is None else claimant + 1])}
        stances, statuses = self._stances.run(["stances", "statuses"], feed)
        return stances[0], statuses[0]


@dataclass(frozen=True)
class Looked:
    """The words of a document as the network sees them, row by row of its page.

    Attributes:
        context: (words, width) what the encoder of the report has of each.
        vectors: (words, 2 width) what the parser's has.
        words: (words, w) what the network makes of all that.
        kinds: (words, 1 + kinds) log-odds: that it tells a happening, and of each kind.
        duties: (words, 2) whether the rules read a duty in it, or take it for who owes one.
    """

    page: Page
    context: Floats
    vectors: Floats
    words: Floats
    kinds: Floats
    duties: Floats


def parts_of(sentences: Sequence[int] | NDArray[np.int64], most: int = MOST_TOGETHER) -> list[slice]:
    """Parts of at most so many words, given by the sentence of each; cut between sentences where one ends in the part."""
    parts, begin = list[slice](), 0
    while len(sentences) - begin > most:
        end = begin + most
        while end > begin and sentences[end] == sentences[end - 1]:
            end -= 1
        end = end if end > begin else begin + most
        parts.append(slice(begin, end))
        begin = end
    return [*parts, slice(begin, len(sentences))]


def _likeliest(odds: Floats) -> tuple[int, float]:
    """The number of the largest log-odds, and its share."""
    shares = np.exp(odds - odds.max())
    return int(shares.argmax()), float(shares.max() / shares.sum())


def _ruled(page: Page, evidence: Evidence) -> Floats:
    found = np.zeros((len(page.words), 2), dtype=np.float32)
    for duty in evidence.duties:
        for column, token in enumerate((duty.act, duty.obligor)):
            if token is not None and token.i in page.positions:
                found[page.positions[token.i], column] = 1
    return found


def _speaks_of_accords(page: Page, evidence: Evidence) -> NDArray[np.bool_]:
    breaches = {i for i, event in evidence.events.items() if event.kind is Kind.CEASEFIRE_BREACH}
    return np.array([i in breaches or lemma_of(page.doc[i]) in accord_words() for i in page.words])


class ReadingModel:
    """The network in a folder: `context.onnx`, `words.onnx`, `pairs.onnx`, `stances.onnx`, `accords.onnx`, `owers.onnx`, `vocabulary.json`.

    Raises ResourceError, when it is first used, if a file is missing or broken.
    """

    def __init__(self, folder: Path = BUNDLED) -> None:
        self._folder = folder
        self._sessions: dict[str, onnxruntime.InferenceSession] = {}

    @staticmethod
    def can_read(doc: Doc) -> bool:
        """Whether our own engine parsed a document and left its word vectors; those of others would mean nothing to the network."""
        left = all(Doc.has_extension(name) and doc._.get(name) is not None for name in (VECTORS, SUBWORDS))
        return left and any(not token.is_space for token in doc)

    def __call__(self, doc: Doc, evidence: Evidence, lexicon: Lexicon) -> Scores:
        """Read a document that it can read."""
        looked = self.look(doc, evidence, lexicon)
        page, kinds = looked.page, looked.kinds
        feed = {"h": looked.words, "kinds": kinds, "duties": looked.duties, "context": looked.context, "vectors": looked.vectors}
        odds, seen = self._session("accords").run(None, feed)
        accords = AccordScores.of(odds, page.sentences, _speaks_of_accords(page, evidence))
        told = probability(kinds[:, 0])
        owed = sorted({*accords.owed, *(int(k) for k in np.flatnonzero(looked.duties[:, 0]))})
        of_accords = {*owed, *accords.broken, *accords.met}
        triggers = [k for k, i in enumerate(page.words) if told[k] >= POSSIBLE or i in evidence.events or k in of_accords]
        pairs = self.pairs_at(page, triggers, evidence)
        roles, voice = self.roles_at(looked, triggers, pairs)
        accords = replace(accords, owers=self._owers(seen, owed, triggers, pairs, roles))
        return Scores(page, triggers, told[triggers], kinds[triggers, 1:], roles, voice, accords, looked.words, self._session("stances"))

    def look(self, doc: Doc, evidence: Evidence, lexicon: Lexicon) -> Looked:
        """What the network makes of each word by itself."""
        page = Page.of(doc)
        context, vectors = self._context(page), doc._.get(VECTORS)[page.words]
        feed = {
            "context": context,
            "vectors": vectors,
            "features": self.vocabulary.words(word_features(page, evidence, lexicon)),
            "sentences": page.sentences.clip(max=MOST_SENTENCES),
            "paragraphs": page.paragraphs.clip(max=MOST_PARAGRAPHS),
        }
        looked = [self._session("words").run(None, {name: rows[part] for name, rows in feed.items()}) for part in parts_of(page.sentences)]
        words, kinds = (np.concatenate(rows) for rows in zip(*looked, strict=True))
        return Looked(page, context, vectors, words, kinds, _ruled(page, evidence))

    def pairs_at(self, page: Page, triggers: Sequence[int], evidence: Evidence) -> Pairs | None:
        """What is known of some triggers and every word; None without triggers."""
        return pairs_of(page, triggers, evidence, self.vocabulary) if triggers else None

    def roles_at(self, looked: Looked, triggers: Sequence[int], pairs: Pairs | None) -> tuple[Floats, Floats]:
        """(roles, triggers, words) log-odds of every word in every role, and (triggers,) of the report's own voice."""
        if pairs is None:
            return np.zeros((len(ROLES), 0, len(looked.page.words)), dtype=np.float32), np.zeros(0, dtype=np.float32)
        feed = {
            "h": looked.words,
            "t": np.array(triggers, dtype=np.int64),
            "paths": pairs.paths,
            "marks": pairs.marks,
            "distances": pairs.distances,
            "sentences": pairs.sentences,
        }
        roles, voice = self._session("pairs").run(None, feed)
        return roles, voice[:, 0]

    def _owers(self, seen: Floats, owed: Sequence[int], triggers: Sequence[int], pairs: Pairs | None, roles: Floats) -> dict[int, Floats]:
        """Of each word that tells a duty the shares of who owes it."""
        if not owed or pairs is None:
            return {}
        rows = [triggers.index(k) for k in owed]
        feed = {
            "seen": seen,
            "t": np.array(owed, dtype=np.int64),
            "paths": pairs.paths[rows],
            "distances": pairs.distances[rows],
            "roles": roles[[ROLES.index(name) for name in SEEN_ROLES]][:, rows],
        }
        (odds,) = self._session("owers").run(None, feed)
        shares = np.exp(odds - odds.max(axis=1, keepdims=True))
        return dict(zip(owed, shares / shares.sum(axis=1, keepdims=True), strict=True))

    def _context(self, page: Page) -> Floats:
        """(words, width): the mean of each word's first and last sub-word in its window."""
        found = []
        for window in windows_of(page.doc, page.words, page.sentences.tolist()):
            (hidden,) = self._session("context").run(["hidden"], {"ids": window.ids[None]})
            found.append((hidden[0, window.first] + hidden[0, window.last]) / 2)
        return np.concatenate(found)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The numbers of feature values and paths."""
        try:
            return Vocabulary(**json.loads((self._folder / "vocabulary.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise ResourceError(f"cannot read the vocabulary of the reading model in {self._folder}: {error}") from error

    def _session(self, name: str) -> onnxruntime.InferenceSession:
        """One of the graphs, read when it is first used."""
        if name in self._sessions:
            return self._sessions[name]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.x64quantprecision", "1")  # else sums overflow on processors without VNNI
        try:
            session = onnxruntime.InferenceSession(str(self._folder / f"{name}.onnx"), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # the library raises its own exceptions without a common base
            raise ResourceError(f"cannot load the reading model in {self._folder}: {error}") from error
        return self._sessions.setdefault(name, session)
