"""The watch: one thread keeps the state and decides, others visit the web.

Every item goes found → reading → stored, copy, skipped or failed; a failed one is tried again at its time. Each step is in the store
before the next begins, so a watch that is cut off, however rudely, goes on where it was.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from counterclaim.ingest.addresses import resolve
from counterclaim.ingest.network import Resolver
from counterclaim.monitor.config import Feed, FeedsFile
from counterclaim.monitor.jobs import FeedJob, ItemJob, Job, Outcome
from counterclaim.monitor.schedule import Schedule
from counterclaim.monitor.settling import Clock, Reader, Settler, feed_job, item_job
from counterclaim.monitor.visits import Visitor
from counterclaim.monitor.workers import Workers
from counterclaim.store.feed_state import FeedEntry, ItemState, KeptFeed, enter_feeds, pending_items, recover_items
from counterclaim.store.store import Store

LOG = logging.getLogger(__name__)

TOGETHER = 32
"""Outcomes that are settled in one go: reports are read faster together, and each transaction waits for the disk."""
BACKLOG = 2 * TOGETHER
"""Outcomes that may wait to be settled; beyond it no further pages are fetched, for reading is then the slower part."""
LOOK_UP_S = 0.5
"""How often the watch looks up to see whether it is to stop."""
CHORES_S = 60.0
"""How often chores are done while reports come in."""


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass
class Tally:
    """What this watch has done so far, for who looks on."""

    looks: int = 0
    queued: int = 0
    items: Counter[ItemState] = field(default_factory=Counter)

    @property
    def ended(self) -> int:
        """Items that came to a final state."""
        return sum(self.items.values())


@dataclass(frozen=True)
class WatchOptions:
    """How to watch: one round or until told to stop, what else is to be done now and then, who looks on, who resolves names."""

    once: bool = False
    chores: Callable[[], None] = lambda: None
    look_on: Callable[[Tally], None] = lambda tally: None
    resolver: Resolver = resolve
    clock: Clock = _now
    chance: Callable[[], float] = random.random


class Watch:
    """Watches the feeds of a file. `read` turns reports into records."""

    def __init__(self, file: FeedsFile, store: Store, read: Reader, options: WatchOptions | None = None) -> None:
        self._options = options or WatchOptions()
        self._file = file
        self._store = store
        self._feeds = {feed.name: feed for feed in file.feed}
        self._settler = Settler(store, read, self._feeds, file.watch, self._options.clock, self._options.chance)
        self._schedule = Schedule()
        self._current: dict[int, ItemJob] = {}
        self._chores_at = 0.0
        self.tally = Tally()

    def run(self, stop: threading.Event) -> Tally:
        """Watches until `stop` is set, or, for one round, until nothing is due. Raises StoreError when the store refuses."""
        self._begin()
        visitor = Visitor(self._file.watch, self._options.resolver)
        workers = Workers(self._file.watch.connections, visitor.do)
        try:
            self._hand_out(workers)
            while not stop.is_set() and not (self._options.once and self._schedule.idle):
                outcomes = workers.collect(self._pause(workers), TOGETHER)
                for outcome in outcomes:
                    self._schedule.done(outcome.job, time.monotonic(), outcome.pause_s)
                self._hand_out(workers)
                self._settle([outcome for outcome in outcomes if not self._is_outdated(outcome.job)])
        finally:
            workers.stop()
        self._options.chores()
        return self.tally

    def _begin(self) -> None:
        """Takes up what the store remembers. One round looks at every feed that is not in a back-off, whenever it was looked at last."""
        entries = [FeedEntry(feed.name, feed.url, _fingerprint(feed)) for feed in self._file.feed]
        with self._store.writing() as work:
            kept = enter_feeds(work.connection, entries, work.now)
            cut_off = recover_items(work.connection, work.now)
            pending = pending_items(work.connection, list(self._feeds))
        if cut_off:
            LOG.info("%d items were cut off while they were read, and are read again", cut_off)
        for feed in kept:
            self._put(feed_job(self._feeds[feed.name], feed.etag, feed.last_modified, feed.failures), self._due(feed))
        for item in pending:
            self._put(item_job(item, self._feeds), None if item.retry_at is None else dt.datetime.fromisoformat(item.retry_at))
        self._schedule.release(self._options.clock())

    def _due(self, feed: KeptFeed) -> dt.datetime | None:
        return None if self._options.once and not feed.failures else dt.datetime.fromisoformat(feed.next_at)

    def _put(self, job: Job, when: dt.datetime | None) -> None:
        """Schedules a job; one round leaves what is due later to the next, which finds it in the store.

        Of two jobs about one item the later counts: its feed may have changed it while it waited to be tried again, or was being fetched.
        """
        if isinstance(job, ItemJob):
            self._current[job.id] = job
        if when is None or when <= self._options.clock():
            self._schedule.put(job, None)
        elif not self._options.once:
            self._schedule.put(job, when)

    def _hand_out(self, workers: Workers) -> None:
        self._schedule.release(self._options.clock())
        while workers.free and workers.waiting < BACKLOG and (job := self._schedule.take(time.monotonic())) is not None:
            if self._is_outdated(job):
                self._schedule.done(job, time.monotonic(), 0.0)
            else:
                workers.give(job)

    def _is_outdated(self, job: Job) -> bool:
        return isinstance(job, ItemJob) and self._current.get(job.id) is not job

    def _pause(self, workers: Workers) -> float:
        wait = self._schedule.wait_s(self._options.clock(), time.monotonic()) if workers.free else None
        return LOOK_UP_S if wait is None else min(wait, LOOK_UP_S)

    def _settle(self, outcomes: list[Outcome]) -> None:
        for part in _parts(outcomes):
            settled = self._settler.settle(part)
            for outcome in part:
                if isinstance(outcome.job, ItemJob):
                    del self._current[outcome.job.id]
            for job, when in settled.due:
                self._put(job, when)
            self.tally.items.update(settled.counts)
            self.tally.looks += len(part) - sum(settled.counts.values())
        self.tally.queued = self._schedule.queued
        self._options.look_on(self.tally)
        if time.monotonic() >= self._chores_at:
            self._chores_at = time.monotonic() + CHORES_S
            self._options.chores()


def _parts(outcomes: list[Outcome]) -> list[list[Outcome]]:
    """What is settled together: items, but for those that are to be read alone; then looks, which may show that one has changed since."""
    items = [outcome for outcome in outcomes if isinstance(outcome.job, ItemJob) and not outcome.job.alone]
    alone = [[outcome] for outcome in outcomes if isinstance(outcome.job, ItemJob) and outcome.job.alone]
    looks = [outcome for outcome in outcomes if isinstance(outcome.job, FeedJob)]
    return [part for part in (items, *alone, looks) if part]


def _fingerprint(feed: Feed) -> str:
    """Another one when the feed's settings are others."""
    return hashlib.sha256(feed.model_dump_json().encode()).hexdigest()[:16]
