"""Pieces on disk that are read again in any order: only where each lies is held in memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

BUFFER = 1 << 20


class Spool:
    """A file of pieces, numbered in the order in which they come. All are put before the first is read, or read between two puts."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w+b", BUFFER)
        self._ends = array("q", [0])
        self._writing = True

    def put(self, piece: bytes) -> int:
        """Adds a piece; its number."""
        if not self._writing:
            self._file.seek(0, 2)
            self._writing = True
        self._file.write(piece)
        self._ends.append(self._ends[-1] + len(piece))
        return len(self._ends) - 2

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> bytes:
        if not 0 <= number < len(self):
            raise IndexError(number)
        if self._writing:
            self._file.flush()
            self._writing = False
        self._file.seek(self._ends[number])
        return self._file.read(self._ends[number + 1] - self._ends[number])

    def __iter__(self) -> Iterator[bytes]:
        return (self[number] for number in range(len(self)))
