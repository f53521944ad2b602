"""Scores of pairs, each worked out once however often it is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from counterclaim.incidents.blocking import Block, Sort, blocks_of, is_definite
from counterclaim.incidents.clustering import Pair
from counterclaim.incidents.comparators import score_of
from counterclaim.incidents.told import Told

Blocks = frozenset[Block]
LARGEST = 1_000_000
"""Pairs that are remembered at most; then all are forgotten. A pair takes about 200 bytes."""


class Pairing:
    """Which pairs are worth comparing, as `blocking` has it, and their scores. All pairs of a block are, however crowded it is.

    What is told under a name must not change: by default its name is its key, for as long as keys mean the same.
    """

    def __init__(self, name: Callable[[Told], Hashable] | None = None) -> None:
        """`name` gives what told items are remembered by."""
        self.name: Callable[[Told], Hashable] = name or (lambda told: told.key)
        self._blocks: dict[Hashable, tuple[Blocks, Blocks, bool]] = {}
        self._scores: dict[tuple[Hashable, Hashable], float] = {}

    def forget(self) -> None:
        """Forgets everything."""
        self._blocks.clear()
        self._scores.clear()

    def score(self, one: Told, other: Told) -> float | None:
        """The score of a pair, None where it is not worth comparing."""
        return self._score_meeting(one, other) if self._meet(one, other) else None

    def among(self, items: Sequence[Told]) -> dict[Pair, float]:
        """The scores of all pairs by positions."""
        every, vague = defaultdict[Block, list[int]](list), defaultdict[Block, list[int]](list)
        found: dict[Pair, float] = {}
        for position, told in enumerate(items):
            blocks, narrow, definite = self._blocks_of(told)
            met = {n for block in narrow for n in every[block]}
            met.update(n for block in blocks - narrow for n in (vague if definite else every)[block])
            scores = ((n, self._score_meeting(items[n], told)) for n in sorted(met))
            found |= {(n, position): score for n, score in scores}
            for block in blocks:
                every[block].append(position)
                if not definite:
                    vague[block].append(position)
        return found

    def between(self, some: Iterable[Told], others: Sequence[Told]) -> list[float]:
        """The scores of all pairs of one of the first and one of the second."""
        return [score for one in some for other in others if (score := self.score(one, other)) is not None]

    def above(self, bound: float, came: Sequence[Told], others: Iterable[Told]) -> Iterator[tuple[str, str, float]]:
        """The pairs of something that came, with each other and with others, that score above a bound: the keys, the lower first."""
        every, vague = defaultdict[Block, list[Told]](list), defaultdict[Block, list[Told]](list)
        for other in others:
            blocks, _, definite = self._blocks_of(other)
            for block in blocks:
                every[block].append(other)
                if not definite:
                    vague[block].append(other)
        fresh = {t.key for t in came}
        for one in came:
            blocks, narrow, definite = self._blocks_of(one)
            partners = {other.key: other for block in narrow for other in every[block]}
            partners |= {other.key: other for block in blocks - narrow for other in (vague if definite else every)[block]}
            for key, other in partners.items():
                if key == one.key or (key in fresh and key < one.key):
                    continue
                score = self._score_meeting(one, other)
                if score > bound:
                    yield min(one.key, key), max(one.key, key), score

    def _score_meeting(self, one: Told, other: Told) -> float:
        """The score of a pair that is worth comparing."""
        first, second = (one, other) if one.key < other.key else (other, one)
        pair = self.name(first), self.name(second)
        score = self._scores.get(pair)
        if score is None:
            if len(self._scores) >= LARGEST:
                self._scores.clear()
            score = self._scores[pair] = score_of(first, second)
        return score

    def _meet(self, one: Told, other: Told) -> bool:
        """Definite claims meet in the narrow blocks alone."""
        (mine, narrow, definite), (theirs, _, too) = self._blocks_of(one), self._blocks_of(other)
        return not theirs.isdisjoint(narrow if definite and too else mine)

    def _blocks_of(self, told: Told) -> tuple[Blocks, Blocks, bool]:
        name = self.name(told)
        if name not in self._blocks:
            every = frozenset(blocks_of(told))
            self._blocks[name] = every, frozenset(block for block in every if block[0] != Sort.PARTY.name), is_definite(told)
        return self._blocks[name]
