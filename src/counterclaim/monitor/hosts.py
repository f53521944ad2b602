"""Politeness: one request at a time to a host, and a pause after it. Knows no network and no clock but what it is told."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Job = TypeVar("Job")


@dataclass
class _Host(Generic[Job]):
    waiting: deque[Job] = field(default_factory=deque)
    at_work: bool = False
    not_before: float = 0.0


class Hosts(Generic[Job]):
    """What waits for which host. Times are seconds of any clock that only goes forward."""

    def __init__(self) -> None:
        self._hosts: dict[str, _Host[Job]] = {}

    def add(self, host: str, job: Job, *, first: bool = False) -> None:
        """Puts a job in the queue of its host, at its end or its front."""
        waiting = self._hosts.setdefault(host, _Host()).waiting
        if first:
            waiting.appendleft(job)
        else:
            waiting.append(job)

    def take(self, now: float) -> tuple[str, Job] | None:
        """The next job of a host that is free and whose pause is over; the host is at work until `done`. None when there is none."""
        for name, host in self._hosts.items():
            if host.waiting and not host.at_work and host.not_before <= now:
                host.at_work = True
                self._hosts[name] = self._hosts.pop(name)  # to the end: hosts take turns
                return name, host.waiting.popleft()
        return None

    def done(self, name: str, now: float, pause_s: float) -> None:
        """The host is free again after a pause."""
        host = self._hosts[name]
        host.at_work = False
        host.not_before = max(host.not_before, now + pause_s)

    def next_at(self) -> float | None:
        """When the next job can be taken; None when none waits for a host that is free."""
        return min((host.not_before for host in self._hosts.values() if host.waiting and not host.at_work), default=None)

    def forget(self, now: float) -> None:
        """Drops hosts for which nothing waits and whose pause is over, so that months of watching do not add up."""
        for name in [n for n, host in self._hosts.items() if not host.waiting and not host.at_work and host.not_before <= now]:
            del self._hosts[name]

    @property
    def waiting(self) -> int:
        """Jobs in all queues."""
        return sum(len(host.waiting) for host in self._hosts.values())

    @property
    def at_work(self) -> int:
        """Hosts that are being asked."""
        return sum(host.at_work for host in self._hosts.values())
