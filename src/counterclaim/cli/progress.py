"""A sign of life on standard error while something takes long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class SignOfLife:
    """Shows what is being done, one bar each, and takes it away again; shows nothing where nobody looks on.

    Called with (done, total) while the index of places is built.
    """

    def __init__(self) -> None:
        self._bars: Progress | None = None
        self._places: TaskID | None = None
        self._work: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop()

    @contextmanager
    def during(self, work: str) -> Iterator[None]:
        """Shows that this work goes on, for as long as the block lasts; nothing may be printed in it."""
        self._shown().add_task(work, total=None)
        try:
            yield
        finally:
            self._stop()

    def move(self, work: str, done: int, total: int) -> None:
        """Shows how far work has come that goes on until the end of the block, and may grow meanwhile."""
        if self._work is None:
            self._work = self._shown().add_task(work, total=None)
        self._shown().update(self._work, description=work, completed=done, total=total or None)

    def __call__(self, done: int, total: int) -> None:
        """Moves the bar of the index, which appears with the first call."""
        if self._places is None:
            self._places = self._shown().add_task("building the index of places, once", total=None)
        self._shown().update(self._places, completed=done, total=total)

    def _shown(self) -> Progress:
        if self._bars is None:
            self._bars = _started()
        return self._bars

    def _stop(self) -> None:
        if self._bars is not None:
            self._bars.stop()
        self._bars = self._places = self._work = None


def _started() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    console.quiet = not console.is_interactive  # else a line feed is left in logs
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    bars = Progress(*columns, console=console, transient=True, redirect_stdout=False)
    bars.start()
    return bars
