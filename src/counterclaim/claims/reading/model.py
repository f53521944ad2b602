"""The trained network over a document: scores of words, of pairs of words and of claimants."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.tokens import Doc

from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.reading.context import SUBWORDS, windows_of
from counterclaim.claims.reading.evidence import Evidence
from counterclaim.claims.reading.features import (
    MOST_PARAGRAPHS,
    MOST_SENTENCES,
    Page,
    Vocabulary,
    pairs_of,
    word_features,
)
from counterclaim.errors import ResourceError
from counterclaim.records.words import Kind, Stance, Status

BUNDLED = Path(__file__).parent / "model"
VECTORS = "word_vectors"
"""Name of the extension in which the language engine keeps the vectors of words, (tokens, width)."""
GRAPHS = ("context", "words", "pairs", "stances")
ROLES = ("claimant", "initiator", "target", "place", "time", "harm", "weapon", "content", "cue")
"""What a word may be to a trigger."""
KINDS = tuple(Kind)
STANCES = tuple(Stance)
STATUSES = tuple(Status)
SURE = 0.7
"""Least probability of a word that is taken for a trigger without a rule's saying so. Found on `evals/held`."""
THREADS = 1
"""A report is little work: a second thread gains a millisecond, and spins in the way of the stages that follow."""

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
    """

    page: Page
    triggers: list[int]
    told: Floats
    kinds: Floats
    roles: Floats
    voice: Floats
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


def _likeliest(odds: Floats) -> tuple[int, float]:
    """The number of the largest log-odds, and its share."""
    shares = np.exp(odds - odds.max())
    return int(shares.argmax()), float(shares.max() / shares.sum())


class ReadingModel:
    """The network in a folder: `context.onnx`, `words.onnx`, `pairs.onnx`, `stances.onnx`, `vocabulary.json`.

    Raises ResourceError, when it is first used, if a file is missing or broken.
    """

    def __init__(self, folder: Path = BUNDLED) -> None:
        self._folder = folder

    @staticmethod
    def can_read(doc: Doc) -> bool:
        """Whether our own engine parsed a document and left its word vectors; those of others would mean nothing to the network."""
        left = all(Doc.has_extension(name) and doc._.get(name) is not None for name in (VECTORS, SUBWORDS))
        return left and any(not token.is_space for token in doc)

    def __call__(self, doc: Doc, evidence: Evidence, lexicon: Lexicon) -> Scores:
        """Read a document that it can read."""
        page = Page.of(doc)
        feed = {
            "context": self._context(page),
            "vectors": doc._.get(VECTORS)[page.words],
            "features": self.vocabulary.words(word_features(page, evidence, lexicon)),
            "sentences": page.sentences.clip(max=MOST_SENTENCES),
            "paragraphs": page.paragraphs.clip(max=MOST_PARAGRAPHS),
        }
        words, kinds = self._sessions["words"].run(None, feed)
        told = 1 / (1 + np.exp(-kinds[:, 0]))
        triggers = [k for k, i in enumerate(page.words) if told[k] >= SURE or i in evidence.events]
        roles, voice = self._pairs(page, triggers, evidence, words)
        return Scores(page, triggers, told[triggers], kinds[triggers, 1:], roles, voice, words, self._sessions["stances"])

    def _context(self, page: Page) -> Floats:
        """(words, width): the mean of each word's first and last sub-word in its window."""
        found = []
        for window in windows_of(page.doc, page.words, page.sentences.tolist()):
            (hidden,) = self._sessions["context"].run(["hidden"], {"ids": window.ids[None]})
            found.append((hidden[0, window.first] + hidden[0, window.last]) / 2)
        return np.concatenate(found)

    def _pairs(self, page: Page, triggers: Sequence[int], evidence: Evidence, words: Floats) -> tuple[Floats, Floats]:
        if not triggers:
            return np.zeros((len(ROLES), 0, len(page.words)), dtype=np.float32), np.zeros(0, dtype=np.float32)
        pairs = pairs_of(page, triggers, evidence, self.vocabulary)
        feed = {
            "h": words,
            "t": np.array(triggers, dtype=np.int64),
            "paths": pairs.paths,
            "marks": pairs.marks,
            "distances": pairs.distances,
            "sentences": pairs.sentences,
        }
        roles, voice = self._sessions["pairs"].run(None, feed)
        return roles, voice[:, 0]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The numbers of feature values and paths."""
        try:
            return Vocabulary(**json.loads((self._folder / "vocabulary.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise ResourceError(f"cannot read the vocabulary of the reading model in {self._folder}: {error}") from error

    @cached_property
    def _sessions(self) -> dict[str, onnxruntime.InferenceSession]:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.x64quantprecision", "1")  # else sums overflow on processors without VNNI
        try:
            return {
                name: onnxruntime.InferenceSession(str(self._folder / f"{name}.onnx"), options, providers=["CPUExecutionProvider"])
                for name in GRAPHS
            }
        except Exception as error:  # the library raises its own exceptions without a common base
            raise ResourceError(f"cannot load the reading model in {self._folder}: {error}") from error
