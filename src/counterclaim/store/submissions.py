"""What was sent in from outside. It waits here; nothing of it enters the record before somebody has accepted it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from counterclaim.errors import UnknownError
from counterclaim.store.asking import Found, Page
from counterclaim.store.people_tables import submissions


class Fate(StrEnum):
    """What became of something that was sent in."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True)
class Sent:
    """A report or an address as it was sent in; `sender` is the user of the token, None for nobody known."""

    text: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    sender: str | None = None


@dataclass(frozen=True)
class Submission:
    """What was sent in, and what became of it. `reports` counts those that came of it."""

    id: int
    at: str
    fate: Fate
    sent: Sent
    decided_by: str | None
    decided_at: str | None
    why: str | None
    reports: int | None


class Submissions:
    """What was sent in, over a connection that is in a transaction, at a moment."""

    def __init__(self, connection: Connection, now: str) -> None:
        """`now` is what is written to rows."""
        self._on, self._now = connection, now

    def waiting(self) -> int:
        """How many wait."""
        query = select(func.count()).select_from(submissions).where(submissions.c.state == Fate.WAITING.value)
        return int(self._on.execute(query).scalar_one())

    def add(self, sent: Sent) -> int:
        """Puts something into the queue; its number."""
        row = insert(submissions).values(at=self._now, state=Fate.WAITING.value, **asdict(sent)).returning(submissions.c.id)
        return int(self._on.execute(row).scalar_one())

    def list(self, fate: Fate, page: Page) -> Found[Submission]:
        """A page of those of one fate, the oldest first."""
        chosen = submissions.c.state == fate.value
        total = int(self._on.execute(select(func.count()).select_from(submissions).where(chosen)).scalar_one())
        query = select(submissions).where(chosen).order_by(submissions.c.id).limit(page.size).offset(page.start)
        return Found(tuple(_submission(row) for row in self._on.execute(query)), total)

    def one(self, number: int) -> Submission:
        """One by its number. Raises UnknownError."""
        row = self._on.execute(select(submissions).where(submissions.c.id == number)).one_or_none()
        if row is None:
            raise UnknownError(f"submission {number}")
        return _submission(row)

    def decide(self, number: int, fate: Fate, who: str, *, why: str | None = None, reports: int | None = None) -> None:
        """Says what became of one that waits. Raises UnknownError when there is none of the number that waits."""
        told = {"state": fate.value, "decided_by": who, "decided_at": self._now, "why": why, "reports": reports}
        waits = (submissions.c.id == number) & (submissions.c.state == Fate.WAITING.value)
        if not self._on.execute(update(submissions).where(waits).values(told)).rowcount:
            raise UnknownError(f"waiting submission {number}")


def _submission(row: Row[Any]) -> Submission:
    sent = Sent(row.text, row.url, row.outlet, row.title, row.published, row.sender)
    return Submission(row.id, row.at, Fate(row.state), sent, row.decided_by, row.decided_at, row.why, row.reports)
