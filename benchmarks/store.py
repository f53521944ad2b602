#!/usr/bin/env python3
"""How fast the store is: adding reports with all linking, a dossier, a search, a page of incidents, the queue.

usage: python benchmarks/store.py [--reports 100000] [--db ADDRESS]

Reports are generated as a reader would give them (`tests/generated_reports.py` tells what they are like): three to nine claims each, one in
ten a copy. So the time for reading texts is left out; add it (`python benchmarks/read.py`). The store is filled in steps of 32 reports, as
`counterclaim add` does, unless it holds some already. Prints processor and wall times; wall times mean little on a busy machine.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from counterclaim.store.asking import IncidentFilter, Order, Page, Search
from counterclaim.store.reading import Reading
from counterclaim.store.store import Store
from generated_reports import nth_record

STEP = 32
TIMES = 40
LAST = 8
"""Steps at the end over which the speed of adding is told."""


def fill(store: Store, count: int) -> None:
    with store.reading() as desk:
        start = desk.counts()["reports"]
    spent: list[tuple[int, float, float]] = []
    for first in range(start, count, STEP):
        records = [nth_record(number) for number in range(first, min(first + STEP, count))]
        wall, processor = time.perf_counter(), time.process_time()
        with store.writing() as desk:
            desk.add(records)
        spent.append((len(records), time.perf_counter() - wall, time.process_time() - processor))
        if (first - start) // STEP % 8 == 0:
            tell(f"{first + len(records):>8,} reports", spent[-LAST:])
    tell(f"adding, the last {min(LAST, len(spent))} steps", spent[-LAST:])


def tell(what: str, spent: list[tuple[int, float, float]]) -> None:
    if spent:
        reports, wall, processor = (sum(part) for part in zip(*spent, strict=True))
        print(f"{what}: {reports / wall:.1f} reports/s by the wall, {reports / processor:.1f} by the processor", flush=True)


def measure(store: Store) -> None:
    dice = random.Random(1)
    with store.reading() as desk:
        print(desk.counts())
        names = [incident.id for incident in desk.incidents(page=Page(400), order=Order.CHANGED).items]
        reports = desk.report_ids()
    asked: dict[str, Callable[[Reading], object]] = {
        "dossier": lambda desk: desk.dossier(dice.choice(names)),
        "search, a rare word": lambda desk: desk.search(Search(words="kalomi")),
        "search, two common words": lambda desk: desk.search(Search(words="shelling village")),
        "search, a party and a kind": lambda desk: desk.search(Search(parties=("A03",), kinds=("shelling",))),  # type: ignore[arg-type]
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
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, Store(given.db or str(Path(folder) / "desk.sqlite")) as store:
        fill(store, given.reports)
        measure(store)
        if not given.db:
            print(f"size of the file: {(Path(folder) / 'desk.sqlite').stat().st_size / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
