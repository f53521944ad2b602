"""What was made before, so as not to be made again. It holds as long as what it was made of: either that is its name, or it stands beside
it and is looked at again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from operator import is_
from typing import Any, TypeVar, cast

T = TypeVar("T")


class Memo:
    """Things that do not change, by name. May be used from several threads; what nobody asked for lately is forgotten."""

    def __init__(self, most: int = 0) -> None:
        """Keeps between `most` things and twice as many; none by default."""
        self._most = most
        self._lately: dict[Hashable, Any] = {}
        self._before: dict[Hashable, Any] = {}

    def get(self, name: Hashable) -> Any:
        """What is kept under a name, else None."""
        found = self._lately.get(name)
        if found is None and (found := self._before.get(name)) is not None:
            self.put(name, found)
        return found

    def put(self, name: Hashable, made: Any) -> None:
        """Keeps something. When there is enough of it, what nobody asked for since that was so last is let go."""
        if not self._most:
            return
        if len(self._lately) >= self._most:
            self._before, self._lately = self._lately, {}
        self._lately[name] = made

    def kept(self, name: Hashable, make: Callable[[], T]) -> T:
        """What is kept under a name; it is made where there is nothing yet."""
        found = self.get(name)
        if found is None:
            found = make()
            self.put(name, found)
        return cast("T", found)

    def again(self, name: Hashable, parts: Sequence[object], make: Callable[[], T]) -> T:
        """What is kept under a name, if it was made of these very parts; else it is made."""
        found = self.get(name)
        if found is None or len(found[0]) != len(parts) or not all(map(is_, found[0], parts)):
            found = (parts, make())
            self.put(name, found)
        return cast("T", found[1])
