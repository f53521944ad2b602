"""Who says how many died in an incident, and the one figure that ACLED's practice makes of it.

ACLED takes the most conservative figure reported, and reads "tens" as 10, "dozens" as 12, "hundreds" as 100 (its FAQ on fatalities). Our
reading for claims by side:

1. For each side the lowest figure above zero that anybody reports (the `conservative` line of the incident's casualties), zero if all say
   zero; where only a word of number is told, the figure of that word.
2. The figures of the sides are added up.
3. Where no side is told, the lowest figure above zero told with no side, else zero if zero is told.
4. Where nobody tells any figure there is none.

Figures told with no side are not added to those of the sides: they may count the same people. Running tolls, denials and what has not
happened are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterclaim.export.coding import HAPPENED
from counterclaim.export.joined import Joined, actor_code, offsets
from counterclaim.export.schemes import word_figures
from counterclaim.records.incidents import Incident
from counterclaim.records.models import Claim, Harm
from counterclaim.records.words import Effect, Stance

CONSERVATIVE = "conservative"
"""The rule of a line of casualties that holds the lowest figure above zero."""
UNTOLD = "?"
"""The side of victims whose side nobody tells."""


@dataclass(frozen=True, slots=True)
class Toll:
    """A figure of the dead, or of others harmed, as one claim tells it.

    `figure` is None where the words give none; `worded` says that a word of number gave it.
    """

    claim: Claim
    harm: Harm
    figure: int | None
    worded: bool
    words: str

    @property
    def side(self) -> str:
        """The party whose people they are."""
        return (self.harm.side.party if self.harm.side else None) or UNTOLD

    @property
    def described(self) -> str:
        """Who says it, of whom, and where: `ARM:MIL: 2 of ARM, "two soldiers" (REPORT/c1[12:24])`."""
        number = "an unknown number" if self.figure is None else str(self.figure)
        where = f"{self.claim.id}[{offsets(self.harm.span)}]"
        return f'{actor_code(self.claim.claimant)}: {number} of {self.side}, "{self.words}" ({where})'


@dataclass(frozen=True, slots=True)
class Fatalities:
    """The figure by the rule above, None where nobody tells one, with how it came about and the tolls that it did not take."""

    figure: int | None
    how: str
    taken: tuple[Toll, ...]
    discarded: tuple[Toll, ...]


def tolls_of(joined: Joined, incident: Incident, effect: Effect = Effect.KILLED) -> Iterator[Toll]:
    """Every figure of the dead (or of others harmed) that claims of an incident tell, the earliest published first."""
    for claim, event in joined.told_in(incident):
        if claim.stance is Stance.DENIES or event.status not in HAPPENED:
            continue
        for harm in event.harm:
            if harm.effect is effect and not harm.cumulative:
                words = joined.words(claim.id, [harm.span])
                figure = next((n for n in (harm.low, harm.best, harm.high) if n is not None), None)
                yield Toll(claim, harm, *_with_words(figure, words), words)


def _with_words(figure: int | None, words: str) -> tuple[int | None, bool]:
    if figure is not None:
        return figure, False
    found = [number for word, number in word_figures().items() if re.search(rf"\b{word}\b", words, re.IGNORECASE)]
    return (min(found), True) if found else (None, False)


def fatalities_of(joined: Joined, incident: Incident) -> Fatalities:
    """The one figure that ACLED's practice makes of an incident, by the rule at the head of this module."""
    tolls = list(tolls_of(joined, incident))
    lowest = {side: _lowest(incident, side, tolls) for side in sorted({t.side for t in tolls} - {UNTOLD})}
    by_side = {side: n for side, n in lowest.items() if n is not None}
    figure: int | None
    if by_side:
        figure = sum(by_side.values())
        how = "lowest figure above zero for each side, added up: " + ", ".join(f"{side} {n}" for side, n in by_side.items())
    else:
        figure = _least(t.figure for t in tolls if t.side == UNTOLD)
        how = "nobody tells a figure" if figure is None else "lowest figure above zero, the side not told"
        by_side = {} if figure is None else {UNTOLD: figure}
    taken = tuple(t for t in tolls if by_side.get(t.side) == t.figure and t.figure is not None)
    if any(t.worded for t in taken):
        how += "; a word of number read as ACLED reads it"
    return Fatalities(figure, how, taken, tuple(t for t in tolls if t not in taken))


def _lowest(incident: Incident, side: str, tolls: Iterable[Toll]) -> int | None:
    lines = [line for line in incident.casualties if line.side == side and line.effect is Effect.KILLED]
    conservative = next((line.best for line in lines if line.rule == CONSERVATIVE), None)
    if conservative is not None:
        return conservative
    worded = _least(t.figure for t in tolls if t.side == side and t.worded)
    return worded if worded is not None else next((line.low for line in lines), None)


def _least(figures: Iterable[int | None]) -> int | None:
    told = [n for n in figures if n is not None]
    return min((n for n in told if n), default=min(told, default=None))
