"""What is remembered of feeds and their items, so that a watch that is cut off anywhere goes on where it was.

All functions work in the transaction of the connection that they are given; writers are one at a time, see `connections`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Text, bindparam, case, func, insert, select, update

from counterclaim.store.batches import in_batches
from counterclaim.store.feed_tables import feed_items, feeds

MAX_INTERRUPTED = 10
"""How often the program may end in the midst of reading an item, alone after the first time, before the item is taken for the cause."""


class ItemState(StrEnum):
    """Where an item is. `FOUND` and `READING` are on the way; the others are final, `FAILED` until its next try."""

    FOUND = "found"
    READING = "reading"
    STORED = "stored"
    COPY = "copy"
    SKIPPED = "skipped"
    FAILED = "failed"


FINAL = (ItemState.STORED, ItemState.COPY, ItemState.SKIPPED, ItemState.FAILED)


@dataclass(frozen=True)
class FeedEntry:
    """A feed as it is to be watched. `settings` is any text that another set of settings would not have."""

    name: str
    url: str
    settings: str


@dataclass(frozen=True)
class KeptFeed:
    """What is known of a feed."""

    name: str
    etag: str | None
    last_modified: str | None
    next_at: str
    failures: int
    dead_since: str | None


@dataclass(frozen=True)
class NewItem:
    """An item as its feed has it now; `published` is ISO text."""

    key: str
    url: str
    version: str
    title: str | None
    published: str | None


@dataclass(frozen=True)
class KeptItem:
    """An item that is still to be fetched. `interrupted` is how often the program ended while it was read, `report` what it gave in an
    earlier version."""

    id: int
    feed: str
    url: str
    published: str | None
    failures: int
    interrupted: int
    retry_at: str | None
    report: str | None


@dataclass(frozen=True)
class Ending:
    """The final state of an item. `failures` is how many tries in a row failed, `retry_at` when the next is due."""

    item: int
    state: ItemState
    reason: str | None = None
    report: str | None = None
    failures: int = 0
    retry_at: str | None = None


@dataclass(frozen=True)
class Looked:
    """What a look at a feed gave: an `error`, or what to ask for next time."""

    name: str
    next_at: str
    etag: str | None = None
    last_modified: str | None = None
    title: str | None = None
    error: str | None = None


def enter_feeds(on: Connection, entries: Iterable[FeedEntry], now: str) -> list[KeptFeed]:
    """Makes the feeds known and gives what is kept of each, in order. One with other settings than before is asked anew, in full."""
    found: list[KeptFeed] = []
    for entry in entries:
        row = on.execute(select(feeds).where(feeds.c.name == entry.name)).one_or_none()
        told = {"url": entry.url, "settings": entry.settings}
        if row is None:
            on.execute(insert(feeds).values(name=entry.name, **told, entered_at=now, next_at=now, failures=0))
        elif row.settings != entry.settings:
            anew = {"etag": None, "last_modified": None, "next_at": now, "failures": 0, "error": None, "dead_since": None}
            on.execute(update(feeds).where(feeds.c.name == entry.name).values(**told, **anew))
        row = on.execute(select(feeds).where(feeds.c.name == entry.name)).one()
        found.append(KeptFeed(row.name, row.etag, row.last_modified, row.next_at, row.failures, row.dead_since))
    return found


def recover_items(on: Connection, now: str) -> int:
    """Puts items that were cut off while they were read back to `found`; gives how many. What was cut off time and again is skipped."""
    cut = feed_items.c.state == ItemState.READING
    often = feed_items.c.interrupted + 1 >= MAX_INTERRUPTED
    reason = f"the program ended {MAX_INTERRUPTED} times while it was read"
    changed = on.execute(
        update(feed_items)
        .where(cut)
        .values(
            state=case((often, ItemState.SKIPPED), else_=ItemState.FOUND),
            reason=case((often, reason), else_=None),
            interrupted=feed_items.c.interrupted + 1,
            changed_at=now,
        )
    )
    return changed.rowcount


def pending_items(on: Connection, names: Sequence[str], items: Sequence[int] | None = None) -> list[KeptItem]:
    """The items of these feeds that are still to be fetched, or to be tried again, in the order in which they were found.

    `items` limits them to these ids.
    """
    columns = [feed_items.c[name] for name in ("id", "feed", "url", "published", "failures", "interrupted", "retry_at", "report")]
    query = select(*columns).where(feed_items.c.state.in_((ItemState.FOUND, ItemState.FAILED)))
    rows: list[Any] = []
    if items is None:
        for batch in in_batches(names):
            rows += on.execute(query.where(feed_items.c.feed.in_(batch)).order_by(feed_items.c.id))
    else:
        for some in in_batches(items):
            rows += on.execute(query.where(feed_items.c.id.in_(some)).order_by(feed_items.c.id))
    return [KeptItem(*row) for row in rows]


def note_look(on: Connection, look: Looked, items: Sequence[NewItem], now: str, dead_after: int) -> list[int]:
    """Writes what a look at a feed gave; gives the ids of items that are to be fetched.

    What the server gave to ask with next time is written with the items, never before them: an item could be lost otherwise.
    """
    kept = on.execute(select(feeds.c.failures, feeds.c.dead_since).where(feeds.c.name == look.name)).one()
    values: dict[str, Any] = {"next_at": look.next_at, "asked_at": now}
    if look.error is None:
        values |= {"failures": 0, "error": None, "dead_since": None, "answered_at": now, "etag": look.etag}
        values |= {"last_modified": look.last_modified, **({"title": look.title} if look.title else {})}
    else:
        dead = kept.dead_since or (now if kept.failures + 1 >= dead_after else None)
        values |= {"failures": kept.failures + 1, "error": look.error, "dead_since": dead}
    on.execute(update(feeds).where(feeds.c.name == look.name).values(**values))
    return _enter_items(on, look.name, items, now)


def _enter_items(on: Connection, feed: str, items: Sequence[NewItem], now: str) -> list[int]:
    known = _known(on, feed, [item.key for item in items])
    elsewhere = _elsewhere(on, feed, [item.key for item in items if item.key not in known])
    new = [
        {"feed": feed, "key": item.key, "found_at": now, **_told(item, now), **_first_state(elsewhere.get(item.key))}
        for item in items
        if item.key not in known
    ]
    if new:
        on.execute(insert(feed_items), new)
    changed = [item for item in items if item.key in known and known[item.key].version != item.version and known[item.key].state in FINAL]
    again: dict[str, Any] = {"state": ItemState.FOUND, "reason": None, "failures": 0, "interrupted": 0, "retry_at": None}
    for item in changed:
        kept = known[item.key]
        lost = {"report": None} if kept.state == ItemState.COPY else {}  # the report of a copy is another item's
        on.execute(update(feed_items).where(feed_items.c.id == kept.id).values(**_told(item, now), **again, **lost))
    rows = _known(on, feed, [str(row["key"]) for row in new] + [item.key for item in changed])
    return sorted(row.id for row in rows.values() if row.state == ItemState.FOUND)


def _told(item: NewItem, now: str) -> dict[str, Any]:
    return {"url": item.url, "title": item.title, "published": item.published, "version": item.version, "changed_at": now}


def _first_state(twin: Any) -> dict[str, Any]:
    """That of a new item: a copy at once, where another feed has the same address and gave a report."""
    start = {"state": ItemState.FOUND, "reason": None, "report": None, "failures": 0, "interrupted": 0}
    if twin is None:
        return start
    return {**start, "state": ItemState.COPY, "reason": f"the same address as in the feed {twin.feed}", "report": twin.report}


def _known(on: Connection, feed: str, keys: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for batch in in_batches(keys):
        query = select(feed_items.c.id, feed_items.c.key, feed_items.c.version, feed_items.c.state)
        found |= {row.key: row for row in on.execute(query.where(feed_items.c.feed == feed, feed_items.c.key.in_(batch)))}
    return found


def _elsewhere(on: Connection, feed: str, keys: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for batch in in_batches(keys):
        query = select(feed_items.c.key, feed_items.c.feed, feed_items.c.report).where(
            feed_items.c.feed != feed, feed_items.c.key.in_(batch), feed_items.c.state == ItemState.STORED, feed_items.c.report.is_not(None)
        )
        found |= {row.key: row for row in on.execute(query.order_by(feed_items.c.id.desc()))}
    return found


def begin_items(on: Connection, items: Sequence[int], now: str) -> None:
    """Items are about to be read: what ends the program now can be told from what does not."""
    for batch in in_batches(items):
        on.execute(update(feed_items).where(feed_items.c.id.in_(batch)).values(state=ItemState.READING, changed_at=now))


def end_items(on: Connection, endings: Sequence[Ending], now: str) -> None:
    """Writes final states. An item keeps the report of an earlier version when the new one gave none."""
    if not endings:
        return
    gave = bindparam("gave", type_=Text())
    change = (
        update(feed_items)
        .where(feed_items.c.id == bindparam("item"))
        .values(
            state=bindparam("state"),
            reason=bindparam("reason"),
            failures=bindparam("failures"),
            retry_at=bindparam("retry_at"),
            report=func.coalesce(gave, feed_items.c.report),
            interrupted=case((gave.is_(None), feed_items.c.interrupted), else_=0),
            changed_at=now,
        )
    )
    on.execute(
        change,
        [
            {"item": e.item, "state": e.state, "reason": e.reason, "failures": e.failures, "retry_at": e.retry_at, "gave": e.report}
            for e in endings
        ],
    )


@dataclass(frozen=True)
class ItemStatus:
    """Where an item is, with its reason and its report."""

    feed: str
    url: str
    state: ItemState
    reason: str | None
    report: str | None
    retry_at: str | None


def item_states(on: Connection, names: Sequence[str] | None = None) -> list[ItemStatus]:
    """All items, or those of some feeds, in the order in which they were found."""
    columns = [feed_items.c[name] for name in ("feed", "url", "state", "reason", "report", "retry_at")]
    query = select(*columns).order_by(feed_items.c.id)
    if names is not None:
        query = query.where(feed_items.c.feed.in_(names))
    return [ItemStatus(row.feed, row.url, ItemState(row.state), row.reason, row.report, row.retry_at) for row in on.execute(query)]


@dataclass(frozen=True)
class FeedStatus:
    """How a feed does. `news_at` is when its newest item was published, or, where it never says that, found; counts are by state."""

    name: str
    url: str
    asked_at: str | None
    answered_at: str | None
    next_at: str
    failures: int
    error: str | None
    dead_since: str | None
    news_at: str | None
    counts: dict[str, int]


def feed_statuses(on: Connection) -> list[FeedStatus]:
    """All feeds that were ever watched, by name."""
    counts: dict[str, dict[str, int]] = {}
    for feed, state, number in on.execute(
        select(feed_items.c.feed, feed_items.c.state, func.count()).group_by(feed_items.c.feed, feed_items.c.state)
    ):
        counts.setdefault(feed, {})[state] = number
    told = func.coalesce(func.max(feed_items.c.published), func.max(feed_items.c.found_at))
    newest = select(feed_items.c.feed, told).group_by(feed_items.c.feed)
    news: dict[str, str] = {feed: when for feed, when in on.execute(newest)}
    return [
        FeedStatus(
            row.name, row.url, row.asked_at, row.answered_at, row.next_at, row.failures, row.error, row.dead_since,
            news.get(row.name), counts.get(row.name, {}),
        )
        for row in on.execute(select(feeds).order_by(feeds.c.name))
    ]  # fmt: skip


def age_of(moment: str, now: dt.datetime) -> dt.timedelta:
    """How long ago a moment was, whether it is a day or a time; a day counts from its beginning."""
    when = dt.datetime.fromisoformat(moment)
    return now - (when if when.tzinfo else when.replace(tzinfo=dt.UTC))
