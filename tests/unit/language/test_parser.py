"""Parses from scores, with a network of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import numpy as np
import pytest
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordPiece

from counterclaim.language.parser import Mention, Parse, Parser
from counterclaim.language.sessions import ModelFolder
from counterclaim.language.subwords import MAX_SUBWORDS

VOCABULARY = {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "troops": 4, "fired": 5, "Baku": 6, "a": 7, "##a": 8, "fall": 9, "die": 10}
LABELS = {
    "relations": ["root", "nsubj", "obj"],
    "upos": ["NOUN", "VERB", "PROPN"],
    "xpos": ["NNS", "VBD", "NNP"],
    "feats": ["_", "Number=Plur", "Tense=Past"],
    "lemmas": ["k|0|", "k|1|", "k|2|"],
    "entities": ["none", "place"],
}
KINDS = {"troops": 0, "fired": 1, "Baku": 2, "[UNK]": 1}
"""What each word of the little network is: a place in the lists above."""


class LittleNetwork:
    """Scores by the first sub-word of each word: the last word but one is the root, all others hang on it."""

    def __init__(self) -> None:
        self.feeds: list[Mapping[str, NDArray[np.int64]]] = []

    def run(self, wanted: Sequence[str], feed: Mapping[str, NDArray[np.int64]]) -> list[NDArray[np.float32]]:
        self.feeds.append(feed)
        rows, words = feed["first"].shape
        scores = {
            "arcs": np.zeros((rows, words, words + 1), dtype=np.float32),
            "relations": np.zeros((rows, words, 3, words + 1), dtype=np.float32),
            "starts": np.zeros((rows, words, words), dtype=np.float32),
            "ends": np.zeros((rows, words, words), dtype=np.float32),
            "entities": np.zeros((rows, words, 2), dtype=np.float32),
        }
        scores |= {name: np.zeros((rows, words, 3), dtype=np.float32) for name in ("upos", "xpos", "feats", "lemmas")}
        subwords = feed["input_ids"].shape[1]
        scores["hidden"] = np.broadcast_to(np.arange(subwords, dtype=np.float32)[None, :, None], (rows, subwords, 2))
        names = {number: name for name, number in VOCABULARY.items()}
        for row in range(rows):
            own = 1 + max((k for k in range(words) if feed["first"][row, k]), default=0)
            root = max(own - 2, 0)
            for k in range(words):
                kind = KINDS.get(names[int(feed["input_ids"][row, feed["first"][row, k]])], 0)
                scores["arcs"][row, k, 0 if k == root else root + 1] = 9
                scores["relations"][row, k, 1 if k < root else 2, :] = 9
                for name in ("upos", "xpos", "feats"):
                    scores[name][row, k, kind] = 9
                scores["lemmas"][row, k] = (1, 3, 2)
                scores["entities"][row, k, int(kind == 2)] = 9
                scores["starts"][row, k, k], scores["ends"][row, k, k] = 9, 9
        return [scores[name] for name in wanted]


class LittleFolder:
    """A model folder in memory."""

    def __init__(self) -> None:
        self.parser = LittleNetwork()
        self.tokenizer = Tokenizer(WordPiece(vocab=VOCABULARY, unk_token="[UNK]"))
        self.labels = LABELS
        self.lemmas = {"troops\tNNS": "troop"}
        self.words = frozenset({"fall", "die"})


@pytest.fixture
def folder() -> LittleFolder:
    return LittleFolder()


@pytest.fixture
def parser(folder: LittleFolder) -> Parser:
    return Parser(cast("ModelFolder", folder))


def test_parse_of_one_sentence(parser: Parser) -> None:
    parse = parser(["troops", "fired", "Baku"])
    assert parse.heads == [2, 0, 2]
    assert parse.relations == ["nsubj", "root", "obj"]
    assert parse.upos == ["NOUN", "VERB", "PROPN"]
    assert parse.xpos == ["NNS", "VBD", "NNP"]
    assert parse.feats == ["_", "Number=Plur", "Tense=Past"]
    assert parse.mentions == [Mention(head=2, first=2, last=2, kind="place", named=True)]
    assert parse.vectors[:, 0].tolist() == [1, 2, 3]  # of the first sub-word of each; the first of all is a mark


def test_root_relation_is_that_of_the_root_alone(parser: Parser) -> None:
    for forms in (["troops"], ["troops", "fired"], ["troops", "fired", "Baku"]):
        parse = parser(forms)
        assert [r == "root" for r in parse.relations] == [h == 0 for h in parse.heads]


def test_lemma_from_the_table_wins(parser: Parser) -> None:
    assert parser(["Troops", "fired"]).lemmas[0] != "troop"  # "Troops" is unknown to the vocabulary and so tagged VBD
    assert parser(["troops", "fired"]).lemmas[0] == "troop"


def test_inflected_form_takes_the_likeliest_edit_that_makes_a_known_word(parser: Parser) -> None:
    """The likeliest edit cuts one letter, the next two: "falles" is no word, "fall" is."""
    parse = parser(["falles", "dies"])
    assert parse.lemmas == ["fall", "die"]


def test_form_without_a_known_lemma_takes_the_likeliest_edit_spelt_out(parser: Parser) -> None:
    parse = parser(["xyzzy"])
    assert parse.lemmas == ["xyzze"]


def test_sentences_are_read_one_by_one(parser: Parser, folder: LittleFolder) -> None:
    for n in (80, 1, 200, 3):
        parser(["troops"] * n)
    assert [feed["input_ids"].shape for feed in folder.parser.feeds] == [(1, n + 2) for n in (80, 1, 200, 3)]


def test_sentence_of_too_many_subwords_keeps_the_first_of_each_word(parser: Parser, folder: LittleFolder) -> None:
    parse = parser(["a" * 90] * 10 + ["fired", "Baku"])
    (feed,) = folder.parser.feeds
    assert feed["input_ids"].shape[1] <= MAX_SUBWORDS + 2
    assert feed["input_ids"][0].tolist() == [2, *[7] * 10, 5, 6, 3]
    assert isinstance(parse, Parse)
    assert parse.upos[-2:] == ["VERB", "PROPN"]
