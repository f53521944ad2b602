#!/usr/bin/env python3
"""How fast the store is: adding reports with all linking, a dossier, a search, a page of incidents, the queue.

usage: python benchmarks/store.py [--reports 100000] [--db ADDRESS] [--conflicts 48] [--step 1024]

Reports are generated as a reader would give them (`tests/generated_reports.py` tells what they are like): three to nine claims each, one in
ten a copy. So the time for reading texts is left out; add it (`python benchmarks/read.py`).

The store is filled in large steps, of which each incident is written once: that ends in the same database as small ones would, but for the
moments at which accounts changed. At 1,000, 3,000, 10,000 reports and so on, and at the end, adding is measured in steps of 32, as
`counterclaim add` does it. A store that holds some reports already is filled on; so a run that was broken off goes on with `--db`. Prints
processor and wall times; wall times mean little on a busy machine.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from counterclaim.store.asking import IncidentFilter, Order, Page, Search
from counterclaim.store.reading import Reading
from counterclaim.store.store import Store
from generated_reports import CONFLICTS, nth_record

STEP = 32
"""Reports in one transaction of `counterclaim add`."""
MEASURED = 8
"""Such steps over which the speed of adding is told."""
WARM = 2
"""Steps before these, in which the store comes to remember what is near."""
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
TIMES = 40


def fill(store: Store, count: int, step: int, conflicts: int) -> None:
    for size in [*(size for size in SIZES if size < count), count]:
        begin = max(0, size - (WARM + MEASURED) * STEP)
        add(store, begin, step, conflicts, "filling")
        add(store, begin + WARM * STEP, STEP, conflicts, "")
        add(store, size, STEP, conflicts, "adding")


def add(store: Store, until: int, step: int, conflicts: int, what: str) -> None:
    """Adds the reports up to that number, so many in a transaction, and prints how fast it was."""
    with store.reading() as desk:
        start = desk.counts()["reports"]
    wall = processor = 0.0
    for first in range(start, until, step):
        records = [nth_record(number, conflicts=conflicts) for number in range(first, min(first + step, until))]
        began, begun = time.perf_counter(), time.process_time()
        with store.writing() as desk:
            desk.add(records)
        wall, processor = wall + time.perf_counter() - began, processor + time.process_time() - begun
    if what and until > start:
        count = until - start
        print(f"{until:>8,} reports, {what}: {count / wall:.1f}/s by the wall, {count / processor:.1f}/s by the processor", flush=True)


def sizes_of_parts(store: Store) -> Iterator[str]:
    """How large what is linked together is: it bounds what a report that comes costs."""
    with store.reading() as desk:
        claims = [len(incident.claims) for incident in desk.incidents(page=Page(1000), order=Order.CHANGED).items]
    yield f"incidents changed last: {statistics.mean(claims):.1f} claims each, {max(claims)} at most"


def measure(store: Store) -> None:
    dice = random.Random(1)
    with store.reading() as desk:
        print(desk.counts())
        names = [incident.id for incident in desk.incidents(page=Page(400), order=Order.CHANGED).items]
        reports = desk.report_ids()
        days = sorted(day for name in dice.sample(reports, 200) if (day := desk.record(name).report.published) is not None)
    asked: dict[str, Callable[[Reading], object]] = {
        "dossier": lambda desk: desk.dossier(dice.choice(names)),
        "search, a rare word": lambda desk: desk.search(Search(words="kalomi")),
        "search, two common words": lambda desk: desk.search(Search(words="shelling village")),
        "search, a party and a kind": lambda desk: desk.search(Search(parties=("A03",), kinds=("shelling",))),  # type: ignore[arg-type]
        "search, a verdict": lambda desk: desk.search(Search(verdicts=("disputed",))),  # type: ignore[arg-type]
        "search, two words and a kind": lambda desk: desk.search(Search(words="shelling village", kinds=("shelling",))),  # type: ignore[arg-type]
        "search, a common word since a day": lambda desk: desk.search(Search(words="village", since=days[len(days) // 4])),
        "incidents of a party, latest first": lambda desk: desk.incidents(IncidentFilter(parties=("A03",))),
        "incidents disputed": lambda desk: desk.incidents(IncidentFilter(verdicts=("disputed",))),  # type: ignore[arg-type]
        "queue": lambda desk: desk.queue(),
        "activity": lambda desk: desk.activity(),
        "record": lambda desk: desk.record(dice.choice(reports)),
    }
    for name, ask in asked.items():
        walls, processors = [], []
        for _ in range(TIMES):
            with store.reading() as desk:
                wall, processor = time.perf_counter(), time.process_time()
                ask(desk)
                walls.append(time.perf_counter() - wall)
                processors.append(time.process_time() - processor)
        worst = sorted(walls)[int(TIMES * 0.95) - 1]
        print(
            f"{name}: median {1000 * statistics.median(walls):.1f} ms, 95 % within {1000 * worst:.1f} ms "
            f"(processor {1000 * statistics.median(processors):.1f} ms)",
            flush=True,
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=100_000)
    options.add_argument("--db", help="the store; a file that is removed in the end by default")
    options.add_argument("--conflicts", type=int, default=CONFLICTS, help="fewer of them mean that more is told of each")
    options.add_argument("--step", type=int, default=1024, help="reports in one transaction while it is filled")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, Store(given.db or str(Path(folder) / "desk.sqlite")) as store:
        fill(store, given.reports, given.step, given.conflicts)
        for line in sizes_of_parts(store):
            print(line)
        measure(store)
        if not given.db:
            print(f"size of the file: {(Path(folder) / 'desk.sqlite').stat().st_size / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
