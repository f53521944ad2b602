"""The single times inside a bound or an interval, each with the words that name it."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.grounding.dates.atoms import Atom
from counterclaim.grounding.dates.dated import PAIRED
from counterclaim.grounding.dates.frame import Frame, Unresolved
from counterclaim.grounding.dates.grammar import BOUNDS, UNTIL
from counterclaim.grounding.dates.reader import Read
from counterclaim.grounding.dates.resolve import named
from counterclaim.records.models import Span, Time

OPENERS = frozenset({*BOUNDS, "from", "between"})
JOINTS = frozenset({*PAIRED, *UNTIL})


def named_times(atoms: Sequence[Atom], start: int, read: Read, frame: Frame) -> tuple[Time, ...]:
    """The times that the reading of `atoms[start:read.end]` names; () where it is a time of its own, or cannot be resolved."""
    try:
        extents = named(read.form, frame)
    except (Unresolved, ValueError, OverflowError):
        return ()
    stretches = _stretches(atoms, start, read.end, len(extents))
    return tuple(
        Time(start=e.first, end=e.last, precision=e.precision, span=Span(start=atoms[i].start, end=atoms[k - 1].end), reason=e.note)
        for e, (i, k) in zip(extents, stretches, strict=False)
    )


def _stretches(atoms: Sequence[Atom], start: int, end: int, count: int) -> list[tuple[int, int]]:
    """The atoms of each time, without the preposition before them and the word between them; one of them where it has none."""
    first = start + 1 if atoms[start].low in OPENERS and end > start + 1 else start
    joint = next((k for k in range(end - 2, first, -1) if atoms[k].low in JOINTS), None)
    if count < 2 or joint is None:
        return [(first, end)]
    return [(first, joint), (joint + 1, end)]
