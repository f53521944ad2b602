"""What went wrong and why: the misses and inventions of the claims suite, by cause, each with its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from counterclaim.evaluation.agreement import near
from counterclaim.evaluation.alignment import Alignment, Pair, align
from counterclaim.evaluation.claims import told_by
from counterclaim.evaluation.suite import Engines
from counterclaim.evaluation.tellings import GoldReport, Span, Telling, read_gold


class Cause(StrEnum):
    """Why a claim is not right, most serious first."""

    CLAIMANT = "claimant wrong"
    MISSED = "claim missed"
    INVENTED = "claim invented"
    FAMILY = "another sort of happening"
    KIND = "kind"
    SWAP = "role swap"
    INITIATORS = "initiators"
    TARGETS = "targets"
    NUMBER = "number"
    HARM = "harm"
    STANCE = "stance"
    STATUS = "status"
    PLACE = "place"
    DATE = "date"


@dataclass(frozen=True)
class Mistake:
    """One claim that is not right. `gold` is None for an invention, `found` for a miss; `spans` are the words at stake."""

    cause: Cause
    report: GoldReport
    gold: Telling | None
    found: Telling | None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The words at stake: those of gold where there are any, else those that the claim was found in."""
        told = self.gold or self.found
        return tuple(sorted(told.content)) if told else ()

    @property
    def difference(self) -> str:
        """What stands in gold and what was found instead."""
        pair = (self.gold, self.found)
        return " → ".join(_words(t, self.cause) if t else "nothing" for t in pair)


def find_mistakes(folder: Path, engines: Engines) -> Iterator[Mistake]:
    """The mistakes on the dev half of a gold corpus; the test half is never listed."""
    gold = [g for g in read_gold(folder) if g.half == "dev"]
    for report, found in told_by(engines, gold):
        yield from mistakes_of(report, align(report.tellings, found))


def mistakes_of(report: GoldReport, alignment: Alignment) -> Iterator[Mistake]:
    """The mistakes of one report. An aligned pair may have several causes, unless claimant or family already differ."""
    for pair in alignment.pairs:
        for cause in _causes(pair):
            yield Mistake(cause, report, pair.gold, pair.found)
    for gold in alignment.missed:
        yield Mistake(Cause.MISSED, report, gold, None)
    for found in alignment.invented:
        yield Mistake(Cause.INVENTED, report, None, found)


def _causes(pair: Pair) -> Sequence[Cause]:
    g, f = pair.gold, pair.found
    if g.party != f.party or (g.sector not in (None, f.sector)):
        return [Cause.CLAIMANT]
    if g.family is not f.family:
        return [Cause.FAMILY]
    swapped = g.initiators != f.initiators and bool(g.initiators) and (g.initiators, g.targets) == (f.targets, f.initiators)
    checks = {
        Cause.KIND: g.kind is not f.kind,
        Cause.SWAP: swapped,
        Cause.INITIATORS: not swapped and g.initiators != f.initiators,
        Cause.TARGETS: not swapped and g.targets != f.targets,
        Cause.NUMBER: g.harm != f.harm and _unnumbered(g) == _unnumbered(f),
        Cause.HARM: _unnumbered(g) != _unnumbered(f),
        Cause.STANCE: g.stance != f.stance,
        Cause.STATUS: g.status != f.status,
        Cause.PLACE: near(g.place, f.place) is False,
        Cause.DATE: g.date != f.date,
    }
    return [cause for cause, wrong in checks.items() if wrong]


def _unnumbered(told: Telling) -> set[tuple[str, str | None]]:
    return {(effect, side) for effect, side, _ in told.harm}


def _words(told: Telling, cause: Cause) -> str:
    slots = {
        Cause.KIND: told.kind.value,
        Cause.FAMILY: told.kind.value,
        Cause.INITIATORS: _set(told.initiators),
        Cause.TARGETS: _set(told.targets),
        Cause.NUMBER: _harm(told),
        Cause.HARM: _harm(told),
        Cause.STANCE: told.stance,
        Cause.STATUS: told.status,
        Cause.PLACE: told.place.name if told.place else "nowhere",
        Cause.DATE: " to ".join(told.date) if told.date else "no date",
    }
    roles = f"{_set(told.initiators)} ⇒ {_set(told.targets)}"
    whole = f"{told.claimant or 'somebody unknown'} {told.stance} {told.kind.value} ({roles})"
    return slots.get(cause, roles if cause is Cause.SWAP else whole)


def _set(codes: frozenset[str]) -> str:
    return ", ".join(sorted(codes)) or "nobody"


def _harm(told: Telling) -> str:
    return "; ".join(sorted(f"{effect} {side or 'side unknown'} {'?' if n is None else n}" for effect, side, n in told.harm)) or "none"
