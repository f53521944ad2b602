"""People harmed in an incident, low, best and high, summed over sides: what tables with one row for each incident ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median_low

from counterclaim.export.deaths import CONSERVATIVE, UNTOLD, tolls_of
from counterclaim.export.joined import Joined
from counterclaim.records.incidents import Casualties, Incident
from counterclaim.records.words import Effect


@dataclass(frozen=True, slots=True)
class Range:
    """Low, best and high; None where nobody tells one."""

    low: int | None = None
    best: int | None = None
    high: int | None = None

    def __add__(self, other: Range) -> Range:
        """The sum, where None counts as nothing told."""
        return Range(_sum(self.low, other.low), _sum(self.best, other.best), _sum(self.high, other.high))


def lines_of(incident: Incident, effect: Effect) -> list[Casualties]:
    """The lines of casualties of one effect, one for each side, the conservative ones left out."""
    return [line for line in incident.casualties if line.effect is effect and line.rule != CONSERVATIVE]


def harmed(incident: Incident, effect: Effect) -> Range:
    """All sides together."""
    return total(Range(line.low, line.best, line.high) for line in lines_of(incident, effect))


def total(ranges: Iterable[Range]) -> Range:
    """The sum of some ranges, nothing told if there are none."""
    whole = Range()
    for one in ranges:
        whole += one
    return whole


def dead_of_no_side(joined: Joined, incident: Incident) -> Range:
    """The dead whose side nobody tells: lowest, middle and highest figure; nothing where a side's dead are told: they may be the same."""
    if lines_of(incident, Effect.KILLED):
        return Range()
    told = sorted(_figures(joined, incident))
    return Range(told[0], median_low(told), told[-1]) if told else Range()


def _figures(joined: Joined, incident: Incident) -> Iterator[int]:
    return (toll.figure for toll in tolls_of(joined, incident) if toll.side == UNTOLD and toll.figure is not None and not toll.worded)


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else one + other
