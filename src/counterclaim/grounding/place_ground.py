"""Names that the language engine takes for persons' and that their verb makes places': "rebels shelled Goma", "Goma was overrun"."""

from __future__ import annotations

from counterclaim.grounding.gazetteer import Candidate
from counterclaim.grounding.place_reading import Reading
from counterclaim.grounding.placenames import fold
from counterclaim.grounding.placewords import load_placewords

THEMES = frozenset({"obj", "nsubj:pass"})
CITY = 100_000
"""Least number of people of a place that is likelier meant than a person of its name, where a verb is done to both."""


def is_ground(reading: Reading, at: int, candidates: tuple[Candidate, ...]) -> bool:
    """Whether a name of one word is that of a place by what is done to it, and the report gives it to nobody else.

    The gazetteer must know the place by just this name, and no person of the report may bear the word in a longer one.
    """
    word = reading.folded[at]
    verb = reading.doc[reading.heads[at]].lemma_.lower()
    named = [c for c in candidates if fold(c.name) == word or c.listed]
    if verb in load_placewords().either:  # persons are seized and attacked too
        named = [c for c in named if (c.population or 0) >= CITY]
    elif verb not in load_placewords().ground:
        return False
    borne = any(e - s > 1 and word in reading.folded[s:e] for s, e in reading.other_spans if not s <= at < e)
    return reading.deps[at] in THEMES and bool(named) and not borne
