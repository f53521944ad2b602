"""Long lists of values, cut so that a statement can hold them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

VALUES = 2000
"""Values in one statement: SQLite takes 32,766 at most, and planning grows with them."""
T = TypeVar("T")


def in_batches(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in lists short enough for one statement."""
    yield from (values[start : start + VALUES] for start in range(0, len(values), VALUES))
