"""The desk's memory: one database, opened, read and written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from counterclaim.memo import Memo
from counterclaim.records.models import SCHEMA_VERSION
from counterclaim.store.address import shown, url_of
from counterclaim.store.connections import check_folder, connect, transaction
from counterclaim.store.people import People
from counterclaim.store.reading import Reading
from counterclaim.store.revision import revision_of
from counterclaim.store.submissions import Submissions
from counterclaim.store.upgrading import upgrade
from counterclaim.store.writing import Recollection, Writing
from counterclaim.versions import Maker, this_maker

Clock = Callable[[], dt.datetime]


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Store:
    """A database of this version. Transactions come from `writing` and `reading`; many may be open at once, in threads and processes."""

    def __init__(self, address: str, maker: Maker | None = None, clock: Clock = _now) -> None:
        """Opens a database, makes it if it is new, and brings it to this version if it is older.

        Args:
            address: a file, or a URL (`postgresql://USER@HOST/NAME`).
            maker: what is said to have made the rows; this installation by default.
            clock: gives the moment that is written to rows.

        Raises:
            ConfigError: the address makes no sense.
            StoreError: the database cannot be opened, or was written by a later version.
        """
        url = url_of(address)
        check_folder(url)
        self.name = shown(url)
        self.engine = connect(url)
        self._chosen = maker
        self._clock = clock
        self._known = Recollection()
        upgrade(self.engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def maker(self) -> Maker:
        """What makes the rows that are written now."""
        return self._chosen or this_maker(SCHEMA_VERSION)

    def close(self) -> None:
        """Closes all connections."""
        self.engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """One transaction that writes: all of it is kept, or, if anything is raised, nothing. One writer at a time; others wait."""
        try:
            with transaction(self.engine, writes=True) as connection:
                yield Writing(connection, moment(self._clock()), self.maker, self._known)
        except BaseException:
            self._known.forget()  # the numbers that were given in this transaction will be given again
            raise

    @contextmanager
    def reading(self, memo: Memo | None = None) -> Iterator[Reading]:
        """One transaction that reads: one state of the database throughout, whatever is written meanwhile. `memo` keeps what is read."""
        with transaction(self.engine, writes=False) as connection:
            yield Reading(connection, memo)

    def revision(self) -> str:
        """The word of the state that a transaction would read now: it changes with what may be read, by whatever process."""
        with transaction(self.engine, writes=False) as connection:
            return revision_of(connection)

    @contextmanager
    def people(self, *, writes: bool = False) -> Iterator[People]:
        """One transaction about who may use the desk."""
        with transaction(self.engine, writes=writes) as connection:
            yield People(connection, moment(self._clock()))

    @contextmanager
    def submissions(self, *, writes: bool = False) -> Iterator[Submissions]:
        """One transaction about what was sent in."""
        with transaction(self.engine, writes=writes) as connection:
            yield Submissions(connection, moment(self._clock()))

    def now(self) -> dt.datetime:
        """The moment, by the clock of this store."""
        return self._clock()


def moment(when: dt.datetime) -> str:
    """A moment as it is written to rows."""
    return when.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
