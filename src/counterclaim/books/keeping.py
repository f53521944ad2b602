"""The books, opened when they are asked for and kept until the store changes. What is handed out is never older than the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

from counterclaim.accords import Library
from counterclaim.accords.linking import Shelf
from counterclaim.books.asked import Asked, Open
from counterclaim.books.calendar import calendar_from
from counterclaim.books.ledger import ledger_from
from counterclaim.memo import Memo
from counterclaim.records.ledger import Ledger, TalksCalendar
from counterclaim.store.asking import Days
from counterclaim.store.reading import Reading
from counterclaim.store.store import Store

KEPT = 64
"""Answers that are kept at most."""
READ = 50_000
"""Claims, events, reports and incidents in outline that are kept, so as not to be read again: of 2,500 reports about 10,000 count."""
JOINED = 20_000
"""Mentions, entries, tolls and meetings that are kept, and made again only where something that they were made of is another."""
MANY = 1_000
"""Mentions of agreements, or of talks: with more, only those of the last days are shown unless days are asked for."""
LAST = dt.timedelta(days=90)
Make = Callable[[Reading], Open[Any]]


@dataclass(frozen=True)
class _Kept:
    """An answer, and the revision of the store that it is of."""

    answer: Open[Any]
    revision: str


class Books:
    """The ledger and the calendar of one store. May be asked from several threads."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._shelf = Shelf(library)
        self._kept: dict[tuple[Any, ...], _Kept] = {}
        self._read, self._joined = Memo(READ), Memo(JOINED)
        self._lock = Lock()

    def ledger(self, asked: Asked | None = None) -> Open[Ledger]:
        """The agreements that reports speak of, with obligations, breaches and tolls."""
        which = asked or Asked()
        return self._answer(("ledger", which), lambda reading: ledger_from(reading, self._shelf, which, self._joined))

    def calendar(self, asked: Asked | None = None, as_of: dt.date | None = None) -> Open[TalksCalendar]:
        """The talks that reports tell of; `as_of` is by default the day of the newest report."""
        which = asked or Asked()
        return self._answer(("calendar", which, as_of), lambda reading: calendar_from(reading, which, as_of, self._joined))

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
        with self._store.reading(self._read) as reading:
            revision = reading.revision()
            if kept is not None and kept.revision == revision:
                return kept.answer
            made = _Kept(make(reading), revision)
        with self._lock:
            if key not in self._kept and len(self._kept) >= KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = made
        return made.answer
