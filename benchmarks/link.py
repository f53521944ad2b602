#!/usr/bin/env python3
"""How long linking takes, and how it grows: synthetic claims of many reports over two years.

usage: link.py [--claims 50000] [--seed 1]
Each synthetic incident has a day, a place, two parties and a kind, and is told by one to six claims with small differences. Prints
claims, seconds, the peak of memory in MB and the number of incidents, for a tenth of the claims, a third and all of them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import resource
import time

from counterclaim.incidents.linking import link
from counterclaim.incidents.told import Told
from counterclaim.records.models import Actor, Claim, Event, Place, Report, Span, Time
from counterclaim.records.words import Interest, Kind, PlacePrecision, Stance, Status, TimePrecision

PARTIES = [f"P{n}" for n in range(60)]
KINDS = (Kind.ATTACK, Kind.SHELLING, Kind.ARMED_CLASH, Kind.DRONE_ATTACK, Kind.CASUALTY, Kind.TALKS)
DAYS = 730
WORDS = "shelled village post soldiers border killed wounded ministry troops fired mortar river valley convoy hospital".split()


def synthetic(count: int, chance: random.Random) -> list[Told]:
    told: list[Told] = []
    while len(told) < count:
        day = dt.date(2024, 1, 1) + dt.timedelta(days=chance.randrange(DAYS))
        one, other = chance.sample(PARTIES, 2)
        lat, lon = chance.uniform(-40, 60), chance.uniform(-100, 140)
        kind = chance.choice(KINDS)
        for _ in range(chance.randint(1, 6)):
            told.append(_told(len(told), day, (one, other), (lat, lon), kind, chance))
    return told[:count]


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
    options.add_argument("--claims", type=int, default=50_000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    for count in (given.claims // 10, given.claims // 3, given.claims):
        told = synthetic(count, random.Random(given.seed))  # noqa: S311 - nothing secret
        started = time.perf_counter()
        incidents = link(told)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{count:8d} claims  {time.perf_counter() - started:7.1f} s  {peak:7.0f} MB  {len(incidents):7d} incidents")


if __name__ == "__main__":
    main()
