"""A watch that is killed again and again loses nothing and stores nothing twice."""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from collections import Counter

import pytest

from counterclaim.records.models import Report
from counterclaim.store.feed_state import ItemState, feed_statuses, item_states
from counterclaim.store.store import Store
from trouble_web import COPIES, Site, Trouble, serve_trouble
from watching_by_hand import PRELOAD, watch_once

KILLS = 100 if os.environ.get("COUNTERCLAIM_IN_FULL") else 25
"""On each database; all 100 where the variable is set, as the checks of a change do."""
FORMS = ("json", "rss", "sitemap", "atom")
TROUBLED = {2: Trouble.SAME_TEXT, 5: Trouble.PAYWALL, 7: Trouble.GONE}


@pytest.mark.slow
def test_a_watch_that_is_killed_again_and_again_is_whole(address: str) -> None:
    """Each round the feeds have something new; the process ends in the midst of it, at any moment."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOAD)
    chance = random.Random(11)
    sites = [Site(n, form=FORMS[n % len(FORMS)]) for n in range(4)]
    died = 0
    with serve_trouble(sites, hang_s=1) as web:
        for kill in range(KILLS + 1):
            for site in sites:
                first = len(site.items)
                site.items |= {n: TROUBLED.get(n % 10, Trouble.NONE) for n in [first]}
            file = web.file({"timeout_s": 10, "connections": 4}).model_dump_json()
            process = context.Process(target=watch_once, args=(address, file))
            process.start()
            if kill < KILLS:
                time.sleep(chance.uniform(0.02, 0.3))
                process.kill()
                process.join()
                died += process.exitcode == -9
        process.join()
        assert process.exitcode == 0
    assert died > KILLS / 3, "most rounds ended before they were killed: nothing was tried"
    check_complete(address, sites)


def check_complete(address: str, sites: list[Site]) -> None:
    with Store(address) as store, store.reading() as view:
        assert view.faults() == []
        items = item_states(view.connection)
        reports = Counter(record.report.text for record in view.records(view.report_ids()))
        assert [status.failures for status in feed_statuses(view.connection)] == [0] * len(sites)
    found = {(item.feed, int(item.url.rpartition("/")[2])): item for item in items}
    assert len(items) == len(found) == sum(len(site.items) for site in sites)
    expected = Counter({site.text(n): 1 for site in sites for n, kind in site.items.items() if kind in (Trouble.NONE, *COPIES)})
    assert reports == expected
    for site in sites:
        for number, kind in site.items.items():
            item = found[f"site{site.number}", number]
            if kind in (Trouble.NONE, *COPIES):
                assert item.report == Report.identify(site.text(number))
                assert item.state in (ItemState.STORED, ItemState.COPY)
            else:
                assert item.state is ItemState.SKIPPED, item
        kept = [found[f"site{site.number}", n].state for n, kind in site.items.items() if kind is Trouble.NONE]
        assert kept.count(ItemState.STORED) >= len(kept) - sum(kind in COPIES for kind in site.items.values())
