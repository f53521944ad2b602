"""Sentences and words from what ends with each character, with a segmenter of one's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from counterclaim.language.characters import encode_characters
from counterclaim.language.segmenter import LONGEST_SENTENCE, SENTENCE_END, TOKEN_END, WINDOW, WORD_END, Segmenter, Word
from counterclaim.language.sessions import ModelFolder

ENDS_OF_SENTENCES = {int(encode_characters(mark)[0][0]) for mark in ".!?"}
APOSTROPHE = int(encode_characters("'")[0][0])
N = int(encode_characters("n")[0][0])


class ScriptedSession:
    """Ends as a rule says: it takes the classes of one line and returns a mark for each character."""

    def __init__(self, rule: Callable[[NDArray[np.int64]], Sequence[int]]) -> None:
        self.rule = rule
        self.widths: list[int] = []

    def run(self, wanted: None, feed: Mapping[str, NDArray[np.int64]]) -> list[NDArray[np.float32]]:
        classes = feed["classes"]
        assert classes.shape == feed["cases"].shape
        self.widths.append(classes.shape[1])
        return [np.eye(4, dtype=np.float32)[[list(self.rule(row)) for row in classes]]]


class ScriptedFolder:
    """A model folder that holds nothing but a segmenter."""

    def __init__(self, rule: Callable[[NDArray[np.int64]], Sequence[int]]) -> None:
        self.segmenter = ScriptedSession(rule)


def stops(classes: NDArray[np.int64]) -> list[int]:
    """A full stop ends a sentence, and the character before it a token."""
    marks = [SENTENCE_END if c in ENDS_OF_SENTENCES else 0 for c in classes]
    return [TOKEN_END if at + 1 < len(marks) and marks[at + 1] and not mark else mark for at, mark in enumerate(marks)]


def contractions(classes: NDArray[np.int64]) -> list[int]:
    """The character before "n'" ends a word."""
    return [
        WORD_END if at + 2 < len(classes) and classes[at + 1] == N and classes[at + 2] == APOSTROPHE else 0 for at in range(len(classes))
    ]


def nothing(classes: NDArray[np.int64]) -> list[int]:
    return [0] * len(classes)


def segmenter(rule: Callable[[NDArray[np.int64]], Sequence[int]]) -> Segmenter:
    return Segmenter(cast("ModelFolder", ScriptedFolder(rule)))


def written(text: str, sentences: list[list[Word]]) -> list[list[str]]:
    return [[text[w.start : w.end] for w in sentence] for sentence in sentences]


def test_words_and_sentences() -> None:
    text = "They fired. He left."
    (sentences,) = segmenter(stops)([text])
    assert written(text, sentences) == [["They", "fired", "."], ["He", "left", "."]]


def test_abbreviated_title_is_one_word_and_ends_no_sentence() -> None:
    text = "They met Mrs. Example. Gen. Example left."
    (sentences,) = segmenter(stops)([text])
    assert written(text, sentences) == [["They", "met", "Mrs.", "Example", "."], ["Gen.", "Example", "left", "."]]


def test_abbreviated_month_before_a_number_is_one_word_and_ends_no_sentence() -> None:
    text = "They left on Aug. 26. It began in Sept. Nov. 3 passed. It ended."
    (sentences,) = segmenter(stops)([text])
    assert written(text, sentences) == [
        ["They", "left", "on", "Aug.", "26", "."],
        ["It", "began", "in", "Sept", "."],
        ["Nov.", "3", "passed", "."],
        ["It", "ended", "."],
    ]


def test_word_end_without_token_end_joins_words() -> None:
    (sentences,) = segmenter(contractions)(["do n't don't"])
    assert [(w.start, w.end, w.joined) for w in sentences[0]] == [(0, 2, False), (3, 6, False), (7, 9, True), (9, 12, False)]


def test_white_space_ends_a_token_whatever_the_model_says() -> None:
    text = "a b\tc\u00a0d"
    (sentences,) = segmenter(nothing)([text])
    assert written(text, sentences) == [["a", "b", "c", "d"]]
    assert not any(w.joined for w in sentences[0])


def test_joined_never_spans_white_space() -> None:
    (sentences,) = segmenter(lambda classes: [WORD_END] * len(classes))(["a b"])
    assert [w.joined for w in sentences[0]] == [False, False]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\n\n \n", "\x0b", "\x0c"])
def test_line_break_ends_a_sentence(line_break: str) -> None:
    text = f"A headline{line_break}The text goes on"
    (sentences,) = segmenter(nothing)([text])
    assert written(text, sentences) == [["A", "headline"], ["The", "text", "goes", "on"]]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t \u00a0\r\n"])
def test_text_without_a_visible_character_has_no_sentence(text: str) -> None:
    assert segmenter(stops)([text]) == [[]]


def test_no_text_at_all() -> None:
    assert segmenter(stops)([]) == []


def test_texts_keep_their_order() -> None:
    texts = ["a much longer line than the others.", "", "b.", "c. d.\ne."]
    found = segmenter(stops)(texts)
    assert [written(t, s) for t, s in zip(texts, found, strict=True)] == [
        [["a", "much", "longer", "line", "than", "the", "others", "."]],
        [],
        [["b", "."]],
        [["c", "."], ["d", "."], ["e", "."]],
    ]


def test_sentence_without_stops_is_cut() -> None:
    (sentences,) = segmenter(nothing)(["word " * (LONGEST_SENTENCE * 2 + 1)])
    assert [len(s) for s in sentences] == [LONGEST_SENTENCE, LONGEST_SENTENCE, 1]


def test_long_line_is_scored_in_windows_cut_at_white_space() -> None:
    folder = ScriptedFolder(nothing)
    text = "word " * WINDOW
    (sentences,) = Segmenter(cast("ModelFolder", folder))([text])
    assert max(folder.segmenter.widths) <= WINDOW
    assert {text[w.start : w.end] for s in sentences for w in s} == {"word"}


def test_word_longer_than_a_window_keeps_its_letters() -> None:
    text = "x" * (2 * WINDOW + 5)
    (sentences,) = segmenter(nothing)([text])
    assert "".join(text[w.start : w.end] for s in sentences for w in s) == text


@given(text=st.text(max_size=60), marks=st.lists(st.integers(min_value=0, max_value=3), min_size=1, max_size=60))
@settings(max_examples=150, deadline=None)
def test_every_visible_character_is_in_exactly_one_word(text: str, marks: list[int]) -> None:
    (sentences,) = segmenter(lambda classes: [marks[k % len(marks)] for k in range(len(classes))])([text])
    covered = [at for sentence in sentences for w in sentence for at in range(w.start, w.end)]
    assert covered == [at for at, c in enumerate(text) if not c.isspace()]
    assert all(sentence for sentence in sentences)


@given(text=st.text(max_size=60), marks=st.lists(st.integers(min_value=0, max_value=3), min_size=1, max_size=60))
@settings(max_examples=100, deadline=None)
def test_joined_words_touch(text: str, marks: list[int]) -> None:
    (sentences,) = segmenter(lambda classes: [marks[k % len(marks)] for k in range(len(classes))])([text])
    for words in sentences:
        for one, other in zip(words, words[1:], strict=False):
            assert not one.joined or one.end == other.start


def test_cut_for_length_does_not_part_a_joined_token() -> None:
    (sentences,) = segmenter(contractions)(["a " * (LONGEST_SENTENCE - 1) + "don't"])
    assert not any(s[-1].joined for s in sentences)


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("BAKU (Caspian Ledger) - Baku blamed Yerevan", "BAKU (Caspian Ledger) -"),
        ("SUMY, Ukraine, Sept 24 (Polissia Wire) - Drones struck", "SUMY, Ukraine, Sept 24 (Polissia Wire) -"),
        ("JAMMU/ISLAMABAD, June 9 — Commanders met", "JAMMU/ISLAMABAD, June 9 —"),
        ("The army - unlike the police - kept quiet", None),
        ("TWO KILLED, the army said - and then denied it", None),
    ],
)
def test_a_dateline_is_a_sentence_of_its_own(line: str, dateline: str | None) -> None:
    (sentences,) = segmenter(nothing)([line])
    first = line[sentences[0][0].start : sentences[0][-1].end]
    assert first == (dateline or line)


def test_its_is_one_word_whatever_the_model_says() -> None:
    (sentences,) = segmenter(lambda classes: [WORD_END if at == 1 else 0 for at in range(len(classes))])(["its men"])
    assert written("its men", sentences) == [["its", "men"]]
    (sentences,) = segmenter(lambda classes: [WORD_END if at == 1 else 0 for at in range(len(classes))])(["it's men"])
    assert written("it's men", sentences) == [["it", "'s", "men"]]
