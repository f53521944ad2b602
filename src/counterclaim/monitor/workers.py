"""Threads that visit the web. They share nothing with the thread that keeps the state but two queues."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, Queue

from counterclaim.monitor.jobs import Job, Outcome


class Workers:
    """A number of threads that do jobs. They die with the program: what they are at is not yet part of any state."""

    def __init__(self, number: int, do: Callable[[Job], Outcome]) -> None:
        self._jobs: Queue[Job | None] = Queue()
        self._outcomes: Queue[Outcome] = Queue()
        self._do = do
        self._number = number
        self._busy = 0
        for n in range(number):
            threading.Thread(target=self._work, name=f"visitor-{n + 1}", daemon=True).start()

    @property
    def free(self) -> int:
        """How many have nothing to do."""
        return self._number - self._busy

    @property
    def waiting(self) -> int:
        """How many outcomes wait to be collected."""
        return self._outcomes.qsize()

    def give(self, job: Job) -> None:
        """Hands a job to a thread that is free."""
        self._busy += 1
        self._jobs.put(job)

    def collect(self, wait_s: float, most: int) -> list[Outcome]:
        """What has been done, `most` outcomes at most; waits for the first of them."""
        found: list[Outcome] = []
        try:
            found.append(self._outcomes.get(timeout=wait_s) if wait_s > 0 else self._outcomes.get_nowait())
            while len(found) < most:
                found.append(self._outcomes.get_nowait())
        except Empty:
            pass
        self._busy -= len(found)
        return found

    def stop(self) -> None:
        """Lets the threads end when they have done what they are at."""
        for _ in range(self._number):
            self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._outcomes.put(self._do(job))
