#!/usr/bin/env python3
"""How long linking takes, and how it grows: synthetic claims of many reports over two years.

usage: link.py [--claims 500000] [--from 31250] [--seed 1] [--crowd 0] [--vague 0]
Each synthetic incident has a day, a place, two parties and a kind, and is told by one to six claims with small differences. The world
does not grow with the claims: twice as many are twice as many a day. With `--crowd N` the first N claims all tell of fighting between two
parties in one region on three days; with `--vague 0.1` one claim in ten names one party alone and no place, so that it meets all of its
day and party: the curve is steeper then, until these blocks are crowded. Prints the curve, doubling from `--from` to `--claims`: claims,
seconds of wall clock and of processor, the peak of memory in MB of this process, claims included, incidents, and how many times the
processor time of the line before.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import resource
import time
from dataclasses import replace

from counterclaim.incidents.linking import link
from counterclaim.incidents.told import Told
from counterclaim.records.models import Actor, Claim, Event, Place, Report, Span, Time
from counterclaim.records.words import Interest, Kind, PlacePrecision, Stance, Status, TimePrecision

PARTIES = [f"P{n}" for n in range(60)]
KINDS = (Kind.ATTACK, Kind.SHELLING, Kind.ARMED_CLASH, Kind.DRONE_ATTACK, Kind.CASUALTY, Kind.TALKS)
DAYS = 730
WORDS = "shelled village post soldiers border killed wounded ministry troops fired mortar river valley convoy hospital".split()


def synthetic(count: int, chance: random.Random, crowd: int = 0, vague: float = 0.0) -> list[Told]:
    told: list[Told] = []
    while len(told) < count:
        day = dt.date(2024, 1, 1) + dt.timedelta(days=chance.randrange(DAYS))
        one, other = chance.sample(PARTIES, 2)
        lat, lon = chance.uniform(-40, 60), chance.uniform(-100, 140)
        if len(told) < crowd:
            day, one, other = dt.date(2024, 1, 1) + dt.timedelta(days=chance.randrange(3)), PARTIES[0], PARTIES[1]
            lat, lon = chance.uniform(30, 32), chance.uniform(30, 32)
        kind = chance.choice(KINDS)
        for _ in range(chance.randint(1, 6)):
            item = _told(len(told), day, (one, other), (lat, lon), kind, chance)
            told.append(_vague(item) if vague and chance.random() < vague else item)
    return told[:count]


def _vague(told: Told) -> Told:
    return replace(told, event=told.event.model_copy(update={"initiators": (), "place": None}))


def _told(number: int, day: dt.date, sides: tuple[str, str], at: tuple[float, float], kind: Kind, chance: random.Random) -> Told:
    text = " ".join(chance.choices(WORDS, k=12))
    report = Report(id=f"r{number:07d}", text=text, published=day + dt.timedelta(days=1))
    span = Span(start=0, end=len(text))
    place = Place(
        name="somewhere", lat=at[0] + chance.gauss(0, 0.02), lon=at[1], country=sides[0], precision=PlacePrecision.SETTLEMENT, confidence=1
    )
    acting, suffering = sides if chance.random() < 0.8 else sides[::-1]
    event = Event(
        id="e1",
        kind=kind,
        status=Status.OCCURRED,
        background=False,
        initiators=(Actor.of(acting),),
        targets=(Actor.of(suffering),),
        place=place if chance.random() < 0.8 else None,
        time=Time(start=day, end=day, precision=TimePrecision.DAY),
        spans=(span,),
    )
    claim = Claim(
        id="c1",
        claimant=Actor.of(chance.choice(sides)),
        stance=Stance.ACCUSES,
        interest=Interest.UNKNOWN,
        interest_rule="",
        cue=None,
        content=(span,),
        events=("e1",),
    )
    return Told(f"{report.id}/c1", report, claim, event)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--claims", type=int, default=500_000)
    options.add_argument("--from", type=int, default=31_250, dest="least")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--crowd", type=int, default=0)
    options.add_argument("--vague", type=float, default=0.0)
    given = options.parse_args()
    count, before = min(given.least, given.claims), 0.0
    while count <= given.claims:
        told = synthetic(count, random.Random(given.seed), given.crowd, given.vague)  # noqa: S311 - nothing secret
        wall, started = time.perf_counter(), time.process_time()
        incidents = len(link(told))
        used, passed = time.process_time() - started, time.perf_counter() - wall
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        ratio = f"{used / before:5.2f} x" if before else ""
        print(f"{count:8d} claims  {passed:7.1f} s  {used:7.1f} s cpu  {peak:7.0f} MB  {incidents:7d} incidents  {ratio}", flush=True)
        count, before = count * 2, used


if __name__ == "__main__":
    main()
