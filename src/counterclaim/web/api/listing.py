"""Parts of long lists, as the API gives them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, Self, TypeVar

from pydantic import BaseModel

from counterclaim.store.asking import Found
from counterclaim.web.asking import Paged

T = TypeVar("T")
MISSING: dict[int | str, dict[str, Any]] = {404: {"description": "there is no such thing"}}
UNFIT: dict[int | str, dict[str, Any]] = {422: {"description": "what was asked makes no sense"}}


class Listed(BaseModel, Generic[T]):
    """Items from `start` on, at most `size`, and how many there are in all."""

    total: int
    start: int
    size: int
    items: list[T]

    @classmethod
    def of(cls, found: Found[T], asked: Paged) -> Self:
        """A page as the store found it."""
        return cls(total=found.total, start=asked.start, size=asked.size, items=list(found.items))


class Items(BaseModel, Generic[T]):
    """All there are."""

    items: list[T]

    @classmethod
    def of(cls, found: Iterable[T]) -> Self:
        """As the store found them."""
        return cls(items=list(found))
