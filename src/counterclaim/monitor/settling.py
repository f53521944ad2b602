"""What came of visits, into the store: an item's final state is written in the same transaction as its report."""

from __future__ import annotations

import datetime as dt
import logging
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from counterclaim.backoff import wait_s
from counterclaim.errors import CounterclaimError, FetchError, RecordError
from counterclaim.ingest.feeds import Item, Listing
from counterclaim.monitor.config import Feed, Manners
from counterclaim.monitor.jobs import Condition, FeedJob, ItemJob, Job, Look, Outcome
from counterclaim.records.models import Record, Report
from counterclaim.store.asking import Added, How
from counterclaim.store.feed_state import Ending, ItemState, KeptItem, Looked, NewItem, begin_items, end_items, note_look, pending_items
from counterclaim.store.store import Store, moment
from counterclaim.store.writing import Writing

LOG = logging.getLogger(__name__)

Reader = Callable[[Sequence[Report]], Iterable[Record]]
"""Reads reports: gives one record for each, in order."""
Clock = Callable[[], dt.datetime]
Due = tuple[Job, dt.datetime | None]
"""A job and when it is due; None for now."""


@dataclass(frozen=True)
class Settled:
    """What is to be done next because of what was settled, and how many items came to which state."""

    due: list[Due] = field(default_factory=list)
    counts: Counter[ItemState] = field(default_factory=Counter)


@dataclass(frozen=True)
class Settler:
    """Writes outcomes. `feeds` are those that are watched, by name; `chance` gives numbers from 0 to 1, for the jitter of waits."""

    store: Store
    read: Reader
    feeds: dict[str, Feed]
    manners: Manners
    clock: Clock
    chance: Callable[[], float] = random.random

    def settle(self, outcomes: Sequence[Outcome]) -> Settled:
        """Reads what was fetched and writes all of it. Raises StoreError when the store refuses; none of it is then kept."""
        read = self._read(outcomes)
        settled = Settled()
        with self.store.writing() as work:
            added = iter(work.add([result for _, result in read if isinstance(result, Record)]))
            endings: list[tuple[ItemJob, Ending]] = []
            for job, result in read:
                if isinstance(job, FeedJob):
                    settled.due.extend(self._look(work, job, result))
                elif isinstance(result, Record):
                    endings.append((job, ending_of(job, next(added))))
                elif isinstance(result, Report):
                    endings.append((job, ending_of(job, Added(result.id, How.KNOWN, result.id, 0))))
                elif isinstance(result, RecordError):
                    endings.append((job, self._refused(job, result)))
            end_items(work.connection, [ending for _, ending in endings], work.now)
        for job, ending in endings:
            self._tell(settled, job, ending)
        return settled

    def _read(self, outcomes: Sequence[Outcome]) -> list[tuple[Job, Look | Report | Record | RecordError]]:
        """The outcomes in order, with the records of reports that are not known in the place of these reports.

        What is about to be read is marked before: what ends the program can then be told from what does not.
        """
        fetched = [(o.job.id, o.result) for o in outcomes if isinstance(o.job, ItemJob) and isinstance(o.result, Report)]
        if not fetched:
            return [(o.job, o.result) for o in outcomes]
        with self.store.reading() as view:
            places = view.places([report for _, report in fetched])
        wanted = [pair for pair, how in zip(fetched, places, strict=True) if how is not How.KNOWN]
        with self.store.writing() as work:
            begin_items(work.connection, [item for item, _ in wanted], work.now)
        records = dict(zip((item for item, _ in wanted), self._records([report for _, report in wanted]), strict=True))
        return [(o.job, records.get(o.job.id, o.result) if isinstance(o.job, ItemJob) else o.result) for o in outcomes]

    def _records(self, reports: Sequence[Report]) -> list[Record | RecordError]:
        """The records of reports, read together; one by one where that fails, so that one bad report costs no other."""
        try:
            return list(self.read(reports))
        except Exception as error:
            _require_own(error)
            return [self._record(report) for report in reports]

    def _record(self, report: Report) -> Record | RecordError:
        try:
            return next(iter(self.read([report])))
        except Exception as error:
            _require_own(error)
            LOG.exception("a fault in reading %s", report.url)
            return RecordError(f"a fault of this program: {type(error).__name__}")

    def _tell(self, settled: Settled, job: ItemJob, ending: Ending) -> None:
        settled.counts[ending.state] += 1
        LOG.info(
            "%s: %s%s",
            job.url,
            ending.state,
            f": {ending.reason}" if ending.reason else "",
            extra={"feed": job.feed.name, "url": job.url, "state": str(ending.state), "reason": ending.reason, "report": ending.report},
        )
        if ending.retry_at is not None:
            again = ItemJob(job.feed, job.id, job.url, job.published, ending.failures, job.report, job.alone)
            settled.due.append((again, dt.datetime.fromisoformat(ending.retry_at)))

    def _refused(self, job: ItemJob, error: RecordError) -> Ending:
        failures = job.failures + 1
        if not (isinstance(error, FetchError) and error.passing):
            return Ending(job.id, ItemState.SKIPPED, str(error), failures=failures)
        if failures >= self.manners.max_tries:
            return Ending(job.id, ItemState.SKIPPED, f"given up after {failures} tries: {error}", failures=failures)
        return Ending(job.id, ItemState.FAILED, str(error), failures=failures, retry_at=moment(self._retry(failures, error)))

    def _retry(self, failures: int, error: RecordError) -> dt.datetime:
        wait = wait_s(failures, self.manners.retry_min * 60, self.manners.retry_most_min * 60, self.chance)
        asked = error.retry_after_s if isinstance(error, FetchError) else None
        return self.clock() + dt.timedelta(seconds=max(wait, asked or 0.0))

    def _look(self, work: Writing, job: FeedJob, result: object) -> list[Due]:
        name = job.feed.name
        if isinstance(result, RecordError):
            when = self._retry(job.failures + 1, result)
            note_look(work.connection, Looked(name, moment(when), error=str(result)), (), work.now, self.manners.dead_after)
            self._report_failure(job, result)
            return [(FeedJob(job.feed, job.condition, job.failures + 1), when)]
        assert isinstance(result, Look)
        when = self.clock() + dt.timedelta(minutes=job.feed.interval_min or self.manners.interval_min)
        items = [] if result.listing is None else self._wanted(job.feed, result.listing)
        title = result.listing.title if result.listing else None
        looked = Looked(name, moment(when), result.condition.etag, result.condition.last_modified, title)
        found = [_new_item(item, self.clock()) for item in items]
        wanted = note_look(work.connection, looked, found, work.now, self.manners.dead_after)
        LOG.info("%s: %d items, %d to fetch", name, len(items), len(wanted), extra={"feed": name, "items": len(items), "new": len(wanted)})
        jobs: list[Due] = [(item_job(item, self.feeds), None) for item in pending_items(work.connection, (), wanted)]
        return [*jobs, (FeedJob(job.feed, result.condition), when)]

    def _wanted(self, feed: Feed, listing: Listing) -> list[Item]:
        items = [item for item in listing.items if feed.takes(item.url)]
        most = feed.max_items or self.manners.max_items
        if len(items) > most:
            LOG.warning("%s: %d items, of which the first %d are taken (max_items)", feed.name, len(items), most, extra={"feed": feed.name})
        return items[:most]

    def _report_failure(self, job: FeedJob, error: RecordError) -> None:
        failures = job.failures + 1
        told = {"feed": job.feed.name, "failures": failures, "reason": str(error)}
        if failures == self.manners.dead_after:
            LOG.warning("the feed %s is dead: %d tries in a row failed, last: %s", job.feed.name, failures, error, extra=told)
        else:
            LOG.info("%s: %s", job.feed.name, error, extra=told)


