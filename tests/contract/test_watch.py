"""Feeds with all kinds of trouble: every item ends in a final state, none is lost, none is stored twice."""

from __future__ import annotations

import datetime as dt
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import pytest

from counterclaim.monitor.watch import Tally, Watch, WatchOptions
from counterclaim.records.models import Record, Report
from counterclaim.store.feed_state import FINAL, MAX_INTERRUPTED, FeedStatus, ItemState, feed_statuses, item_states
from counterclaim.store.store import Store
from trouble_web import COPIES, PASSING, SKIPPED, TROUBLES, Site, Trouble, TroubleWeb, resolver, serve_trouble

FORMS = ("rss", "atom", "json", "sitemap", "page")
MANNERS: dict[str, object] = {"timeout_s": 1.0, "connections": 12, "max_bytes": 100_000, "max_tries": 50}


@pytest.fixture(autouse=True)
def _quick_switches() -> Iterator[None]:
    """Server and watch share one interpreter here: with its usual 5 ms a turn they would wait for one another most of the time."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)
    yield
    sys.setswitchinterval(before)


def read(reports: Sequence[Report]) -> Iterable[Record]:
    return [Record(report=report) for report in reports]


def many_sites(items: int) -> list[Site]:
    """50 sites of so many items, every fifth of them with trouble of one kind or another."""
    return [Site(s, {n: trouble_of(s, n) for n in range(items)}, form=FORMS[s % len(FORMS)]) for s in range(50)]


def trouble_of(site: int, item: int) -> Trouble:
    return Trouble.NONE if item % 5 or item == 0 else TROUBLES[(site + item // 5) % len(TROUBLES)]


def watch(web: TroubleWeb, store: Store, days: int = 0, **manners: object) -> Tally:
    """One round, so many days from now."""

    def clock() -> dt.datetime:
        return dt.datetime.now(dt.UTC) + dt.timedelta(days=days)

    options = WatchOptions(once=True, resolver=resolver, clock=clock)
    return Watch(web.file({**MANNERS, **manners}), store, read, options).run(threading.Event())


def watch_all_feeds(web: TroubleWeb, store: Store, rounds: int = 0) -> int:
    """As many rounds as it takes to read every feed, one where the machine is not too busy; gives how many there were in all."""
    while True:
        watch(web, store, days=2 * rounds)
        rounds += 1
        if rounds >= 20 or not any(status.failures for status in statuses(store).values()):
            return rounds


def states(store: Store) -> dict[tuple[str, int], tuple[ItemState, str | None, str | None]]:
    """The state, reason and report of each item, by site and number."""
    with store.reading() as view:
        rows = item_states(view.connection)
    return {(row.feed, int(row.url.rpartition("/")[2])): (row.state, row.reason, row.report) for row in rows}


def statuses(store: Store) -> dict[str, FeedStatus]:
    with store.reading() as view:
        return {status.name: status for status in feed_statuses(view.connection)}


def texts(store: Store) -> Counter[str]:
    with store.reading() as view:
        return Counter(record.report.text for record in view.records(view.report_ids()))


def wanted(site: Site, number: int) -> set[ItemState]:
    """The states that an item may end in. Of two with the same text the one that comes first is stored, and the other a copy."""
    kind = site.items[number]
    if kind in SKIPPED:
        return {ItemState.SKIPPED}
    if kind in PASSING and not site.healed:
        return {ItemState.FAILED}
    twins = kind in COPIES or site.items.get(number + 1) in COPIES
    return {ItemState.COPY, ItemState.STORED} if twins else {ItemState.STORED}


@pytest.mark.slow
def test_5000_items_of_50_feeds_with_all_kinds_of_trouble(address: str, store: Store) -> None:
    items = 20 if address.startswith("postgresql") else 100  # only the database differs: a fifth of the time is enough
    sites = many_sites(items)
    with serve_trouble(sites, hang_s=1.5) as web:
        rounds = watch_all_feeds(web, store)
        found = states(store)
        assert len(found) == 50 * items
        assert {state for state, _, _ in found.values()} <= set(FINAL)
        for site in sites:
            for number, kind in site.items.items():
                state, reason, _ = found[f"site{site.number}", number]
                slow = state is ItemState.FAILED and "no page within" in str(reason)  # on a machine that has too much to do
                assert state in wanted(site, number) or slow, (site.number, number, kind, state, reason)

        for site in sites:  # the next day: trouble that passes has passed, a tenth of the items is changed, the order is another
            site.healed, site.edition, site.newest_first = True, 2, False
        rounds = watch_all_feeds(web, store, rounds)
        while rounds < 20 and any(state is ItemState.FAILED for state, _, _ in states(store).values()):
            rounds = watch_all_feeds(web, store, rounds)
        found = states(store)
        assert len(found) == 50 * items
        assert Counter(state for state, _, _ in found.values())[ItemState.FAILED] == 0
        expected: Counter[str] = Counter()
        for site in sites:
            for number, kind in site.items.items():
                state, reason, report = found[f"site{site.number}", number]
                assert state in wanted(site, number), (site.number, number, kind, state, reason)
                assert (report is None) == (kind in SKIPPED)
                if kind not in SKIPPED:
                    expected[site.text(number)] = 1
                    if site.edition_of(number) == 2 and kind not in PASSING:
                        site.edition = 1
                        expected[site.text(number)] = 1
                        site.edition = 2
        assert texts(store) == expected
        assert Counter(state for state, _, _ in found.values())[ItemState.COPY] == sum(
            kind in COPIES for s in sites for kind in s.items.values()
        )


def test_what_has_not_changed_is_not_fetched_again(store: Store) -> None:
    with serve_trouble([Site(1, dict.fromkeys(range(5), Trouble.NONE))], hang_s=1) as web:
        watch(web, store)
        watch(web, store, days=1)
        assert {path: times for path, times in web.asked.items() if "/a/" in path} == {f"site1.test/a/{n}": 1 for n in range(5)}


def test_two_feeds_with_the_same_articles(store: Store) -> None:
    site = Site(1, {1: Trouble.NONE, 2: Trouble.TRACKED})
    with serve_trouble([site], hang_s=1) as web:
        file = web.file(MANNERS)
        first = file.feed[0]
        second = first.model_copy(update={"name": "again"})
        options = WatchOptions(once=True, resolver=resolver)
        Watch(file, store, read, options).run(threading.Event())
        Watch(file.model_copy(update={"feed": (first, second)}), store, read, options).run(threading.Event())
        with store.reading() as view:
            rows = {(row.feed, row.state, row.reason) for row in item_states(view.connection)}
        assert rows == {("site1", ItemState.STORED, None), ("again", ItemState.COPY, "the same address as in the feed site1")}
        assert sum(times for path, times in web.asked.items() if "/a/" in path) == 2


def test_a_feed_that_stays_away_is_reported_dead_and_comes_back(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    site = Site(1, {1: Trouble.NONE})
    with serve_trouble([site], hang_s=1) as web:
        web.file(MANNERS)
        gone = web.file({**MANNERS, "dead_after": 2}).model_copy(
            update={"feed": (web.file({}).feed[0].model_copy(update={"url": f"http://site1.test:{web.port}/a/1"}),)}
        )
        for day in range(3):
            options = WatchOptions(once=True, resolver=resolver, clock=lambda day=day: dt.datetime.now(dt.UTC) + dt.timedelta(days=day))  # type: ignore[misc]
            Watch(gone, store, read, options).run(threading.Event())
        status = statuses(store)["site1"]
        assert status.failures == 3
        assert status.dead_since is not None
        assert status.error is not None
        assert status.error.startswith("not a feed")
        assert [r.message for r in caplog.records if "is dead" in r.message] == [
            f"the feed site1 is dead: 2 tries in a row failed, last: {status.error}"
        ]
        watch(web, store, days=4)  # its address is mended
        mended = statuses(store)["site1"]
        assert (mended.failures, mended.error, mended.dead_since) == (0, None, None)
        assert mended.counts == {ItemState.STORED: 1}


def test_an_item_is_given_up_after_its_tries(store: Store) -> None:
    with serve_trouble([Site(1, {1: Trouble.BROKEN})], hang_s=1) as web:
        for day in range(4):
            watch(web, store, days=3 * day, max_tries=3)
        state, reason, _ = states(store)["site1", 1]
        assert (state, reason) == (ItemState.SKIPPED, "given up after 3 tries: the server answered status 500 Internal Server Error")
        assert web.asked["site1.test/a/1"] == 3


def test_one_report_that_cannot_be_read_costs_no_other(store: Store) -> None:
    def stumbling(reports: Sequence[Report]) -> Iterable[Record]:
        if any("Köy 1 2 1" in report.text for report in reports):
            raise ZeroDivisionError
        return read(reports)

    with serve_trouble([Site(1, dict.fromkeys(range(4), Trouble.NONE))], hang_s=1) as web:
        options = WatchOptions(once=True, resolver=resolver)
        Watch(web.file(MANNERS), store, stumbling, options).run(threading.Event())
    found = states(store)
    assert found["site1", 2] == (ItemState.SKIPPED, "a fault of this program: ZeroDivisionError", None)
    assert [found["site1", n][0] for n in (0, 1, 3)] == [ItemState.STORED] * 3


def test_watching_goes_on_until_it_is_told_to_stop(store: Store) -> None:
    stop = threading.Event()
    seen: list[int] = []

    def look_on(tally: Tally) -> None:
        seen.append(tally.looks)
        if tally.looks >= 3:
            stop.set()

    with serve_trouble([Site(1, {1: Trouble.NONE})], hang_s=1) as web:
        options = WatchOptions(resolver=resolver, look_on=look_on)
        tally = Watch(web.file({**MANNERS, "interval_min": 0.0005}), store, read, options).run(stop)
    assert tally.looks >= 3
    assert tally.items == {ItemState.STORED: 1}


def test_what_ends_the_program_again_and_again_is_skipped_and_costs_no_other(store: Store) -> None:
    class End(BaseException):
        """As the system ends a program: nothing catches it."""

    def poisoned(reports: Sequence[Report]) -> Iterable[Record]:
        if any("Köy 1 2 1" in report.text for report in reports):
            raise End
        return read(reports)

    patient = {**MANNERS, "timeout_s": 30.0}  # on a busy machine too, every look gets every item
    with serve_trouble([Site(1, dict.fromkeys(range(4), Trouble.NONE))], hang_s=1) as web:
        for _ in range(MAX_INTERRUPTED):
            with pytest.raises(End):
                Watch(web.file(patient), store, poisoned, WatchOptions(once=True, resolver=resolver)).run(threading.Event())
        Watch(web.file(patient), store, poisoned, WatchOptions(once=True, resolver=resolver)).run(threading.Event())
    found = states(store)
    assert found["site1", 2] == (ItemState.SKIPPED, f"the program ended {MAX_INTERRUPTED} times while it was read", None)
    assert [found["site1", n][0] for n in (0, 1, 3)] == [ItemState.STORED] * 3


def test_an_item_that_has_changed_while_it_waited_for_another_try_is_stored_once(store: Store) -> None:
    site = Site(1, {10: Trouble.BROKEN, 11: Trouble.NONE})
    with serve_trouble([site], hang_s=1) as web:
        watch(web, store)
        site.healed, site.edition = True, 2
        watch(web, store, days=1)
        assert states(store)["site1", 10] == (ItemState.STORED, None, Report.identify(site.text(10)))
        assert texts(store) == {site.text(10): 1, site.text(11): 1}


def test_a_copy_that_is_announced_anew_stays_a_copy(store: Store) -> None:
    site = Site(1, {9: Trouble.NONE, 10: Trouble.SAME_TEXT}, newest_first=False)
    with serve_trouble([site], hang_s=1) as web:
        watch(web, store)
        site.edition = 2
        watch(web, store, days=1)
        assert web.asked["site1.test/a/10"] == 2
        assert states(store)["site1", 10] == (ItemState.COPY, "the same text is stored already", Report.identify(site.text(9)))
