"""Whom a report is about: the parties that fight, the two sides, and whose organs are meant when nobody says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from spacy.tokens import Doc

from counterclaim.grounding.actors.names import NameMatch, outsiders

TITLE_WEIGHT = 2
"""Weight of a name in the first line: headlines name the sides."""
FIGHTING_WEIGHT = 3
"""Weight of a name that does or suffers violence, charges or is charged: who only mediates is named as often as a side."""


@dataclass(frozen=True)
class Sides:
    """The parties of one report.

    Attributes:
        weights: how much the report is about each possible side.
        pair: the two weightiest, fewer where fewer are named.
    """

    weights: Counter[str]

    @property
    def pair(self) -> tuple[str, ...]:
        """The two sides, the weightier first."""
        return tuple(p for p, _ in sorted(self.weights.items(), key=lambda item: -item[1])[:2])

    def adversary_of(self, party: str | None) -> str | None:
        """The other of the two sides; None when the party is neither of them."""
        if party is None or len(self.pair) < 2 or party not in self.pair:
            return None
        return self.pair[1] if party == self.pair[0] else self.pair[0]


def find_sides(doc: Doc, matches: Collection[NameMatch], fighting: Collection[int]) -> Sides:
    """Weigh the parties of a report.

    Args:
        doc: the parsed report.
        matches: the names of actors in it.
        fighting: indices of the tokens of phrases that do or suffer violence, charge or are charged.
    """
    weights: Counter[str] = Counter()
    title_end = next((t.i for t in doc if t.is_space and "\n" in t.text), 0)
    for match in matches:
        parties = {e.party for e in match.entries}
        if len(parties) > 1:
            continue
        party = parties.pop()
        if party in outsiders():
            continue
        fights = any(i in fighting for i in range(match.start, match.end))
        weights[party] += FIGHTING_WEIGHT if fights else TITLE_WEIGHT if match.start < title_end else 1
    return Sides(weights)
