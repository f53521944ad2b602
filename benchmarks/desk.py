#!/usr/bin/env python3
"""How fast the desk answers with many incidents, and whether it bears many readers.

usage: python benchmarks/desk.py [--incidents 20000] [--linked 2500] [--db FILE] [--readers 200] [--seconds 30]

The store is filled with generated reports (`tests/generated_reports.py`) until it holds the `--linked` number of incidents. Linking as
many reports as 20,000 incidents need takes the better part of an hour, so the rest are copies of these under other ids, on other days,
with the same claims: lists, counts and filters have all of them to go through. The search has only the reports there are. Then each page
is asked for over loopback, one request after the other, each time for another incident, report or word; the time is that from asking to
the last byte, and `first` is that of the first request, for which no answer is kept yet. `anew` is what an answer takes after each change
of the store: before each of these requests another report is added, which tells of the newest days (a FILE is changed by this). The
processor time is that of the server process, of all threads, to ten milliseconds. The target is 200 ms at the 95th percentile. Then
Chromium opens the map of all incidents, with nothing kept: the target is 2 s until it can be used. After that many readers ask at once
for pages at random: the target is no error. There is one server process; readers run in this one, on the same machine, and take of its
time. Wall times mean little on a busy machine: the load is printed.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import multiprocessing
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx2
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from browser.browsing import launch
from counterclaim.store.asking import Page
from counterclaim.store.store import Store
from counterclaim.web.desk import Desk, DeskOptions
from counterclaim.web.serving import serve
from generated_accords import with_mentions
from generated_reports import nth_record

STEP = 64
PER_DAY = 10
"""Reports of one day: few, so that most tell of incidents of their own."""
COPIED = {
    "incidents": {
        "id": "id || '-x' || :n",
        "home": "home || '-x' || :n",
        "first_day": "date(first_day, (-40 * :n) || ' days')",
        "last_day": "date(last_day, (-40 * :n) || ' days')",
        "json": "json_set(json, '$.id', id || '-x' || :n)",
    },
    "incident_parties": {"incident": "incident || '-x' || :n"},
    "incident_claims": {"incident": "incident || '-x' || :n"},
    "accounts": {"incident": "incident || '-x' || :n"},
}
"""Tables that hold incidents, and what of a row is other in a copy."""
TIMES = 40
ANEW = 9
TARGET_MS = 200
PORT = 8399
WORDS = ("shelling village", "drone attack", "ceasefire", "army denied", "soldiers killed overnight")
PARTIES = ("C00A", "C01A", "C02B")


def fill(store: Store, incidents: int) -> None:
    number = 0
    with store.reading() as desk:
        number = desk.counts()["reports"]
    while True:
        with store.reading() as desk:
            counts = desk.counts()
        if counts["incidents"] >= incidents:
            print(counts)
            return
        print(f"{counts['reports']} reports, {counts['incidents']} incidents", flush=True)
        for _ in range(20):
            with store.writing() as writer:
                writer.add([with_mentions(nth_record(n, PER_DAY)) for n in range(number, number + STEP)])
            number += STEP


def multiply(path: str, incidents: int) -> None:
    """Copies what there is under other ids until there are so many; each copy lies 40 days before the one it was made of."""
    with closing(sqlite3.connect(path)) as on, on:
        have = on.execute("SELECT count(*) FROM incidents").fetchone()[0]
        own = on.execute("SELECT count(*) FROM incidents WHERE id NOT LIKE '%-x%'").fetchone()[0]
        for number in range(1, max(0, -(-(incidents - have) // own)) + 1):
            for table, columns in COPIED.items():
                names = [row[1] for row in on.execute(f"PRAGMA table_info({table})") if row[1] not in ("id", "incident")]
                key = "incident" if "incident" in columns else "id"
                taken = [columns.get(name, name) for name in names]
                on.execute(
                    f"INSERT INTO {table} ({key}, {', '.join(names)}) SELECT {columns[key]}, {', '.join(taken)} FROM {table} "
                    f"WHERE {key} NOT LIKE '%-x%'",
                    {"n": number},
                )


def addresses(store: Store, dice: random.Random) -> dict[str, list[str]]:
    with store.reading() as desk:
        total = desk.counts()["incidents"]
        found = [desk.incidents(page=Page(1, dice.randrange(total))).items[0] for _ in range(TIMES)]
    parties = [party for incident in found for party in incident.parties] or list(PARTIES)
    days = [incident.time.start for incident in found if incident.time and incident.time.start]
    some = [f"since={dice.choice(days)}&party={dice.choice(parties)}" for _ in range(TIMES)]
    return {
        "situation": ["/"] * TIMES,
        "incidents": [f"/incidents?{asked}" for asked in some],
        "incident": [f"/incidents/{incident.id}" for incident in found],
        "report": [f"/reports/{incident.reports[0]}" for incident in found],
        "search": [f"/search?q={dice.choice(WORDS)}&{asked}" for asked in some],
        "map": [f"/map?{asked}" for asked in some],
        "map, what it draws": ["/api/v1/map"] * 5,
        "timeline": [f"/timeline?{asked}" for asked in some],
        "timeline of all": ["/timeline"] * 10,
        "accords": ["/accords"] * TIMES,
        "talks": ["/talks"] * TIMES,
        "blame, 30 days": ["/blame"] * 10,
        "review": ["/review"] * TIMES,
    }


def measure(asked: dict[str, list[str]], process: int, store: Store) -> None:
    with store.reading() as desk:
        numbers = itertools.count(desk.counts()["reports"])

    def change() -> None:
        with store.writing() as writer:
            writer.add([with_mentions(nth_record(next(numbers), PER_DAY))])

    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    with httpx2.Client(base_url=f"http://127.0.0.1:{PORT}", timeout=60) as client:
        for name, paths in asked.items():
            spent, worked = zip(*(ask(client, path, process) for path in paths), strict=True)
            waited, remade = zip(*(ask(client, path, process, change) for path in (paths * ANEW)[:ANEW]), strict=True)
            last, busy, late, most = (sorted(some)[max(0, round(len(some) * 0.95) - 1)] for some in (spent, worked, waited, remade))
            print(
                f"{name:<20} first {spent[0]:>5.0f} ms   median {statistics.median(spent):>4.0f} ms   p95 {last:>5.0f} ms   "
                f"processor: first {worked[0]:>4.0f} ms   p95 {busy:>4.0f} ms   "
                f"anew: {statistics.median(waited):>4.0f}, {late:>4.0f} ms, processor {statistics.median(remade):>4.0f}, {most:>4.0f} ms   "
                f"{'' if max(last, late) <= TARGET_MS else 'over 200 ms'}",
                flush=True,
            )


def ask(client: httpx2.Client, path: str, process: int, change: Callable[[], None] | None = None) -> tuple[float, float]:
    """The milliseconds that one answer takes, by the clock and of the server's processor time; `change` comes before."""
    if change is not None:
        change()
    before, begun = processor_s(process), time.perf_counter()
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return (time.perf_counter() - begun) * 1000, (processor_s(process) - before) * 1000


