"""Which words make up a cue, and whether what it says is said at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from counterclaim.claims.attribution import find_frames
from counterclaim.claims.frames import Frame
from counterclaim.claims.lexicon import load_lexicon
from counterclaim.language.engine import load_engine

pytestmark = pytest.mark.engine
Frames = Callable[[str], list[Frame]]


@pytest.fixture(scope="module")
def frames() -> Frames:
    engine, lexicon = load_engine(), load_lexicon()
    return lambda text: [f for f in find_frames(engine(text), lexicon) if not f.carried and not f.attitude]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The ministry went on to say that rebels had shelled the village.", "went on to say"),
        ("The army was forced to admit that its troops had fired.", "was forced to admit"),
        ("Baku was accused of shelling the village.", "was accused of"),
        ("The army called for a ceasefire.", "called for"),
        ("The army called on both sides to withdraw.", "called on"),
        ("The ministry said in an interview that rebels had shelled the village.", "said in an interview"),
        ("The ministry has never said that its troops fired.", "has never said"),
        ("The ministry said on Friday that rebels had shelled the village.", "said"),
    ],
)
def test_words_of_a_cue(frames: Frames, text: str, cue: str) -> None:
    assert [" ".join(t.text for t in sorted(f.cue, key=lambda t: t.i)) for f in frames(text)] == [cue]


@pytest.mark.parametrize(
    "text",
    [
        "The minister stopped short of accusing Russia of the attack.",
        "The army refused to confirm that its troops had shelled the village.",
        "He described the attack without accusing Russia of it.",
    ],
)
def test_what_is_withheld_is_not_said(frames: Frames, text: str) -> None:
    assert frames(text)[-1].negated


def test_what_is_only_meant_to_be_said_makes_no_frame(frames: Frames) -> None:
    found = frames("The minister urged the rebels to admit that they had shelled the village.")
    assert [f.cue[0].text for f in found] == ["urged"]
