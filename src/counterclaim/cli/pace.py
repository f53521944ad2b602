"""How far a long run is, how fast it goes and how long it will take, on standard error."""

from __future__ import annotations

import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

EVERY_S = 30.0
"""Seconds between two lines where no screen shows a bar: in the log of a cluster, say."""


class Pace:
    """A bar where somebody looks on, else a line now and then. Called with what is done, how much of it is done, and of how much."""

    def __init__(self) -> None:
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._work = ""
        self._began, self._first = 0.0, 0
        self._told = 0.0

    def __enter__(self) -> Self:
        self._bar = _bar()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, work: str, done: int, total: int) -> None:
        """Shows how far it is. Speed is that of this run: what an earlier one has done takes no time now."""
        now = time.monotonic()
        if work != self._work:
            self._work, self._began, self._first, self._told = work, now, done, now
            if self._bar is not None:
                if self._task is not None:
                    self._bar.remove_task(self._task)
                self._task = self._bar.add_task(work, total=total, completed=done)
        pace = pace_words(done - self._first, total - done, now - self._began)
        if self._bar is not None and self._task is not None and not self._bar.disable:
            self._bar.update(self._task, completed=done, total=total, description=f"{work} {done:,} of {total:,}{pace}")
        elif now - self._told >= EVERY_S:
            self._told = now
            click.echo(f"counterclaim: {work}: {done:,} of {total:,}{pace}", err=True)


def pace_words(done: int, left: int, seconds: float) -> str:
    """Speed and time left in words, from what was done in so many seconds; empty as long as nothing was."""
    if done <= 0 or seconds <= 0:
        return ""
    rate = done / seconds
    return f", {rate:,.1f} a second" + (f", {time_words(left / rate)} left" if left > 0 else "")


def time_words(seconds: float) -> str:
    """A length of time in its two largest units."""
    minutes, hours, days = seconds / 60, seconds / 3600, seconds / 86_400
    if days >= 1:
        return f"{int(days)} d {int(hours % 24)} h"
    if hours >= 1:
        return f"{int(hours)} h {int(minutes % 60)} min"
    return f"{int(minutes)} min {int(seconds % 60)} s" if minutes >= 1 else f"{int(seconds)} s"


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    console = Console(stderr=True)
    bar = Progress(TextColumn("{task.description}"), BarColumn(), console=console, transient=True, disable=not console.is_interactive)
    bar.start()
    return bar