def processor_s(process: int) -> float:
    """Processor time that a process has taken, of Linux."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def look(times: int = 7) -> None:
    """How long Chromium takes until the map of all incidents can be used."""
    spent = []
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for _ in range(times):
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            page = context.new_page()
            begun = time.perf_counter()
            page.goto(f"http://127.0.0.1:{PORT}/map", wait_until="commit")
            page.wait_for_selector("[data-ready]", state="attached")
            spent.append(time.perf_counter() - begun)
            context.close()
        browser.close()
    listed = " ".join(f"{one:.1f}" for one in spent)
    print(f"map in Chromium, load {os.getloadavg()[0]:.1f}: median {statistics.median(spent):.1f} s ({listed})", flush=True)


async def crowd(asked: dict[str, list[str]], readers: int, seconds: float) -> None:
    paths = [path for name, some in asked.items() if "," not in name and "all" not in name for path in some]
    outcomes: Counter[str] = Counter()
    spent: list[float] = []
    end = time.monotonic() + seconds

    async def reader(number: int) -> None:
        dice = random.Random(number)
        async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{PORT}", timeout=120) as client:
            while time.monotonic() < end:
                begun = time.perf_counter()
                try:
                    outcomes[str((await client.get(dice.choice(paths))).status_code)] += 1
                except httpx2.HTTPError as error:
                    outcomes[type(error).__name__] += 1
                spent.append(time.perf_counter() - begun)

    await asyncio.gather(*(reader(number) for number in range(readers)))
    print(f"{readers} readers for {seconds:.0f} s: {dict(outcomes)}; median {statistics.median(spent):.1f} s, longest {max(spent):.1f} s")


def _serve(address: str) -> None:
    with Store(address) as store:
        serve(Desk(store, DeskOptions()), "127.0.0.1", PORT)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--incidents", type=int, default=20_000)
    parser.add_argument("--linked", type=int, default=2500)
    parser.add_argument("--db")
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        address = options.db or str(Path(folder) / "desk.sqlite")
        with Store(address) as store:
            fill(store, options.linked)
        multiply(address, options.incidents)
        with Store(address) as store:
            asked = addresses(store, random.Random(1))
        server = multiprocessing.get_context("spawn").Process(target=_serve, args=(address,))
        server.start()
        try:
            with httpx2.Client() as client:
                for _ in range(600):
                    try:
                        client.get(f"http://127.0.0.1:{PORT}/static/x/desk.css")
                        break
                    except httpx2.ConnectError:
                        time.sleep(0.1)
            with Store(address) as store:
                measure(asked, server.pid or 0, store)
            look()
            asyncio.run(crowd(asked, options.readers, options.seconds))
        finally:
            server.terminate()
            server.join()


if __name__ == "__main__":
    main()
