"""How many were harmed since an agreement: the casualties of the incidents inside its scope, added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from counterclaim.accords.scope import Scope
from counterclaim.records.incidents import Casualties, Incident
from counterclaim.records.ledger import Toll
from counterclaim.records.words import Category, Effect

Cell = tuple[str | None, Effect, Category]
"""Side, effect and category."""
CONSERVATIVE = "conservative"
"""The rule of lines that stand beside others for comparison: they would count twice."""


@dataclass(frozen=True)
class Count:
    """People harmed in one incident: at least, best, at most. Unknown is None, as is a best or a most that nobody tells."""

    low: int | None
    best: int | None
    high: int | None

    @classmethod
    def of(cls, line: Casualties) -> Count:
        """Of a line; what tells neither least nor best, but a most, is at least 0."""
        if (line.low, line.best, line.high) == (None, None, None):
            return cls(None, None, None)
        least = next((n for n in (line.low, line.best) if n is not None), 0)
        return cls(least, line.best if line.best is not None else least, line.high)

    @property
    def is_told(self) -> bool:
        """Whether there is a number."""
        return self.low is not None

    def beyond(self, parts: Sequence[Count]) -> Count | None:
        """What is left of a whole of which these are parts; None where nothing is."""
        told = [part for part in parts if part.is_told]
        if not parts or (self.is_told and not told):
            return self
        if not self.is_told:
            return None
        low = max(0, (self.low or 0) - sum(p.low or 0 for p in told))
        best = max(0, (self.best or 0) - sum(p.best or 0 for p in told))
        high = _sum_of([p.high for p in told])
        rest = max(best, self.high - high) if self.high is not None and high is not None else None
        return Count(low, best, rest if rest is not None else best) if best or low else None


def tolls_since(incidents: Iterable[Incident], scope: Scope) -> list[Toll]:
    """Casualties of the parties since an agreement, by side, effect and category.

    An incident counts where two of the parties take part in it, on a day on which the agreement is in force, and in its area if that is
    known. Lows are sums of what is at least told; a high is null as soon as one of the incidents has none. Nobody counts twice: of people
    of unknown category, or side, only those count whom no line of a category, or of a side, may hold.
    """
    by_cell: dict[Cell, list[tuple[str, Count]]] = defaultdict(list)
    for incident in incidents:
        if len(scope.parties & set(incident.parties)) < 2 or not scope.holds_on(incident):
            continue
        if scope.areas is not None and not scope.covers(incident.place):
            continue
        for cell, count in _each_once(incident):
            by_cell[cell].append((incident.id, count))
    return [_toll(cell, by_cell[cell]) for cell in sorted(by_cell, key=lambda c: (c[0] or "", c[1], c[2]))]


def _each_once(incident: Incident) -> Iterator[tuple[Cell, Count]]:
    """The counts of an incident, those of unknown category or side without whom the others hold."""
    lines = {(c.side, c.effect, c.category): Count.of(c) for c in incident.casualties if c.rule != CONSERVATIVE}
    kept = dict[Cell, Count]()
    for (side, effect, category), count in sorted(lines.items(), key=lambda item: (item[0][0] is None, item[0][2] is Category.UNKNOWN)):
        parts = [n for cell, n in kept.items() if cell[1] is effect and _is_part(cell, (side, effect, category))]
        rest = count.beyond(parts)
        if rest is not None:
            kept[side, effect, category] = rest
    yield from kept.items()


def _is_part(one: Cell, whole: Cell) -> bool:
    """Whether whom a cell counts may be among those of another: told with a side, or a category, that the other leaves open."""
    side = whole[0] is None or one[0] == whole[0]
    return side and whole[2] in (Category.UNKNOWN, one[2])


def _toll(cell: Cell, counts: Sequence[tuple[str, Count]]) -> Toll:
    told = [count for _, count in counts if count.is_told]
    return Toll(
        side=cell[0],
        effect=cell[1],
        category=cell[2],
        low=sum(c.low or 0 for c in told) if told else None,
        best=sum(c.best or 0 for c in told) if told else None,
        high=_sum_of([count.high for _, count in counts]),
        incidents=tuple(name for name, _ in counts),
        untold=len(counts) - len(told),
    )


def _sum_of(numbers: Sequence[int | None]) -> int | None:
    known = [n for n in numbers if n is not None]
    return sum(known) if len(known) == len(numbers) else None
