"""Scores of pairs, each worked out once however often it is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from counterclaim.incidents.linking import WIDE, Pair, blocks_of, is_definite, score_of
from counterclaim.incidents.told import Told

Blocks = frozenset[tuple[str, ...]]
LARGEST = 1_000_000
"""Pairs that are remembered at most; then all are forgotten. A pair takes about 200 bytes."""


class Pairing:
    """Which pairs are worth comparing, as `linking.candidate_pairs` has it, and their scores.

    What is told under a name must not change: by default its name is its key, for as long as keys mean the same.
    """

    def __init__(self, name: Callable[[Told], Hashable] | None = None) -> None:
        """`name` gives what told items are remembered by."""
        self.name: Callable[[Told], Hashable] = name or (lambda told: told.key)
        self._blocks: dict[Hashable, tuple[Blocks, Blocks, bool]] = {}
        self._scores: dict[tuple[Hashable, Hashable], float | None] = {}

    def forget(self) -> None:
        """Forgets everything."""
        self._blocks.clear()
        self._scores.clear()

    def score(self, one: Told, other: Told) -> float | None:
        """The score of a pair, None where it is not worth comparing."""
        first, second = (one, other) if one.key < other.key else (other, one)
        pair = (self.name(first), self.name(second))
        if pair not in self._scores:
            if len(self._scores) >= LARGEST:
                self.forget()
            self._scores[pair] = score_of(first, second) if self._meet(first, second) else None
        return self._scores[pair]

    def among(self, items: Sequence[Told]) -> dict[Pair, float]:
        """The scores of all pairs by positions; as `linking.scores_of`."""
        return {(a, b): score for b in range(len(items)) for a in range(b) if (score := self.score(items[a], items[b])) is not None}

    def between(self, some: Iterable[Told], others: Sequence[Told]) -> list[float]:
        """The scores of all pairs of one of the first and one of the second."""
        return [score for one in some for other in others if (score := self.score(one, other)) is not None]

    def above(self, bound: float, came: Sequence[Told], others: Iterable[Told]) -> Iterator[tuple[str, str, float]]:
        """The pairs of something that came, with each other and with others, that score above a bound: the keys, the lower first."""
        inside: dict[tuple[str, ...], list[Told]] = defaultdict(list)
        for other in others:
            for block in self._all_blocks(other):
                inside[block].append(other)
        fresh = {t.key for t in came}
        for one in came:
            partners = {other.key: other for block in self._all_blocks(one) for other in inside[block]}
            for key, other in partners.items():
                if key == one.key or (key in fresh and key < one.key):
                    continue
                score = self.score(one, other)
                if score is not None and score > bound:
                    yield min(one.key, key), max(one.key, key), score

    def _all_blocks(self, told: Told) -> frozenset[tuple[str, ...]]:
        return self._blocks_of(told)[0]

    def _meet(self, one: Told, other: Told) -> bool:
        """Definite claims meet in the narrow blocks alone."""
        (mine, narrow, definite), (theirs, _, too) = self._blocks_of(one), self._blocks_of(other)
        return not theirs.isdisjoint(narrow if definite and too else mine)

    def _blocks_of(self, told: Told) -> tuple[Blocks, Blocks, bool]:
        name = self.name(told)
        if name not in self._blocks:
            every = frozenset(blocks_of(told))
            self._blocks[name] = every, frozenset(block for block in every if block[0] != WIDE), is_definite(told)
        return self._blocks[name]
