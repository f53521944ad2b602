"""Which found claim is meant to be which claim of gold: by the words they stand on.

Claims are aligned one to one where their contents overlap, preferring the same claimant party, the same kind and the greater
overlap. An aligned pair is a hit if claimant party and family of kinds are the same too; it is strictly right if the claimant,
the kind, the initiators, the targets and all harm are the same. Slots are counted over all aligned pairs, so that a wrong
claimant shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from counterclaim.evaluation.agreement import near
from counterclaim.evaluation.counting import Counts, best_pairs
from counterclaim.evaluation.suite import Figure
from counterclaim.evaluation.tellings import Span, Telling

OVERLAP = 0.5
"""Least share of the shorter of two contents that must lie in the other."""


@dataclass(frozen=True)
class Pair:
    """Two tellings of the same words."""

    gold: Telling
    found: Telling

    @property
    def hit(self) -> bool:
        """Same party vouches for the same family of happening."""
        return self.gold.party == self.found.party and self.gold.family is self.found.family

    @property
    def strict(self) -> bool:
        """Claimant with the sector that gold tells, kind, initiators, targets and harm are all right."""
        g, f = self.gold, self.found
        return (
            self.hit
            and g.sector in (None, f.sector)
            and (g.kind, g.initiators, g.targets, g.harm) == (f.kind, f.initiators, f.targets, f.harm)
        )


@dataclass(frozen=True)
class Alignment:
    """The claims of one report: aligned, missed and invented."""

    pairs: tuple[Pair, ...]
    missed: tuple[Telling, ...]
    invented: tuple[Telling, ...]


def align(gold: Sequence[Telling], found: Sequence[Telling]) -> Alignment:
    """Aligns the claims of one report."""
    table = [[_affinity(g, f) for f in found] for g in gold]
    chosen = list(best_pairs(table))
    rows, columns = {i for i, _ in chosen}, {j for _, j in chosen}
    return Alignment(
        tuple(Pair(gold[i], found[j]) for i, j in chosen),
        tuple(g for i, g in enumerate(gold) if i not in rows),
        tuple(f for j, f in enumerate(found) if j not in columns),
    )


def _affinity(gold: Telling, found: Telling) -> float:
    share = max((_share(a, b) for a in gold.content for b in found.content), default=0.0)
    if share < OVERLAP:
        return 0.0
    return share + 2 * (gold.party == found.party) + 2 * (gold.family is found.family) + (gold.kind is found.kind)


def _share(one: Span, other: Span) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / min(one[1] - one[0], other[1] - other[0])


def _same(slot: Callable[[Telling], object]) -> Callable[[Pair], bool | None]:
    return lambda pair: slot(pair.gold) == slot(pair.found)


def _same_unless_empty(slot: Callable[[Telling], object]) -> Callable[[Pair], bool | None]:
    return lambda pair: slot(pair.gold) == slot(pair.found) if slot(pair.gold) or slot(pair.found) else None


SLOTS: Mapping[str, Callable[[Pair], bool | None]] = {
    "claimant": _same(lambda t: t.party),
    "sector": lambda p: p.gold.sector == p.found.sector if p.gold.sector and p.gold.party == p.found.party else None,
    "stance": _same(lambda t: t.stance),
    "kind": _same(lambda t: t.kind),
    "status": _same(lambda t: t.status),
    "background": _same(lambda t: t.background),
    "initiators": _same_unless_empty(lambda t: t.initiators),
    "targets": _same_unless_empty(lambda t: t.targets),
    "place_40km": lambda p: near(p.gold.place, p.found.place),
    "date": _same_unless_empty(lambda t: t.date),
    "weapons": _same_unless_empty(lambda t: t.weapons),
}
"""Is the slot right? None where it does not count: both leave it empty, or gold tells no sector."""


@dataclass
class Tally:
    """Sums over reports."""

    hits: Counts = Counts()
    strict: Counts = Counts()
    harm: Counts = Counts()
    slots: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))

    def add(self, alignment: Alignment) -> None:
        """Counts the claims of one report."""
        pairs = alignment.pairs
        found, wanted = len(pairs) + len(alignment.invented), len(pairs) + len(alignment.missed)
        self.hits += Counts(sum(p.hit for p in pairs), found, wanted)
        self.strict += Counts(sum(p.strict for p in pairs), found, wanted)
        for pair in pairs:
            self.harm += Counts(len(pair.gold.harm & pair.found.harm), len(pair.found.harm), len(pair.gold.harm))
            for slot, right in SLOTS.items():
                verdict = right(pair)
                if verdict is not None:
                    self.slots[slot].append(verdict)

    def figures(self) -> Iterator[Figure]:
        """Precision, recall and F1 of hits, strict F1, F1 of harm tuples, and each slot's accuracy over aligned claims."""
        yield Figure("f1", self.hits.f1, headline=True)
        yield Figure("precision", self.hits.precision)
        yield Figure("recall", self.hits.recall)
        yield Figure("all_right_f1", self.strict.f1, headline=True)
        yield from (Figure(f"slot.{s}", sum(v) / len(v)) for s in SLOTS if (v := self.slots.get(s)))
        yield Figure("slot.harm_f1", self.harm.f1)
