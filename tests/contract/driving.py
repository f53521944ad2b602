"""Processes that use a store roughly: a writer that is killed again and again, and a writer among many readers.

usage: driving.py kill ADDRESS KILLS SEED      forks writers and kills each at a random moment; checks the store after each
       driving.py crowd ADDRESS SECONDS        one writer and eight readers for so long

After each kill what was acknowledged must be there; after each tenth, and in the end, all is checked. Prints what went wrong, a line
each, and exits 1 if anything did. Everything is loaded before the first fork, so that a child takes milliseconds.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from functools import partial

from counterclaim.incidents.compare import compare, origins_of
from counterclaim.incidents.origins import fold
from counterclaim.records.models import Record
from counterclaim.review.decisions import Decision, Sort
from counterclaim.store.asking import IncidentFilter, Search
from counterclaim.store.store import Store
from counterclaim.versions import Maker
from generated_reports import nth_record

MAKER = Maker("0.1.0", "1.2", "model", "knowledge", "rules")
LONGEST_S = 0.2
CALM = 10
"""Each so many turns a writer may first keep one record, and the time that this takes is measured."""
WARM = 5
"""Records that are stored before the first writer is killed, so that everything is loaded."""
READERS = 8


def record_of(number: int) -> Record:
    """The record of that number: two reports a day on two conflicts, so that most touch what was there, and no block is crowded."""
    return nth_record(number, per_day=2, conflicts=2)


def name_of(number: int) -> str:
    return record_of(number).report.id


def write(store: Store, say: int) -> None:
    """Adds record after record, and decides on some; writes the number of each to a pipe once it is kept."""
    store.engine.dispose(close=False)  # connections are the parent's; what it has compiled stays
    with store.reading() as desk:
        number = desk.counts()["reports"]
    parent = os.getppid()
    while os.getppid() == parent:  # nobody is left behind if the parent itself is killed
        keep(store, number)
        os.write(say, number.to_bytes(4, "big"))
        number += 1


def keep(store: Store, number: int) -> None:
    with store.writing() as desk:
        desk.add([record_of(number)])
        if number % 5 == 4:
            desk.decide(Decision(kind=Sort.REJECT, object=f"{name_of(number)}/c1", who="ana"))


def forked(work: Callable[[], None]) -> int:
    """A child that does some work; it ends with 1 if that raises."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        work()
        status = 0
    except BaseException:  # the child must not go on as if it were the parent
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def kill_again_and_again(address: str, kills: int, seed: int) -> Iterator[str]:
    dice = random.Random(seed)
    store, kept = Store(address, MAKER), WARM
    for number in range(WARM):
        keep(store, number)
    long = LONGEST_S
    for turn in range(kills):
        said, say = os.pipe()
        child, begun = forked(partial(write, store, say)), time.monotonic()
        os.close(say)
        if turn % CALM == 0:
            select.select([said], [], [], 60)
            long = 1.5 * (time.monotonic() - begun)  # a third of the writers come to keep something, however busy the machine is
        time.sleep(dice.uniform(0, long))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        kept = max([kept, *(number + 1 for number in read_all(said))])
        check = faults if turn % CALM == 0 else missing
        yield from (f"after kill {turn}: {fault}" for fault in check(store, kept))
    yield from faults(store, kept)
    store.close()
    with Store(address, MAKER) as again:
        with again.reading() as desk:
            stored, decided = desk.counts()["reports"], len(desk.decisions(10_000))
        yield from whole(again, stored)
    print(json.dumps({"kills": kills, "reports": stored, "decisions": decided}))
    if stored < WARM + kills // 10:
        yield f"only {stored} reports were stored in {kills} turns: the writers were killed before they wrote"


def read_all(pipe: int) -> list[int]:
    found = b""
    while select.select([pipe], [], [], 0)[0] and (part := os.read(pipe, 4096)):
        found += part
    os.close(pipe)
    return [int.from_bytes(found[n : n + 4], "big") for n in range(0, len(found), 4)]


def faults(store: Store, kept: int) -> list[str]:
    """What is wrong with the store as a whole, and what is missing."""
    with store.reading() as desk:
        return [*desk.faults(), *missing(store, kept)]


def missing(store: Store, kept: int) -> list[str]:
    """Every report that was acknowledged must be there, and none between them be missing."""
    with store.reading() as desk:
        names = desk.report_ids()
    wanted = [name_of(number) for number in range(len(names))]
    found = [] if names == wanted else [f"reports are missing or out of order: {sorted(set(wanted) ^ set(names))[:5]}"]
    if len(names) < kept:
        found.append(f"{kept} reports were acknowledged, {len(names)} are there")
    return found


def whole(store: Store, count: int) -> Iterator[str]:
    """Whether the incidents are those that all stored records make at once."""
    with store.reading() as desk:
        records = desk.records(name_of(number) for number in range(count))
        origins = origins_of((r.report for r in records), fold(r.report for r in records))
        if compare(records, origins).incidents != desk.comparison().incidents:
            yield "the incidents are not those of all records at once"


def crowd(address: str, seconds: float) -> Iterator[str]:
    until = time.monotonic() + seconds

    def adding() -> None:
        with Store(address, MAKER) as store:
            for number in range(10_000):
                with store.writing() as desk:
                    desk.add([record_of(number)])
                if time.monotonic() > until:
                    return

    def looking() -> None:
        with Store(address, MAKER) as store:
            while time.monotonic() < until:
                with store.reading() as desk:
                    found = desk.incidents(IncidentFilter(parties=("A01",)))
                    desk.search(Search(words="village -ceasefire"))
                    for incident in found.items[:3]:
                        desk.dossier(incident.id)  # one state throughout: what was found is there

    children = [forked(adding), *(forked(looking) for _ in range(READERS))]
    for number, child in enumerate(children):
        _, status = os.waitpid(child, 0)
        if status:
            yield f"{'the writer' if number == 0 else 'a reader'} failed"
    with Store(address, MAKER) as store:
        yield from faults(store, 1)
        with store.reading() as desk:
            print(json.dumps({"seconds": seconds, "reports": desk.counts()["reports"]}))


def main() -> int:
    sort, address, *rest = sys.argv[1:]
    Store(address, MAKER).close()
    doing = kill_again_and_again(address, int(rest[0]), int(rest[1])) if sort == "kill" else crowd(address, float(rest[0]))
    found = list(doing)
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
