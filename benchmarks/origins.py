#!/usr/bin/env python3
"""How long folding reports into origins takes, on synthetic reports of about 250 words of which a third are copies.

usage: origins.py [COUNT ...]        (default: 1000 10000 50000)

Words are drawn by Zipf's law from 30,000; copies lose sentences and have words changed; one in five names an agency. Prints
seconds, reports a second of processor time, memory at its highest, and the pairs found of those made.
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import sys
import time
from itertools import combinations

from counterclaim.incidents.origins import fold
from counterclaim.records.models import Report

WORDS = 30_000
AGENCIES = ("AFP", "Reuters", "TASS", "Xinhua", "Anadolu")


def _vocabulary(rnd: random.Random) -> tuple[list[str], list[float]]:
    words = ["".join(rnd.choices("abcdefghijklmnoprstuvy", k=rnd.randint(2, 9))) for _ in range(WORDS)]
    total, weights = 0.0, []
    for rank in range(1, WORDS + 1):
        total += 1 / rank
        weights.append(total)
    return words, weights


def _text(rnd: random.Random, words: list[str], weights: list[float]) -> list[str]:
    sentences = []
    names = [rnd.choice(words).title() for _ in range(8)]
    for _ in range(12):
        sentence = rnd.choices(words, cum_weights=weights, k=19)
        sentence[rnd.randrange(1, 19)] = rnd.choice(names)
        sentences.append(" ".join(sentence).capitalize() + f" {rnd.choice(names)} {rnd.randint(1, 500)}.")
    return sentences


def _copy(rnd: random.Random, sentences: list[str], words: list[str]) -> list[str]:
    kept = [s for s in sentences if rnd.random() < 0.85]
    return [" ".join(rnd.choice(words) if rnd.random() < 0.05 else w for w in s.split()) for s in kept]


def synthetic(count: int, seed: int = 7) -> tuple[list[Report], set[tuple[str, str]]]:
    """Reports and the pairs of ids that have one origin."""
    rnd = random.Random(seed)
    words, weights = _vocabulary(rnd)
    reports, families = list[Report](), dict[int, list[str]]()
    while len(reports) < count:
        sentences = _text(rnd, words, weights)
        day = dt.date(2024, 1, 1) + dt.timedelta(days=len(reports) * 700 // count)
        for turn in range(min(rnd.choice((1, 1, 1, 1, 2, 3, 4)), count - len(reports))):
            told = _copy(rnd, sentences, words) if turn else sentences
            tag = f"({rnd.choice(AGENCIES)}) — " if rnd.random() < 0.2 else ""
            number = len(reports)
            text = f"Headline {number}\n\n{tag}{' '.join(told)}"
            reports.append(Report(id=f"r{number:06d}", text=text, outlet=f"Outlet {number % 200}", published=day))
            families.setdefault(number - turn, []).append(f"r{number:06d}")
    return reports, {pair for family in families.values() for pair in combinations(family, 2)}


def main() -> None:
    for count in [int(a) for a in sys.argv[1:]] or [1_000, 10_000, 50_000]:
        reports, wanted = synthetic(count)
        started, used = time.perf_counter(), time.process_time()
        origins = fold(reports)
        seconds, used = time.perf_counter() - started, time.process_time() - used
        found = {pair for o in origins for pair in combinations(sorted(o.reports), 2)}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{count:7,d} reports {seconds:7.1f} s ({used:.1f} s of processor) {count / used:6,.0f}/s {peak:7,.0f} MB  "
            f"right {len(found & wanted)} of {len(found)} found, {len(wanted)} made",
            flush=True,
        )


if __name__ == "__main__":
    main()
