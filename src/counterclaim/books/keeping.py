"""The books, opened when they are asked for and kept until the store changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from threading import Lock
from typing import Any

from counterclaim.accords import Library
from counterclaim.accords.linking import Shelf
from counterclaim.books.asked import Asked, Open
from counterclaim.books.calendar import calendar_from
from counterclaim.books.ledger import ledger_from
from counterclaim.records.ledger import Ledger, TalksCalendar
from counterclaim.store.reading import Reading
from counterclaim.store.store import Store

KEPT = 32
"""Answers that are kept at most: those of one state of the store."""


class Books:
    """The ledger and the calendar of one store. May be asked from several threads."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._shelf = Shelf(library)
        self._kept: dict[tuple[Any, ...], Open[Any]] = {}
        self._of: tuple[Any, ...] = ()
        self._lock = Lock()

    def ledger(self, asked: Asked | None = None) -> Open[Ledger]:
        """The agreements that reports speak of, with obligations, breaches and tolls."""
        which = asked or Asked()
        return self._answer(("ledger", which), lambda reading: ledger_from(reading, self._shelf, which))

    def calendar(self, asked: Asked | None = None, as_of: dt.date | None = None) -> Open[TalksCalendar]:
        """The talks that reports tell of; `as_of` is by default the day of the newest report."""
        which = asked or Asked()
        return self._answer(("calendar", which, as_of), lambda reading: calendar_from(reading, which, as_of))

    def _answer(self, key: tuple[Any, ...], make: Callable[[Reading], Open[Any]]) -> Open[Any]:
        with self._store.reading() as reading:
            revision = reading.revision()
            with self._lock:
                if self._of != revision or len(self._kept) >= KEPT:
                    self._kept, self._of = {}, revision
                kept = self._kept.get(key)
            if kept is not None:
                return kept
            made = make(reading)
        with self._lock:
            if self._of == revision:
                self._kept[key] = made
        return made
