"""Which claims to compare: those of one report, and those that share a block of day and party, day and two parties, or day and place.

Claims that name two parties, and a place or a day, meet where day and both parties, or day and place, are the same; the others meet
all of their day and party, since little is known of them. Of a block of more than `CROWDED` claims not all pairs are compared: it is put in
order, once by place, once by what is said of the act, once by the words, and each claim is compared with the next ones in each
order (sorted neighbourhoods, Hernández and Stolfo 1995). So the number of pairs grows with the claims, not with their square, and
it depends on what is told alone.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from counterclaim.incidents.shingles import hashed
from counterclaim.incidents.told import Told
from counterclaim.records.days import shifted
from counterclaim.records.replies import AWAY

LONGEST = 10
"""Days. A longer stretch of time is blocked by its months."""
UNDATED = 4
"""Days before publication in which an undated claim is looked for."""
CELL = 2.0
"""Degrees of a square of the grid by which places are blocked."""
CROWDED = 64
"""Claims. The largest block of the gold corpus holds 54, so that none of its figures hangs on the cut."""
NEAR, NEAR_WIDE = 8, 4
"""Claims that each is compared with in each order of a crowded block; in one of day and party alone, of which little is known, fewer."""
FINE = 0.25
"""Degrees of the squares by which a crowded block is put in order."""
MONTHS = 1 << 22
"""Stretches from here on are months; days are counted from the year 1, and those of the year 9999 lie below."""
SORT, STRETCH, FIRST = 59, 36, 18
"""Bits of a key above which the sort stands, the stretch of time, and the first of two numbers."""
CHUNK = 1 << 22
"""Pairs that are laid out at a time."""

Numbers = NDArray[np.int64]
Block = tuple[str | int, ...]
Name = TypeVar("Name", str, int)


class Sort(IntEnum):
    """What makes a block, besides its stretch of time. Of two grids half a square apart one holds any two places near each other."""

    PARTY = 0
    PAIR = 1
    CELL = 2
    SHIFTED = 3
    REPORT = 4


@dataclass(frozen=True)
class Candidates:
    """Pairs of positions worth comparing, `(n, 2)`, the lower position first, in order; and by position the crowded blocks that it is
    in, each an even number, with the next odd one beside it if the claim is definite and the block of one party."""

    pairs: Numbers
    crowds: dict[int, frozenset[int]]


def candidate_pairs(items: Sequence[Told]) -> Candidates:
    """The pairs of some claims that are worth comparing, each once."""
    keys, members = _memberships(items)
    definite = np.array([is_definite(told) for told in items], dtype=np.bool_)
    ranks = list[Numbers]()

    def in_orders(inside: Numbers) -> Iterator[Numbers]:
        if not ranks:
            ranks.extend(_in_order(items, by) for by in ORDERS)
        return (inside[np.argsort(rank[inside])] for rank in ranks)

    found, crowded = pairs_in(keys, members, definite, in_orders)
    crowds: dict[int, set[int]] = defaultdict(set)
    for number, (inside, of_one_party) in enumerate(crowded):
        for position in inside.tolist():
            crowds[position] |= crowds_of(number, of_one_party, bool(definite[position]))
    pairs = np.stack(np.divmod(np.unique(np.concatenate(found)), max(len(items), 1)), axis=1)
    return Candidates(pairs, {position: frozenset(blocks) for position, blocks in crowds.items()})


def crowds_of(number: int, of_one_party: bool, definite: bool) -> set[int]:
    """What a claim in a crowded block has in `Candidates.crowds` for it; `number` is that of the block."""
    return {2 * number, *([2 * number + 1] if of_one_party and definite else [])}


def pairs_in(
    keys: Numbers, members: Numbers, definite: NDArray[np.bool_], in_orders: Callable[[Numbers], Iterable[Numbers]]
) -> tuple[list[Numbers], list[tuple[Numbers, bool]]]:
    """The pairs within some blocks.

    Args:
        keys: of each membership the block; all memberships of a block are there.
        members: of each the position of the claim.
        definite: by position, see `is_definite`.
        in_orders: puts the members of a crowded block in each of the orders in which neighbours are compared.

    Returns:
        arrays of pairs as `lower * len(definite) + higher`, which may repeat one another; and the members of each crowded block, with
        whether it is one of a party alone.
    """
    order = np.lexsort((members, keys))
    keys, members = keys[order], members[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.empty(0, np.int64)
    sizes = np.diff(np.append(starts, len(keys)))
    wide = keys[starts] >> SORT == Sort.PARTY
    if len(starts):
        vague = np.add.reduceat(~definite[members], starts, dtype=np.int64) > 0
        sizes = np.where(wide & ~vague, 0, sizes)
    found, count = [np.empty(0, np.int64)], len(definite)
    for size in np.unique(sizes[(sizes > 1) & (sizes <= CROWDED)]).tolist():
        for sort in (False, True):
            chosen = starts[(sizes == size) & (wide == sort)]
            found += _all_pairs(members[chosen[:, None] + np.arange(size)], definite if sort else None, count)
    crowded = list[tuple[Numbers, bool]]()
    for block in np.flatnonzero(sizes > CROWDED):
        inside = members[starts[block] : starts[block] + sizes[block]]
        found += [_near_pairs(ordered, definite if wide[block] else None, count) for ordered in in_orders(inside)]
        crowded.append((inside, bool(wide[block])))
    return found, crowded


def _all_pairs(blocks: Numbers, definite: NDArray[np.bool_] | None, count: int) -> Iterator[Numbers]:
    """All pairs of blocks of one size, members in order; where `definite` is given, without those of two definite claims."""
    one, other = np.triu_indices(blocks.shape[1], 1)
    step = max(1, CHUNK // len(one))
    for first in range(0, len(blocks), step):
        some = blocks[first : first + step]
        yield _coded(some[:, one].ravel(), some[:, other].ravel(), definite, count)


def _near_pairs(ordered: Numbers, definite: NDArray[np.bool_] | None, count: int) -> Numbers:
    """Pairs of neighbours in a crowded block."""
    lags = range(1, (NEAR if definite is None else NEAR_WIDE) + 1)
    one = np.concatenate([ordered[:-lag] for lag in lags])
    other = np.concatenate([ordered[lag:] for lag in lags])
    return _coded(np.minimum(one, other), np.maximum(one, other), definite, count)


def _coded(lower: Numbers, higher: Numbers, definite: NDArray[np.bool_] | None, count: int) -> Numbers:
    """Pairs as `lower * count + higher`, each once."""
    if definite is not None:
        kept = ~(definite[lower] & definite[higher])
        lower, higher = lower[kept], higher[kept]
    return np.unique(lower * count + higher)


def _memberships(items: Sequence[Told]) -> tuple[Numbers, Numbers]:
    """The key of each block that a claim is in, and the position of the claim."""
    named = sorted({party for told in items for party in _parties(told)})
    number = {party: n for n, party in enumerate(named)}
    reports = {name: n for n, name in enumerate(dict.fromkeys(told.report.id for told in items))}
    keys, members = list[int](), list[int]()
    for position, told in enumerate(items):
        found = [*keys_of(told, number), Sort.REPORT << SORT | reports[told.report.id]]
        keys += found
        members += [position] * len(found)
    return np.array(keys, dtype=np.int64), np.array(members, dtype=np.int64)


def keys_of(told: Told, number: Mapping[str, int]) -> list[int]:
    """The keys of the blocks of a claim, but for that of its report; `number` has a number for each party. `stretch_in` undoes them."""
    blocks = {sort << SORT | a << FIRST | b for sort, a, b in _blocks(told, number)}
    return [stretch << STRETCH | block for stretch in _stretches(told) for block in blocks]


def stretch_in(key: int) -> int:
    """The stretch of time of a block, by its key: days, then months; 0 where none is known."""
    return (key & ((1 << SORT) - 1)) >> STRETCH


def blocks_of(told: Told) -> set[Block]:
    """The blocks that a claim lies in, each by names that mean the same whatever else is told."""
    blocks = set(_blocks(told, {party: party for party in _parties(told)}))
    found: set[Block] = {(sort.name, stretch, one, other) for stretch in _stretches(told) for sort, one, other in blocks}
    return found | {(Sort.REPORT.name, told.report.id)}


def is_definite(told: Told) -> bool:
    """Whether a claim tells enough that it need not meet all of its day and party."""
    place = told.event.place
    return len(told.parties) > 1 and (told.days is not None or (place is not None and place.lat is not None))


def _parties(told: Told) -> set[str]:
    """Every party that a claim has to do with: of the event, the land where it lies, who claims it.

    A voice that is no party to anything, as the report's own, joins nothing: it speaks in every war.
    """
    country = told.event.place.country if told.event.place is not None else None
    return {*told.parties, *(name for name in (country, told.claim.claimant.party) if name)} - AWAY


def _blocks(told: Told, number: Mapping[str, Name]) -> Iterator[tuple[Sort, Name | int, Name | int]]:
    """What a claim is blocked by, beside the stretches of time: a sort and two parties, as `number` has them, or numbers of squares."""
    yield from ((Sort.PARTY, number[party], 0) for party in _parties(told))
    yield from ((Sort.PAIR, number[a], number[b]) for a, b in combinations(sorted(told.parties), 2))
    place = told.event.place
    if place is not None and place.lat is not None and place.lon is not None:
        for sort, shift in ((Sort.CELL, 0.0), (Sort.SHIFTED, CELL / 2)):
            yield sort, math.floor((place.lat + 90 + shift) / CELL), math.floor((place.lon + 180 + shift) / CELL)


def _stretches(told: Told) -> Iterator[int]:
    """The days of a claim and their neighbours, or the months of a long one; 0 where no day is known."""
    published = told.report.published_on
    days = told.days or ((shifted(published, -UNDATED), published) if published else None)
    if days is None:
        yield 0
        return
    first, last = days
    if (last - first).days > LONGEST:
        yield from {MONTHS + day.year * 12 + day.month for day in (first, last)}
        return
    yield from range(max(1, first.toordinal() - 1), last.toordinal() + 2)  # 0 is for those of which no day is known


def _in_order(items: Sequence[Told], by: Callable[[Told], tuple[object, ...]]) -> Numbers:
    """The rank of each claim; those that are alike in the order of their positions."""
    rank = np.empty(len(items), np.int64)
    keys = [by(told) for told in items]
    rank[sorted(range(len(items)), key=keys.__getitem__)] = np.arange(len(items))
    return rank


def _by_place(told: Told) -> tuple[object, ...]:
    place = told.event.place
    if place is None or place.lat is None or place.lon is None:
        return 1, 0, 0, place.name if place else "", *_by_act(told)
    return 0, math.floor(place.lat / FINE), math.floor(place.lon / FINE), "", *_by_act(told)


def _by_act(told: Told) -> tuple[object, ...]:
    event = told.event
    parties = ([a.party or "" for a in side] for side in (event.initiators, event.targets))
    return event.kind.value, *parties, sorted(w.kind.value for w in event.weapons), str(told.days)


def _by_words(told: Told) -> tuple[object, ...]:
    return tuple(sorted(map(hashed, told.words))[:2])


ORDERS = (_by_place, _by_act, _by_words)
"""By what a crowded block is put in order."""
