"""How feeds and alerts do, as lines for `counterclaim status`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterclaim.store.feed_state import FeedStatus
    from counterclaim.store.reading import Reading


def feed_lines(desk: Reading) -> list[str]:
    """A line for each feed, with a second one where something is wrong, and one for alerts that wait; none where nothing is watched."""
    from counterclaim.store.alert_state import delivery_counts
    from counterclaim.store.feed_state import feed_statuses

    now = dt.datetime.now(dt.UTC)
    feeds = feed_statuses(desk.connection)
    lines = ["feeds:"] if feeds else []
    for feed in feeds:
        lines += _lines(feed, now)
    words = {"pending": "still to be sent", "given_up": "given up"}
    for (channel, state), number in sorted(delivery_counts(desk.connection).items()):
        lines += [f"alerts: {number} {words[state]} by {channel}"] if state in words else []
    return lines


def _lines(feed: FeedStatus, now: dt.datetime) -> list[str]:
    from counterclaim.store.feed_state import age_of
    from counterclaim.views.wording import listed

    news = f"newest item {age_words(age_of(feed.news_at, now))} old" if feed.news_at else "no items yet"
    asked = f"asked {age_words(age_of(feed.asked_at, now))} ago" if feed.asked_at else "not asked yet"
    counts = listed([f"{number:,} {state}" for state, number in sorted(feed.counts.items())])
    lines = [f"  {feed.name}: {news}, {asked}" + (f"; {counts}" if counts else "")]
    if (trouble := trouble_of(feed)) is not None:
        lines.append(f"    {trouble}")
    return lines


def trouble_of(feed: FeedStatus) -> str | None:
    """What is wrong with a feed, None if it was read at the last look."""
    from counterclaim.views.wording import one_line

    if not feed.error:
        return None
    head = f"dead since {feed.dead_since[:16].replace('T', ' ')} UTC" if feed.dead_since else "not read"
    return f"{head}: {one_line(feed.error)} ({feed.failures} {'try' if feed.failures == 1 else 'tries in a row'})"


def age_words(age: dt.timedelta) -> str:
    """A length of time by its largest unit: "3 days", "5 hours", "1 minute"."""
    from counterclaim.views.wording import counted

    seconds = max(0, int(age.total_seconds()))
    for unit, length in (("day", 86_400), ("hour", 3_600)):
        if seconds >= length:
            return counted(seconds // length, unit)
    return counted(seconds // 60, "minute")
