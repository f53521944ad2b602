"""What may be asked of the books, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from counterclaim.records.comparison import Comparison
from counterclaim.records.words import MeetingStatus
from counterclaim.store.asking import Days

T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """Which agreements or meetings. All that is set must hold.

    Attributes:
        days: of agreements when reports mention them, and when armed acts were that may break them; of meetings when they are, or, where no
            day is told, when reports tell of them. What an agreement has cost since is counted from its first day on whatever is asked.
        parties: all of them are parties to it, or meet or mediate.
        statuses: of meetings, any of these.
        endangered: only meetings that something is said to endanger.
    """

    days: Days = Days()
    parties: frozenset[str] = frozenset()
    statuses: frozenset[MeetingStatus] = frozenset()
    endangered: bool = False


@dataclass(frozen=True)
class Open(Generic[T]):
    """A ledger or calendar, with the claims, events and reports that it names, and the number of reports that were joined."""

    page: T
    beside: Comparison
    reports: int
