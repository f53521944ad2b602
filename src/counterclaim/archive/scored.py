"""Pairs of what is told with their scores: on disk as they come, in memory those of one cluster beside those of the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from counterclaim.archive.spool import Spool
from counterclaim.incidents.blocking import Numbers

Small = NDArray[np.int32]


class Scored:
    """Pairs of positions with the numbers of their scores, on disk in several groups; each pair stands there once."""

    def __init__(self, path: Path) -> None:
        self._spool = Spool(path)
        self._numbers: dict[float, int] = {}

    def put(self, pairs: Numbers, scores: Sequence[float]) -> None:
        """Takes a group."""
        numbers = [self._numbers.setdefault(score, len(self._numbers)) for score in scores]
        rows = np.column_stack((pairs, np.array(numbers, dtype=np.int64).reshape(-1, 1))).astype(np.int32)
        self._spool.put(rows.tobytes())

    def groups(self) -> Iterator[Small]:
        """The groups as rows of lower position, higher position, number of the score."""
        return (np.frombuffer(piece, np.int32).reshape(-1, 3) for piece in self._spool)

    @cached_property
    def values(self) -> list[float]:
        """The score of each number, when all are known."""
        return list(self._numbers)

    def within(self, home: Small) -> Within:
        """The rows whose two positions have one home."""
        count = sum(int((home[rows[:, 0]] == home[rows[:, 1]]).sum()) for rows in self.groups())
        found, at = np.empty((count, 3), np.int32), 0
        for rows in self.groups():
            chosen = rows[home[rows[:, 0]] == home[rows[:, 1]]]
            found[at : at + len(chosen)] = chosen
            at += len(chosen)
        return Within(found, home)


class Within:
    """Rows of scored pairs by the home that both positions have."""

    def __init__(self, rows: Small, home: Small) -> None:
        homes = home[rows[:, 0]]
        self._rows = rows
        self._order = np.lexsort((rows[:, 1], rows[:, 0], homes)).astype(np.int32)
        self._homes = homes[self._order]

    def homes(self) -> list[int]:
        """The homes that have any."""
        found: list[int] = np.unique(self._homes).tolist()
        return found

    def of(self, home: int) -> Small:
        """The rows of a home, in the order of the positions."""
        begin, end = np.searchsorted(self._homes, np.array([home, home + 1], dtype=np.int32))
        return self._rows[self._order[begin:end]]
