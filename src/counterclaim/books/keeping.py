"""The books, opened when they are asked for and kept until the store changes.

With many reports it takes seconds to join them. What took long is handed out as it was while it is made anew, so that a page never waits
for it twice; what is quickly made is never old.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock, Thread
from typing import Any

from counterclaim.accords import Library
from counterclaim.accords.linking import Shelf
from counterclaim.books.asked import Asked, Open
from counterclaim.books.calendar import calendar_from
from counterclaim.books.ledger import ledger_from
from counterclaim.records.ledger import Ledger, TalksCalendar
from counterclaim.store.asking import Days
from counterclaim.store.reading import Reading
from counterclaim.store.store import Store

KEPT = 64
"""Answers that are kept at most."""
QUICK_S = 0.15
MANY = 2_000
"""Mentions of agreements, or of talks: with more, only those of the last days are shown unless days are asked for."""
LAST = dt.timedelta(days=90)
Make = Callable[[Reading], Open[Any]]


@dataclass(frozen=True)
class _Kept:
    """An answer, the revision of the store that it is of, and how many seconds it took to make."""

    answer: Open[Any]
    revision: tuple[Any, ...]
    took_s: float


class Books:
    """The ledger and the calendar of one store. May be asked from several threads."""

    def __init__(self, store: Store, library: Library, quick_s: float = QUICK_S) -> None:
        """`quick_s`: what is made in less time is made anew at once."""
        self._store = store
        self._quick_s = quick_s
        self._shelf = Shelf(library)
        self._kept: dict[tuple[Any, ...], _Kept] = {}
        self._making = set[tuple[Any, ...]]()
        self._lock = Lock()

    def ledger(self, asked: Asked | None = None) -> Open[Ledger]:
        """The agreements that reports speak of, with obligations, breaches and tolls."""
        which = asked or Asked()
        return self._answer(("ledger", which), lambda reading: ledger_from(reading, self._shelf, which))

    def calendar(self, asked: Asked | None = None, as_of: dt.date | None = None) -> Open[TalksCalendar]:
        """The talks that reports tell of; `as_of` is by default the day of the newest report."""
        which = asked or Asked()
        return self._answer(("calendar", which, as_of), lambda reading: calendar_from(reading, which, as_of))

    def bounded(self, asked: Asked) -> Asked:
        """The same; where no days are asked for and there is much, from ninety days before the newest report on."""
        if asked.days != Days():
            return asked
        with self._store.reading() as reading:
            newest = reading.newest()
            much = max(reading.mentioned()) > MANY
        return replace(asked, days=Days(since=newest - LAST)) if much and newest is not None else asked

    def _answer(self, key: tuple[Any, ...], make: Make) -> Open[Any]:
        kept = self._kept.get(key)
        if kept is None:
            return self._made(key, make)
        with self._store.reading() as reading:
            revision = reading.revision()
        if kept.revision == revision:
            return kept.answer
        if kept.took_s <= self._quick_s:
            return self._made(key, make)
        self._make_beside(key, make)
        return kept.answer

    def _made(self, key: tuple[Any, ...], make: Make) -> Open[Any]:
        begin = time.monotonic()
        with self._store.reading() as reading:
            made = _Kept(make(reading), reading.revision(), time.monotonic() - begin)
        with self._lock:
            if key not in self._kept and len(self._kept) >= KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = made
        return made.answer

    def _make_beside(self, key: tuple[Any, ...], make: Make) -> None:
        """Makes an answer anew in a thread of its own, unless one does so already."""

        def work() -> None:
            try:
                self._made(key, make)
            finally:
                with self._lock:
                    self._making.discard(key)

        with self._lock:
            if key in self._making:
                return
            self._making.add(key)
        Thread(target=work, name="books", daemon=True).start()
