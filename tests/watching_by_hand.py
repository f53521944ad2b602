"""A watch in a process of its own, to be killed: what the process runs must be importable by name."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Sequence

from counterclaim.monitor.config import FeedsFile
from counterclaim.monitor.watch import Watch, WatchOptions
from counterclaim.records.models import Record, Report
from counterclaim.store.store import Store
from trouble_web import resolver

PRELOAD = ["watching_by_hand", "counterclaim.ingest.pages", "counterclaim.ingest.feeds.articles", "counterclaim.store.store", "psycopg"]


def read(reports: Sequence[Report]) -> Iterable[Record]:
    """Reads reports, which takes some time: there must be something to be killed in."""
    time.sleep(0.002 * len(reports))
    return [Record(report=report) for report in reports]


def watch_once(address: str, file: str) -> None:
    """One round of a watch, as `counterclaim watch --once` does it."""
    with Store(address) as store:
        Watch(FeedsFile.model_validate_json(file), store, read, WatchOptions(once=True, resolver=resolver)).run(threading.Event())
