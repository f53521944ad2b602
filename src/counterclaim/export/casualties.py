"""People harmed in an incident, low, best and high, in the manner of UCDP: what tables with one row for each incident ask for.

1. Each side's figures are those that its line of casualties has in the manner of UCDP (`Casualties.ucdp`): what a warring party says of its
   adversary's losses counts only where nobody else tells any.
2. `high` is a bound that somebody sets, `low` likewise: where the highest figure is one of "at least five", nobody sets an upper bound, and
   `high` is unknown, as in the record of the claim. UCDP would write 5 there.
3. A side whose people are told in words of number alone ("hundreds") has the least that the word allows (`word_figures.csv`) as `low` and
   `best`, and no `high`.
4. Where no side's people are told, those told with no side: the lowest figure, the middle, the highest. They are not added to those of
   sides: they may be the same people.
5. Sums: `high` is unknown as soon as that of one part is; the other two add up what is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median_low

from counterclaim.export.deaths import CONSERVATIVE, UNTOLD, Toll, tolls_of
from counterclaim.export.joined import Joined
from counterclaim.records.incidents import Casualties, Incident
from counterclaim.records.words import Category, Effect

IN_WORDS = "word of number"
NO_SIDE = "side not told"
NO_ADVERSARY = ", adversaries left out"
"""After the rule of a line whose figures differ in the manner of UCDP."""
OF_EVENT = re.compile(r"\.\d+$")
"""Ends the id of a claim in a line where the claim tells several events."""


@dataclass(frozen=True, slots=True)
class Range:
    """Low, best and high; None where nobody tells one."""

    low: int | None = None
    best: int | None = None
    high: int | None = None

    @property
    def told(self) -> bool:
        """Whether there is any figure."""
        return any(n is not None for n in (self.low, self.best, self.high))

    def __add__(self, other: Range) -> Range:
        """The sum; without an upper bound where one of two that are told has none."""
        if not self.told or not other.told:
            return self if self.told else other
        high = None if self.high is None or other.high is None else self.high + other.high
        return Range(_sum(self.low, other.low), _sum(self.best, other.best), high)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people of one side were harmed, by the rule that made the figures, with every figure that claims tell of it."""

    side: str
    category: Category
    range: Range
    rule: str
    tolls: tuple[Toll, ...]

    @property
    def by_rule(self) -> str:
        """The figures and their rule in a few words: `ARM 5 (5 to ?) by own_account`."""
        low, best, high = ("?" if n is None else n for n in (self.range.low, self.range.best, self.range.high))
        return f"{self.side} {best} ({low} to {high}) by {self.rule}"


def counted(joined: Joined, incident: Incident, effect: Effect) -> list[Counted]:
    """The people harmed in an incident by side, by the rules at the head of this module."""
    tolls = list(tolls_of(joined, incident, effect))
    lines = [line for line in incident.casualties if line.effect is effect and line.rule != CONSERVATIVE]
    found = [_line(line, tolls) for line in lines]
    in_words = sorted({t.side for t in tolls if t.worded} - {UNTOLD} - {line.side for line in lines})
    found += [_worded(side, [t for t in tolls if t.side == side and t.worded]) for side in in_words]
    return found or _of_no_side([t for t in tolls if t.side == UNTOLD and t.figure is not None])


def total(parts: Iterable[Counted]) -> Range:
    """All of them together, nothing told if there are none."""
    whole = Range()
    for part in parts:
        whole += part.range
    return whole


def _line(line: Casualties, tolls: Iterable[Toll]) -> Counted:
    claims = {OF_EVENT.sub("", name) for name in line.claims}
    behind = tuple(t for t in tolls if t.claim.id in claims and t.side == line.side)
    told = Range(line.low, line.best, line.high)
    ucdp = Range(line.ucdp.low, line.ucdp.best, line.ucdp.high) if line.ucdp else told
    rule = line.rule if ucdp == told else line.rule + NO_ADVERSARY
    return Counted(line.side or UNTOLD, line.category, _bounded(ucdp, behind), rule, behind)


def _worded(side: str, tolls: Sequence[Toll]) -> Counted:
    figures = [t.figure for t in tolls if t.figure is not None]
    return Counted(side, _category(tolls), Range(min(figures), median_low(figures)), IN_WORDS, tuple(tolls))


def _of_no_side(tolls: Sequence[Toll]) -> list[Counted]:
    numbered = [t for t in tolls if not t.worded]
    if not tolls:
        return []
    if not numbered:
        return [_worded(UNTOLD, tolls)]
    numbers = [n for t in numbered for n in (t.harm.low, t.harm.best, t.harm.high) if n is not None]
    points = [next(n for n in (t.harm.best, t.harm.low, t.harm.high) if n is not None) for t in numbered]
    told = Range(min(numbers), median_low(points), max(numbers))
    return [Counted(UNTOLD, _category(numbered), _bounded(told, numbered), NO_SIDE, tuple(numbered))]


def _bounded(told: Range, tolls: Sequence[Toll]) -> Range:
    """The range without a bound that no claim sets; as it is where no claim is at hand."""
    if not tolls:
        return told
    low = told.low if any(t.harm.low == told.low for t in tolls) else None
    return Range(low, told.best, told.high if any(t.harm.high == told.high for t in tolls) else None)


def _category(tolls: Iterable[Toll]) -> Category:
    categories = {t.harm.category for t in tolls} - {Category.UNKNOWN}
    return categories.pop() if len(categories) == 1 else Category.UNKNOWN


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else one + other
