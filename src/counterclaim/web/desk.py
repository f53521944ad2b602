"""What a request may use: the store, what the server was started with, and what reads reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, cast

from fastapi import Depends, Request

from counterclaim.records.models import Place, Record, Report
from counterclaim.store.store import Store

Box = tuple[float, float, float, float]
"""South, west, north, east, in degrees."""
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True)
class DeskOptions:
    """What the server was started with.

    Attributes:
        hosts: names under which it may be asked for; others are refused.
        writing: whether those who are signed in may decide.
        submit: whether anybody may send reports in, to wait for moderation.
        private: whether reading needs a sign-in too.
        https: whether readers come over https, if only through a proxy: cookies are then kept to it.
        borders: a GeoJSON file whose lines are drawn on the map.
        accords: a folder of the user's own agreements, see `docs/accords.md`.
        demo: whether what is shown is the bundled samples.
    """

    hosts: tuple[str, ...] = LOOPBACK
    writing: bool = False
    submit: bool = False
    private: bool = False
    https: bool = False
    borders: Path | None = None
    accords: Path | None = None
    demo: bool = False


@dataclass(frozen=True)
class Reading:
    """What reads for the desk: reports into records, addresses into reports, and the larger settlements of a box."""

    read: Callable[[Sequence[Report]], Sequence[Record]]
    fetch: Callable[[str], Sequence[Report]]
    settlements: Callable[[Box], Sequence[Place]]


@dataclass(frozen=True)
class Desk:
    """One running desk."""

    store: Store
    options: DeskOptions = field(default_factory=DeskOptions)
    reading: Reading | None = None

    def settlements(self, box: Box) -> Sequence[Place]:
        """The larger settlements in a box, none where there is no index of places."""
        return self.reading.settlements(box) if self.reading is not None else ()


def desk_of(request: Request) -> Desk:
    """The desk that a request asks."""
    return cast("Desk", request.app.state.desk)


AtDesk = Annotated[Desk, Depends(desk_of)]
