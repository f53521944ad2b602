"""Denials without a word of denying."""

from __future__ import annotations

import pytest

from counterclaim.claims.attribution import find_frames
from counterclaim.claims.lexicon import load_lexicon
from counterclaim.language.engine import load_engine
from counterclaim.records.words import Stance

pytestmark = pytest.mark.engine


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The army said it was not involved.", Stance.DENIES),
        ("The group said it had nothing to do with the attack.", Stance.DENIES),
        ("The rebels said they bore no responsibility.", Stance.DENIES),
        ("A spokesman said the group was not responsible for the attack.", Stance.DENIES),
        ("The minister said its forces had no role in the raid.", Stance.DENIES),
        ("The army said the rebels of Alpha were not involved.", Stance.ASSERTS),
        ("The army said it was involved.", Stance.ASSERTS),
        ("The army said rebels were not involved.", Stance.ASSERTS),
        ("The army said it was not ready.", Stance.ASSERTS),
    ],
)
def test_who_had_no_part_denies(text: str, stance: Stance) -> None:
    frames = [f for f in find_frames(load_engine()(text), load_lexicon()) if not f.carried and not f.attitude]
    assert [f.stance for f in frames] == [stance]
