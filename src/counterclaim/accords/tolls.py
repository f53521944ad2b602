"""How many were harmed since an agreement: the casualties of the incidents inside its scope, added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from counterclaim.accords.scope import Scope
from counterclaim.records.incidents import Casualties, Incident
from counterclaim.records.ledger import Toll

CONSERVATIVE = "conservative"
"""The rule of lines that stand beside others for comparison: they would count twice."""


def tolls_since(incidents: Iterable[Incident], scope: Scope) -> list[Toll]:
    """Casualties of the parties since an agreement, by side, effect and category.

    An incident counts where two of the parties take part in it, on a day on which the agreement is in force, and in its area if that is
    known. Lows are sums of what is at least told; a high is null as soon as one of the incidents has none.
    """
    by_cell: dict[tuple[str, str, str], list[tuple[str, Casualties]]] = defaultdict(list)
    for incident in incidents:
        if len(scope.parties & set(incident.parties)) < 2 or not scope.holds_on(incident):
            continue
        if scope.areas is not None and not scope.covers(incident.place):
            continue
        for line in (c for c in incident.casualties if c.rule != CONSERVATIVE):
            by_cell[line.side or "", line.effect, line.category].append((incident.id, line))
    return [_toll(by_cell[cell]) for cell in sorted(by_cell)]


def _toll(lines: Sequence[tuple[str, Casualties]]) -> Toll:
    first = lines[0][1]
    told = [line for _, line in lines if (line.low, line.best, line.high) != (None, None, None)]
    return Toll(
        side=first.side,
        effect=first.effect,
        category=first.category,
        low=sum(_least(line) for line in told) if told else None,
        best=sum(line.best if line.best is not None else _least(line) for line in told) if told else None,
        high=_sum_of([line.high for _, line in lines]),
        incidents=tuple(name for name, _ in lines),
        untold=len(lines) - len(told),
    )


def _least(line: Casualties) -> int:
    """What is told at least: "up to 35" may be none."""
    return next((n for n in (line.low, line.best) if n is not None), 0)


def _sum_of(numbers: Sequence[int | None]) -> int | None:
    known = [n for n in numbers if n is not None]
    return sum(known) if len(known) == len(numbers) else None
