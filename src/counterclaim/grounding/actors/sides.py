"""Whom a report is about: the parties that fight, the two sides, and whose organs are meant when nobody says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from spacy.tokens import Doc

from counterclaim.grounding.actors.names import NameMatch, load_parties, outsiders

TITLE_WEIGHT = 2
"""Weight of a name in the first line: headlines name the sides."""
LAND_WEIGHT = 2
"""Weight that being the country of most of a report's places adds."""
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
        """The two sides, the weightier first: the weightiest party and the weightiest that is not in its camp."""
        ranked = sorted(self.weights, key=lambda party: -self.weights[party])
        rival = next((p for p in ranked if self._camp(p) != self._camp(ranked[0])), None)
        return (ranked[0], rival) if rival is not None else tuple(ranked[:1])

    def adversary_of(self, party: str | None) -> str | None:
        """The other of the two sides; None when the party belongs to neither of them."""
        if party is None or len(self.pair) < 2:
            return None
        one, other = self.pair
        return {self._camp(one): other, self._camp(other): one}.get(self._camp(party))

    def on_land_of(self, country: str | None) -> Sides:
        """The same for a report that is set in a country: a war is fought on the land of one of its sides."""
        return self if country is None else Sides(self.weights + Counter({country: LAND_WEIGHT}))

    def _camp(self, party: str) -> str:
        """The party that another fights for, where the report names it too, else the party itself."""
        known = load_parties().get(party)
        return known.allegiance if known is not None and known.allegiance in self.weights else party  # type: ignore[return-value]


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
