"""What is due when: jobs wait for their moment, then for their host."""

from __future__ import annotations

import datetime as dt
import heapq
from urllib.parse import urlsplit

from counterclaim.monitor.hosts import Hosts
from counterclaim.monitor.jobs import FeedJob, Job


class Schedule:
    """All jobs that are still to be done. Moments are wall-clock times, pauses of hosts are seconds of a clock that only goes forward."""

    def __init__(self) -> None:
        self._later: list[tuple[dt.datetime, int, Job]] = []
        self._hosts: Hosts[Job] = Hosts()
        self._number = 0

    def put(self, job: Job, when: dt.datetime | None = None) -> None:
        """Adds a job, due now or at a moment."""
        self._number += 1
        if when is None:
            self._queue(job)
        else:
            heapq.heappush(self._later, (when, self._number, job))

    def release(self, now: dt.datetime) -> None:
        """Moves what has come due into the queues of hosts."""
        while self._later and self._later[0][0] <= now:
            self._queue(heapq.heappop(self._later)[2])

    def take(self, clock: float) -> Job | None:
        """A job that may be done now; `done` is to follow."""
        taken = self._hosts.take(clock)
        return taken[1] if taken else None

    def done(self, job: Job, clock: float, pause_s: float) -> None:
        """A job has been done, and its host is to be left alone for a while."""
        self._hosts.done(host_of(job.url), clock, pause_s)
        self._hosts.forget(clock)

    def wait_s(self, now: dt.datetime, clock: float) -> float | None:
        """Seconds until a job can be taken; None when only those at work are left to wait for."""
        waits = [(self._later[0][0] - now).total_seconds()] if self._later else []
        ready = self._hosts.next_at()
        waits += [] if ready is None else [ready - clock]
        return max(0.0, min(waits)) if waits else None

    @property
    def queued(self) -> int:
        """Jobs that are due and wait for their host."""
        return self._hosts.waiting

    @property
    def idle(self) -> bool:
        """Whether nothing is due and nobody at work."""
        return not self._hosts.waiting and not self._hosts.at_work

    def _queue(self, job: Job) -> None:
        self._hosts.add(host_of(job.url), job, first=isinstance(job, FeedJob))


def host_of(url: str) -> str:
    """The host that an address is at."""
    return (urlsplit(url).hostname or "").lower()
