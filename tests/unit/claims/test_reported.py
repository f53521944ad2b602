"""What is said beside its cue."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from counterclaim.claims.attribution import find_frames
from counterclaim.claims.lexicon import load_lexicon
from counterclaim.language.engine import load_engine

pytestmark = pytest.mark.engine
Said = Callable[[str], dict[str, str]]


@pytest.fixture(scope="module")
def said() -> Said:
    """Text → what is said, by source; carried words left out."""
    engine, lexicon = load_engine(), load_lexicon()

    def read(text: str) -> dict[str, str]:
        doc = engine(text)
        found: dict[str, str] = {}
        for frame in find_frames(doc, lexicon):
            if frame.source is not None and not frame.carried and not frame.attitude:
                words = " ".join(doc[i].text for i in sorted(frame.content) if not doc[i].is_punct)
                found[frame.source.text] = f"{found[frame.source.text]} / {words}" if frame.source.text in found else words
        return found

    return read


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ("The ministry said the following:\nRebels shelled the village.", "ministry", "Rebels shelled the village"),
        (
            '"Rebels shelled the village. Two soldiers fell." The minister said.',
            "minister",
            "Two soldiers fell / Rebels shelled the village",
        ),
        ("On Monday, the ministry said, rebels shelled the village.", "ministry", "On Monday rebels shelled the village"),
        ('"Rebels fired," the ministry said, and its troops left.', "ministry", "Rebels fired"),
        ("The army said rebels fired, and it added that two soldiers fell.", "army", "rebels fired"),
        ("Two soldiers were hurt, said one source in the army.", "source", "Two soldiers were hurt"),
    ],
)
def test_words_beside_a_cue(said: Said, text: str, source: str, words: str) -> None:
    assert said(text)[source] == words
