#!/usr/bin/env python3
"""How fast archives are read, by how many processes, and whether a process grows.

usage: archive.py filter [--documents 20000]       documents a second through the relevance filter, by processor time of one process
       archive.py curve [--documents 8000] [--workers 1]      the same as `run` from 1,000 documents up, doubling: cost a document
       archive.py link [--documents 10000] [--held]    incidents over an archive, written as they are made; with --held as `compare` does
       archive.py add [--documents 4000]       an archive into a store on SQLite
       archive.py run [--documents 400] [--workers 1 2] [--ordinary 0]    reports a second whole, from JSON Lines to tables
       archive.py memory [--documents 2000]        resident memory of one process that reads on and on, by reports read

Documents are the reports of evals/train with other numbers in them, so that no two are the same, and for the share `--ordinary` of them
(half for the filter) ordinary news of evals/relevance, as an archive has it. `link` and `add` take an archive of generated records
(tests/generated_reports.py), which is written by another process. Prints the load of the machine beside each wall time: figures
of a busy machine are lower bounds.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from pathlib import Path

from counterclaim.archive.folder import ArchiveFolder
from counterclaim.archive.options import ArchiveOptions
from counterclaim.archive.relevance import THRESHOLD, relevance
from counterclaim.records.models import Report

EVALS = Path(__file__).parents[1] / "evals"
STEP = 200
"""Reports between two looks at memory."""
PAGE = os.sysconf("SC_PAGE_SIZE")


def texts(count: int, ordinary: float = 0.0) -> Iterator[str]:
    """So many texts, each number in them another than before; about the share `ordinary` of them is not on armed conflict."""
    known = [path.read_text(encoding="utf-8") for path in sorted(EVALS.glob("train/*/*.txt"))]
    other = (EVALS / "relevance" / "ordinary.txt").read_text(encoding="utf-8").splitlines()
    dice = random.Random(1)
    for number in range(count):
        text = dice.choice(other) if dice.random() < ordinary else known[number % len(known)]
        yield re.sub(r"\d+", lambda found: str(dice.randrange(10 ** len(found[0]))), text) + f" Item {number}."


def resident_mb() -> float:
    """Memory of this process now, Linux only."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / 1e6


def load() -> str:
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def measure_filter(count: int, ordinary: float) -> None:
    some = list(texts(count, ordinary))
    words = sum(len(text.split()) for text in some) / count
    relevance("warm up")
    began = time.process_time()
    let = sum(relevance(text) >= THRESHOLD for text in some)
    spent = time.process_time() - began
    print(f"{count:,} documents of {words:.0f} words: {count / spent:,.0f} a second of processor time, {let:,} let through ({load()})")


def measure_run(count: int, workers: int, ordinary: float) -> None:
    """In a process of its own, so that each number of workers begins alike."""
    from counterclaim.archive.run import run_archive
    from counterclaim.archive.running import Workers

    began: list[float] = []

    def tell(work: str, done: int, total: int) -> None:
        if work.startswith("reading") and 0 < done < total and not began:
            began.extend((time.perf_counter(), done))  # models are loaded by then

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps({"text": text, "published": "2023-05-12"}) + "\n" for text in texts(count, ordinary))
        shard = max(10, count // 20)
        start, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        outcome = run_archive([str(path)], Path(folder) / "out", ArchiveOptions(shard=shard), Workers(workers), tell)
        end = time.perf_counter()
    words = sum(len(text.split()) for text in texts(count, ordinary))
    warm = (outcome.documents - began[1]) / (end - began[0])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    print(
        f"{workers} processes: {outcome.documents:,} documents, of them {outcome.reports:,} read, in {end - start:.1f} s; "
        f"{outcome.reports / (end - start):.1f} reports a second, {warm:.1f} documents or {warm * words / count:,.0f} words a second "
        f"once models are loaded; {processor:.1f} s of processor, {1e3 * processor / outcome.documents:.0f} ms a document; "
        f"largest process {after.ru_maxrss / 1e3:,.0f} MB ({load()})",
        flush=True,
    )


def measure_memory(count: int) -> None:
    from counterclaim.archive.run import load_pipeline

    reader = load_pipeline(ArchiveOptions())
    began = time.process_time()
    some = (Report(id=Report.identify(text), text=text) for text in texts(count))
    for read, _ in enumerate(reader.read(some), 1):
        if read % STEP == 0:
            rate = read / (time.process_time() - began)
            print(
                f"{read:>8,} reports: {resident_mb():,.0f} MB resident, {rate:.1f} reports a second of processor time ({load()})",
                flush=True,
            )


def generated_archive(folder: Path, count: int) -> ArchiveFolder:
    """An archive of so many generated records, as `archive run` would have written it."""
    sys.path.insert(0, str(EVALS.parent / "tests"))
    from archives_by_hand import write_archive
    from generated_reports import nth_record

    in_child(lambda: write_archive(folder, map(nth_record, range(count)), count))
    return ArchiveFolder(folder)


def in_child(work: Callable[[], object]) -> None:
    """Does work in a process of its own, whose memory is not that of this one. Ends this one if it fails."""
    child = os.fork()
    if not child:
        work()
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        sys.exit(1)


def told_cost(what: str, count: int, began: float) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(
        f"{what} {count:,} records: {time.perf_counter() - began:.0f} s, {used.ru_utime + used.ru_stime:.0f} s of processor, "
        f"{used.ru_maxrss / 1e3:,.0f} MB at most ({load()})",
        flush=True,
    )


def measure_link(count: int, held: bool) -> None:
    from counterclaim.archive.joining import joined
    from counterclaim.archive.linking import Stretch, link, record_texts, records

    with tempfile.TemporaryDirectory() as name:
        folder, out, began = generated_archive(Path(name) / "archive", count), Path(name) / "out.json", time.perf_counter()
        if held:
            out.write_text(link(records(folder, Stretch())).model_dump_json(indent=2), encoding="utf-8")
        else:
            (Path(name) / "work").mkdir()
            with out.open("wb") as file:
                file.writelines(joined(record_texts(folder, Stretch()), Path(name) / "work").text)
        told_cost(f"linked{' with all held' if held else ''}, {out.stat().st_size / 1e6:,.0f} MB of JSON,", count, began)


def measure_add(count: int) -> None:
    from counterclaim.cli import main as command

    with tempfile.TemporaryDirectory() as name:
        folder, began = generated_archive(Path(name) / "archive", count), time.perf_counter()
        command(["archive", "add", str(folder.path), "--db", str(Path(name) / "desk.sqlite")])
        told_cost("added", count, began)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("what", choices=["filter", "run", "curve", "memory", "link", "add"])
    options.add_argument("--documents", type=int)
    options.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    options.add_argument("--ordinary", type=float)
    options.add_argument("--held", action="store_true")
    given = options.parse_args()
    if given.what == "filter":
        measure_filter(given.documents or 20_000, 0.5 if given.ordinary is None else given.ordinary)
    elif given.what == "memory":
        measure_memory(given.documents or 2_000)
    elif given.what == "link":
        measure_link(given.documents or 10_000, given.held)
    elif given.what == "add":
        measure_add(given.documents or 4_000)
    else:
        most = given.documents or (8_000 if given.what == "curve" else 400)
        counts = [least for power in range(20) if (least := 1_000 << power) <= most] if given.what == "curve" else [most]
        for count, workers in product(counts, given.workers):
            in_child(partial(measure_run, count, workers, given.ordinary or 0.0))


if __name__ == "__main__":
    main()