def ending_of(job: ItemJob, added: Added) -> Ending:
    """The final state of an item that was read: stored, or a copy of what was there."""
    if added.how is not How.STORED and added.report != job.report:
        return Ending(job.id, ItemState.COPY, "the same text is stored already", added.report)
    if added.origin != added.report:
        return Ending(job.id, ItemState.COPY, f"it repeats the report {added.origin}", added.report)
    return Ending(job.id, ItemState.STORED, report=added.report)


def item_job(item: KeptItem, feeds: dict[str, Feed]) -> ItemJob:
    """The job of fetching an item of one of these feeds."""
    published = None if item.published is None else _parsed(item.published)
    return ItemJob(feeds[item.feed], item.id, item.url, published, item.failures, item.report, item.interrupted > 0)


def feed_job(feed: Feed, etag: str | None, last_modified: str | None, failures: int) -> FeedJob:
    """The job of looking at a feed."""
    return FeedJob(feed, Condition(etag, last_modified), failures)


def _new_item(item: Item, now: dt.datetime) -> NewItem:
    """A day of publication that lies ahead tells nothing."""
    published = item.published
    day = published.date() if isinstance(published, dt.datetime) else published
    told = None if day is None or day > now.date() + dt.timedelta(days=1) else published
    written = None if told is None else moment(told) if isinstance(told, dt.datetime) else told.isoformat()
    return NewItem(item.key, item.url, item.version, item.title, written)


def _parsed(text: str) -> dt.date | dt.datetime:
    return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)


def _require_own(error: Exception) -> None:
    """Raises the error on when it concerns more than one report."""
    if isinstance(error, CounterclaimError) and not isinstance(error, RecordError):
        raise error
