"""Scores of pairs, each worked out once however often it is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from counterclaim.incidents.linking import WIDE, Pair, blocks_of, is_definite, score_of
from counterclaim.incidents.told import Told


class Pairing:
    """Which pairs are worth comparing, as `linking.candidate_pairs` has it, and their scores. What is told under a key must not change."""

    def __init__(self) -> None:
        self._blocks: dict[str, tuple[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]]]] = {}
        self._scores: dict[tuple[str, str], float | None] = {}

    def score(self, one: Told, other: Told) -> float | None:
        """The score of a pair, None where it is not worth comparing."""
        first, second = (one, other) if one.key < other.key else (other, one)
        pair = (first.key, second.key)
        if pair not in self._scores:
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
        (mine, narrow), (theirs, _) = self._blocks_of(one), self._blocks_of(other)
        return not theirs.isdisjoint(narrow if is_definite(one) and is_definite(other) else mine)

    def _blocks_of(self, told: Told) -> tuple[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]]]:
        if told.key not in self._blocks:
            every = frozenset(blocks_of(told))
            self._blocks[told.key] = every, frozenset(block for block in every if block[0] != WIDE)
        return self._blocks[told.key]
