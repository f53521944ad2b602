from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from counterclaim.claims.reading.context import END, LONGEST, START, SUBWORDS, windows_of
from counterclaim.language import engine as _registers  # noqa: F401


def document(*pieces: int) -> Doc:
    doc = Doc(Vocab(), words=["w"] * len(pieces))
    doc._.set(SUBWORDS, [[1000 + i] * n for i, n in enumerate(pieces)])
    return doc


def test_a_short_report_is_one_window_with_its_marks() -> None:
    doc = document(1, 3, 2)
    (window,) = windows_of(doc, [0, 1, 2], [0, 0, 1])
    assert window.ids.tolist() == [START, 1000, 1001, 1001, 1001, 1002, 1002, END]
    assert window.first.tolist() == [1, 2, 5]
    assert window.last.tolist() == [1, 4, 6]


@pytest.mark.parametrize(
    ("sizes", "sentences", "cuts"),
    [
        ([LONGEST // 2] * 3, [0, 1, 2], [2, 1]),
        ([LONGEST // 2] * 3, [0, 1, 1], [1, 2]),
        ([LONGEST // 2] * 3, [0, 0, 0], [2, 1]),
        ([LONGEST + 90, 1], [0, 1], [1, 1]),
    ],
)
def test_a_long_report_is_cut_between_sentences_where_it_can_be(sizes: list[int], sentences: list[int], cuts: list[int]) -> None:
    windows = list(windows_of(document(*sizes), range(len(sizes)), sentences))
    assert [len(w.first) for w in windows] == cuts
    assert all(len(w.ids) <= LONGEST + 2 for w in windows)


def test_white_space_has_no_sub_words() -> None:
    (window,) = windows_of(document(1, 0, 1), [0, 2], [0, 0])
    assert window.ids.tolist() == [START, 1000, 1002, END]
