"""A place on its way into the place index."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.grounding.gazetteer import Candidate


@dataclass(slots=True)
class Entry:
    """A place, the folded names that find it, and those of them that regions.csv or twins.csv give."""

    place: Candidate
    names: set[str]
    listed: frozenset[str] = frozenset()
