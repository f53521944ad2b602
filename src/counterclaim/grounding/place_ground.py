"""Names that the language engine takes for persons' and that their verb makes places': "rebels shelled Goma", "Goma was overrun"."""

from __future__ import annotations

from counterclaim.grounding.gazetteer import Candidate
from counterclaim.grounding.place_reading import Reading
from counterclaim.grounding.placenames import fold
from counterclaim.grounding.placewords import load_placewords

THEMES = frozenset({"obj", "nsubj:pass"})
UPON = frozenset({"on", "upon", "against", "of"})
"""Prepositions behind a noun of what is done to a place: "a strike on Goma", "the shelling of Goma"."""
CITY, TOWN = 100_000, 10_000
"""Least number of people of a place that is likelier meant than a person of its name, where a verb, a noun is done to both: whom a report
names as the aim of an attack it names in full."""


def is_ground(reading: Reading, at: int, candidates: tuple[Candidate, ...]) -> bool:
    """Whether a name of one word is that of a place by what is done to it, and the report gives it to nobody else.

    The gazetteer must know the place by just this name, and no person of the report may bear the word in a longer one.
    """
    word = reading.folded[at]
    least = _least(reading, at)
    if least is None:
        return False
    named = [c for c in candidates if (fold(c.name) == word or c.listed) and (_size(c) >= least)]
    borne = any(e - s > 1 and word in reading.folded[s:e] for s, e in reading.other_spans if not s <= at < e)
    return bool(named) and not borne


def _size(candidate: Candidate) -> int:
    """How many people live there; a region or a district of the world that is known by name is as good as a town."""
    return candidate.population or (TOWN if candidate.source == "regions.csv" else 0)


def _least(reading: Reading, at: int) -> int | None:
    """How many people a place must have to be meant by a name that hangs on a word of what is done to it; None where no such word is."""
    words, over = load_placewords(), reading.doc[reading.heads[at]].lemma_.lower()
    case = reading.cases.get(at)
    if reading.deps[at] in THEMES:
        return 0 if over in words.ground else CITY if over in words.either else None  # persons are seized and attacked too
    if case in UPON:
        return 0 if over in words.ground_noun else TOWN if over in words.either_noun else None
    return 0 if case == "over" and over in words.overhead else None
