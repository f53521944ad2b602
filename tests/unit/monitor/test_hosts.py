from __future__ import annotations

import datetime as dt

import pytest

from counterclaim.backoff import wait_s
from counterclaim.ingest.feeds import FeedKind
from counterclaim.monitor.config import Feed
from counterclaim.monitor.hosts import Hosts
from counterclaim.monitor.jobs import Condition, FeedJob, ItemJob
from counterclaim.monitor.schedule import Schedule, host_of

NOON = dt.datetime(2023, 5, 12, 12, tzinfo=dt.UTC)
FEED = Feed(name="wire", url="https://a.example/feed", kind=FeedKind.AUTO)


def test_one_job_at_a_time_and_a_pause_after_it() -> None:
    hosts: Hosts[int] = Hosts()
    hosts.add("a", 1)
    hosts.add("a", 2)
    assert hosts.take(0.0) == ("a", 1)
    assert hosts.take(0.0) is None
    assert hosts.next_at() is None
    hosts.done("a", 10.0, 5.0)
    assert hosts.take(14.9) is None
    assert hosts.next_at() == 15.0
    assert hosts.take(15.0) == ("a", 2)


def test_hosts_take_turns_and_are_forgotten() -> None:
    hosts: Hosts[int] = Hosts()
    for job in (1, 2):
        hosts.add("a", job)
        hosts.add("b", job)
    taken = []
    for _ in range(4):
        found = hosts.take(0.0)
        assert found is not None
        taken.append(found)
        hosts.done(found[0], 0.0, 0.0)
    assert taken == [("a", 1), ("b", 1), ("a", 2), ("b", 2)]
    hosts.forget(0.0)
    assert hosts._hosts == {}


def test_a_wait_that_a_server_asked_for_is_not_cut_short() -> None:
    hosts: Hosts[int] = Hosts()
    hosts.add("a", 1)
    assert hosts.take(0.0) is not None
    hosts.done("a", 0.0, 100.0)
    hosts.forget(50.0)
    hosts.add("a", 2)
    assert hosts.take(99.0) is None
    assert hosts.take(100.0) == ("a", 2)


def test_the_schedule_gives_feeds_first_and_jobs_at_their_time() -> None:
    schedule = Schedule()
    item = ItemJob(FEED, 1, "https://a.example/1", None)
    feed = FeedJob(FEED, Condition())
    schedule.put(item)
    schedule.put(feed)
    schedule.put(ItemJob(FEED, 2, "https://b.example/2", None), NOON + dt.timedelta(seconds=30))
    assert schedule.take(0.0) is feed
    assert schedule.wait_s(NOON, 0.0) == 30.0
    schedule.done(feed, 0.0, 7.0)
    assert schedule.wait_s(NOON, 0.0) == 7.0
    assert schedule.take(7.0) is item
    schedule.done(item, 7.0, 0.0)
    assert schedule.idle
    schedule.release(NOON + dt.timedelta(seconds=30))
    assert schedule.queued == 1
    assert host_of("HTTPS://B.example:8443/x") == "b.example"


@pytest.mark.parametrize(("failures", "shortest", "longest"), [(1, 30, 60), (2, 60, 120), (4, 240, 480), (50, 500, 1000)])
def test_waits_double_up_to_the_longest(failures: int, shortest: float, longest: float) -> None:
    assert wait_s(failures, 60, 1000, lambda: 0.0) == shortest
    assert wait_s(failures, 60, 1000, lambda: 1.0) == longest
