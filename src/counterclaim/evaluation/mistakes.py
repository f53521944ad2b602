"""What went wrong and why: the misses and inventions of the claims suite, by cause, each with its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from counterclaim.evaluation.reports.agreement import near
from counterclaim.evaluation.reports.alignment import Alignment, Pair, align
from counterclaim.evaluation.reports.claims import told_by
from counterclaim.evaluation.reports.tellings import GoldReport, Span, Telling, read_gold
from counterclaim.evaluation.suite import Engines


class Cause(StrEnum):
    """Why a claim is not right, most serious first."""

    CLAIMANT = "claimant wrong"
    MISSED = "claim missed"
    INVENTED = "claim invented"
    FAMILY = "another sort of happening"
    KIND = "kind"
    SECTOR = "sector"
    SWAP = "role swap"
    INITIATORS = "initiators"
    TARGETS = "targets"
    NUMBER = "number"
    HARM = "harm"
    STANCE = "stance"
    STATUS = "status"
    BACKGROUND = "background"
    PLACE = "place"
    DATE = "date"
    WEAPONS = "weapons"
    MEDIATORS = "mediators"


def _listed(codes: frozenset[str], nobody: str = "nobody") -> str:
    return ", ".join(sorted(codes)) or nobody


def _harm(told: Telling) -> str:
    return "; ".join(sorted(f"{effect} {side or 'side unknown'} {'?' if n is None else n}" for effect, side, n in told.harm)) or "none"


SLOTS: Mapping[str, Callable[[Telling], str]] = {
    "claimant": lambda t: t.claimant or "somebody unknown",
    "stance": lambda t: t.stance,
    "kind": lambda t: t.kind.value,
    "initiators": lambda t: _listed(t.initiators),
    "targets": lambda t: _listed(t.targets),
    "mediators": lambda t: _listed(t.mediators),
    "harm": _harm,
    "status": lambda t: t.status,
    "background": lambda t: "background" if t.background else "news",
    "place": lambda t: t.place.name if t.place else "nowhere",
    "date": lambda t: " to ".join(dict.fromkeys(t.date)) if t.date else "no date",
    "weapons": lambda t: _listed(t.weapons, "none"),
}
"""The slots of a claim in words."""
WHOLE = ("claimant", "stance", "kind", "initiators", "targets")
"""The slots that tell which claim it is."""
AT_STAKE: Mapping[Cause, Sequence[str]] = {
    Cause.CLAIMANT: ("claimant",),
    Cause.SECTOR: ("claimant",),
    Cause.MISSED: (),
    Cause.INVENTED: (),
    Cause.FAMILY: ("kind",),
    Cause.SWAP: ("initiators", "targets"),
    Cause.NUMBER: ("harm",),
}
"""The slots that a cause is about, where it does not have the name of its slot."""


@dataclass(frozen=True)
class Mistake:
    """One claim that is not right. `gold` is None for an invention, `found` for a miss."""

    cause: Cause
    report: GoldReport
    gold: Telling | None
    found: Telling | None

    @property
    def at_stake(self) -> Sequence[str]:
        """The slots that differ, as far as this cause goes; none of a claim that is missed or invented."""
        return AT_STAKE.get(self.cause, (self.cause.value,))

    @property
    def difference(self) -> str:
        """What stands in gold and what was found instead."""
        return " → ".join(self._told(t) if t else "nothing" for t in (self.gold, self.found))

    @property
    def words(self) -> str:
        """The words of the claim in the report: those of gold where there are any, else those that it was found in."""
        told = self.gold or self.found
        return " … ".join(self.report.report.text[slice(*span)] for span in spans_of(told))

    def _told(self, told: Telling) -> str:
        if self.at_stake:
            return " ⇒ ".join(SLOTS[slot](told) for slot in self.at_stake)
        return "{} {} {} ({} ⇒ {})".format(*(SLOTS[slot](told) for slot in WHOLE))


def spans_of(told: Telling | None) -> tuple[Span, ...]:
    """Where a claim stands, in the order of the text; nowhere where there is no claim."""
    return tuple(sorted(told.content)) if told else ()


def find_mistakes(folder: Path, engines: Engines) -> Iterator[Mistake]:
    """The mistakes on the dev half of a gold corpus; the test half is never listed."""
    gold = [g for g in read_gold(folder) if g.half == "dev"]
    for report, found in told_by(engines.read, gold):
        yield from mistakes_of(report, align(report.tellings, found))


def mistakes_of(report: GoldReport, alignment: Alignment) -> Iterator[Mistake]:
    """The mistakes of one report. An aligned pair may have several causes, unless the claimant or the family already differs."""
    for pair in alignment.pairs:
        for cause in _causes(pair):
            yield Mistake(cause, report, pair.gold, pair.found)
    for gold in alignment.missed:
        yield Mistake(Cause.MISSED, report, gold, None)
    for found in alignment.invented:
        yield Mistake(Cause.INVENTED, report, None, found)


def _causes(pair: Pair) -> Sequence[Cause]:
    g, f = pair.gold, pair.found
    if g.party != f.party:
        return [Cause.CLAIMANT]
    if g.family is not f.family:
        return [Cause.FAMILY]
    swapped = g.initiators != f.initiators and bool(g.initiators) and (g.initiators, g.targets) == (f.targets, f.initiators)
    checks = {
        Cause.KIND: g.kind is not f.kind,
        Cause.SECTOR: g.sector not in (None, f.sector),
        Cause.SWAP: swapped,
        Cause.INITIATORS: not swapped and g.initiators != f.initiators,
        Cause.TARGETS: not swapped and g.targets != f.targets,
        Cause.NUMBER: g.harm != f.harm and _unnumbered(g) == _unnumbered(f),
        Cause.HARM: _unnumbered(g) != _unnumbered(f),
        Cause.STANCE: g.stance != f.stance,
        Cause.STATUS: g.status != f.status,
        Cause.BACKGROUND: g.background != f.background,
        Cause.PLACE: near(g.place, f.place) is False,
        Cause.DATE: g.date != f.date,
        Cause.WEAPONS: g.weapons != f.weapons,
        Cause.MEDIATORS: g.mediators != f.mediators,
    }
    return [cause for cause, wrong in checks.items() if wrong]


def _unnumbered(told: Telling) -> set[tuple[str, str | None]]:
    return {(effect, side) for effect, side, _ in told.harm}
