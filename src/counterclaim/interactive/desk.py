"""`cc.open`: the store as Python users ask it. Typed records come out, or frames."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypedDict, TypeVar, Unpack

from counterclaim.errors import ConfigError, StoreError
from counterclaim.ingest.options import parse_published
from counterclaim.interactive.frames import Engine, frame
from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Incident
from counterclaim.records.models import Record
from counterclaim.records.words import Kind, Verdict
from counterclaim.store.address import chosen_address
from counterclaim.store.asking import IncidentFilter, Order, Page
from counterclaim.store.reading import Reading
from counterclaim.store.store import Store

Word = TypeVar("Word", bound=StrEnum)
EVERYTHING = 1_000_000_000
MEANT = {
    "party": "parties",
    "kind": "kinds",
    "country": "countries",
    "place": "places",
    "verdict": "verdicts",
    "outlet": "outlets",
    "told_by": "outlets",
}
"""What is meant by names that conditions do not have, those of the command line among them."""


class Conditions(TypedDict, total=False):
    """Which incidents; all that is given must hold, see `IncidentFilter`. Days may be ISO text, and one value may stand for a tuple of one.

    since, until: days, inclusive. parties: codes, of which all must be there. kinds, verdicts: words of the record. countries: alpha-3.
    places: names. outlets: some report of it was published there. box: south, west, north, east in degrees. killed: at least so many by
    the best figures. words: some report of it holds these. campaign: an id.
    """

    since: str | dt.date | None
    until: str | dt.date | None
    parties: str | Iterable[str]
    kinds: str | Iterable[str]
    countries: str | Iterable[str]
    places: str | Iterable[str]
    verdicts: str | Iterable[str]
    outlets: str | Iterable[str]
    box: tuple[float, float, float, float] | None
    killed: int | None
    words: str | None
    campaign: str | None


class Desk:
    """A store, open. Use it in a `with` block, or close it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the store."""
        self._closed = True
        self._store.close()

    def _reading(self) -> AbstractContextManager[Reading]:
        if self._closed:
            raise StoreError("this desk is closed: open the store again")
        return self._store.reading()

    def counts(self) -> dict[str, int]:
        """How many reports, claims, incidents and so on there are."""
        with self._reading() as desk:
            return desk.counts()

    def record(self, report: str) -> Record:
        """The record of a report by its id. Raises KeyError when it is not there."""
        with self._reading() as desk:
            return desk.record(report)

    def incident(self, name: str) -> Incident:
        """An incident by its id. Raises KeyError when it is not there."""
        with self._reading() as desk:
            return desk.incident(name)

    def incidents(self, **conditions: Unpack[Conditions]) -> tuple[Incident, ...]:
        """The incidents that hold, the latest first. Raises ConfigError when a condition makes no sense."""
        with self._reading() as desk:
            return desk.incidents(filter_of(**conditions), Page(EVERYTHING), Order.LATEST).items

    def comparison(self, **conditions: Unpack[Conditions]) -> Comparison:
        """The incidents that hold with their reports, claims and events; without conditions all that is there, history too.

        Raises ConfigError when a condition makes no sense.
        """
        with self._reading() as desk:
            asked = filter_of(**conditions)
            return desk.comparison(asked if asked != IncidentFilter() else None)

    def frame(self, name: str, engine: Engine = "pandas", **conditions: Unpack[Conditions]) -> Any:
        """One table of `comparison(…)` as a data frame, see `cc.frame`.

        Raises ConfigError when there is no such table or engine, the engine is not installed, or a condition makes no sense.
        """
        return frame(self.comparison(**conditions), name, engine)


def open(address: str | Path | None = None) -> Desk:  # noqa: A001 - it is called `cc.open`
    """Opens a store for reading.

    Args:
        address: a file, or a URL (`postgresql://USER@HOST/NAME`); by default `COUNTERCLAIM_DB`, else the file in the user's data folder.

    Raises:
        ConfigError: there is no such file, or the address makes no sense.
        StoreError: the store cannot be opened.
    """
    chosen = chosen_address(str(address) if address is not None else None, os.environ)
    if "://" not in chosen and not Path(chosen).expanduser().is_file():
        raise ConfigError(f"{chosen} does not exist: `counterclaim add` makes it")
    return Desk(Store(chosen))


def filter_of(**conditions: Unpack[Conditions]) -> IncidentFilter:
    """The filter of some conditions. Raises ConfigError when one makes no sense."""
    for name in conditions:
        if name not in Conditions.__annotations__:
            hint = f"{MEANT[name]} is meant" if name in MEANT else f"choose among {', '.join(Conditions.__annotations__)}"
            raise ConfigError(f"there is no condition {name!r}: {hint}")
    since, until = _day(conditions.get("since")), _day(conditions.get("until"))
    if since and until and since > until:
        raise ConfigError(f"since ({since}) comes after until ({until})")
    killed: object = conditions.get("killed")
    if killed is not None and (not isinstance(killed, int) or isinstance(killed, bool) or killed < 0):
        raise ConfigError(f"killed is a whole number, not {killed!r}")
    return IncidentFilter(
        since=since,
        until=until,
        parties=tuple(code.upper() for code in _all(conditions.get("parties"))),
        kinds=tuple(_word(Kind, kind) for kind in _all(conditions.get("kinds"))),
        countries=tuple(code.upper() for code in _all(conditions.get("countries"))),
        places=_all(conditions.get("places")),
        box=_box(conditions.get("box")),
        verdicts=tuple(_word(Verdict, verdict) for verdict in _all(conditions.get("verdicts"))),
        outlets=_all(conditions.get("outlets")),
        campaign=conditions.get("campaign"),
        killed=killed,
        words=conditions.get("words"),
    )


def _box(value: Iterable[float] | None) -> tuple[float, float, float, float] | None:
    if value is None:
        return None
    try:
        south, west, north, east = map(float, value)
    except (TypeError, ValueError) as error:
        raise ConfigError(f"a box is south, west, north, east in degrees, not {value!r}") from error
    if not (-90 <= south <= north <= 90 and -180 <= west <= east <= 180):
        raise ConfigError(f"a box is south, west, north, east in degrees, the lesser first, not {value!r}")
    return south, west, north, east


def _all(value: str | Iterable[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _day(value: str | dt.date | None) -> dt.date | None:
    when = parse_published(value) if isinstance(value, str) else value
    return when.date() if isinstance(when, dt.datetime) else when


def _word(enumeration: type[Word], value: str) -> Word:
    try:
        return enumeration(value)
    except ValueError as error:
        raise ConfigError(f"{value!r} is none of {', '.join(word.value for word in enumeration)}") from error
