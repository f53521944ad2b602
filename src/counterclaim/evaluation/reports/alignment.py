"""Which found claim is meant to be which claim of gold: by the words they stand on.

Claims are aligned one to one where their contents overlap. An aligned pair is a hit if claimant party and family of kinds are
the same too; it is all right if the claimant, the kind, the initiators, the targets and all harm are the same. The alignment is
the one with the most hits; among those it prefers the same party, family and kind, then the greater overlap, then the more
slots that agree. In which order claims are listed does not matter. Slots are counted over all aligned pairs, so that a wrong
claimant shows.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from counterclaim.evaluation.counting import Counts, best_pairs
from counterclaim.evaluation.reports.agreement import near, slot_scores, weighted
from counterclaim.evaluation.reports.tellings import Span, Telling
from counterclaim.evaluation.suite import Figure

OVERLAP = 0.5
"""Least share of the shorter of two contents that must lie in the other."""
HIT = 1000.0
"""Weight of a hit: more than the rest can weigh in any report, where a pair has 6 at most."""
TIE = 0.01
"""Weight of the slots that agree: it decides between pairs whose words overlap alike."""


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
    def all_right(self) -> bool:
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
    """Aligns the claims of one report. Pairs, missed and invented claims come in the order of the text."""
    gold, found = _in_text_order(gold), _in_text_order(found)
    chosen = list(best_pairs([[_affinity(Pair(g, f)) for f in found] for g in gold]))
    rows, columns = {i for i, _ in chosen}, {j for _, j in chosen}
    return Alignment(
        tuple(Pair(gold[i], found[j]) for i, j in chosen),
        tuple(g for i, g in enumerate(gold) if i not in rows),
        tuple(f for j, f in enumerate(found) if j not in columns),
    )


def _in_text_order(told: Iterable[Telling]) -> list[Telling]:
    """By their words, then by all that they tell: the same for any order that they come in."""
    return sorted(told, key=lambda t: (t.content, json.dumps(asdict(t), default=lambda codes: sorted(codes, key=repr))))


def _affinity(pair: Pair) -> float:
    g, f = pair.gold, pair.found
    share = max((_share(a, b) for a in g.content for b in f.content), default=0.0)
    if share < OVERLAP:
        return 0.0
    fit = 2 * (g.party == f.party) + 2 * (g.family is f.family) + (g.kind is f.kind)
    return HIT * pair.hit + fit + share + TIE * weighted(slot_scores(g, f))


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
    all_right: Counts = Counts()
    harm: Counts = Counts()
    slots: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))

    def add(self, alignment: Alignment) -> None:
        """Counts the claims of one report."""
        pairs = alignment.pairs
        found, wanted = len(pairs) + len(alignment.invented), len(pairs) + len(alignment.missed)
        self.hits += Counts(sum(p.hit for p in pairs), found, wanted)
        self.all_right += Counts(sum(p.all_right for p in pairs), found, wanted)
        for pair in pairs:
            self.harm += Counts(len(pair.gold.harm & pair.found.harm), len(pair.found.harm), len(pair.gold.harm))
            for slot, right in SLOTS.items():
                verdict = right(pair)
                if verdict is not None:
                    self.slots[slot].append(verdict)

    def figures(self) -> Iterator[Figure]:
        """Precision, recall and F1 of hits, F1 of what is all right and of harm tuples, and each slot's accuracy over aligned claims."""
        yield Figure("f1", self.hits.f1)
        yield Figure("precision", self.hits.precision)
        yield Figure("recall", self.hits.recall)
        yield Figure("all_right_f1", self.all_right.f1)
        yield from (Figure(f"slot.{s}", sum(v) / len(v)) for s in SLOTS if (v := self.slots.get(s)))
        yield Figure("slot.harm_f1", self.harm.f1)
