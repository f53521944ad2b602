#!/usr/bin/env python3
"""How long reading takes: a cold start on one report, and reports a second once everything is loaded, with the reading model and without.

usage: read.py [--runs 5]        (reports: the dev half of the gold corpus, about 230 words each, twenty in one call)

Prints medians with minimum and maximum. Machines differ and are noisy: compare figures of one machine only.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from counterclaim.pipeline import Pipeline, PipelineOptions
from counterclaim.records.models import Report

GOLD = Path(__file__).parents[1] / "evals" / "gold"
IN_ONE_CALL = 20


def _times(run: Callable[[], object], runs: int) -> list[float]:
    found = []
    for _ in range(runs):
        started = time.perf_counter()
        run()
        found.append(time.perf_counter() - started)
    return found


def _show(name: str, values: list[float], unit: str) -> None:
    print(f"{name:34s} median {statistics.median(values):6.2f} {unit}  (min {min(values):.2f}, max {max(values):.2f})")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=5)
    runs = options.parse_args().runs
    files = sorted(p for p in GOLD.glob("dev-*/*.json") if p.name != "group.json")[:IN_ONE_CALL]
    gold = [(p.with_suffix(".txt"), json.loads(p.read_text(encoding="utf-8"))["published"]) for p in files]
    reports = [Report(id=p.stem, text=p.read_text(encoding="utf-8"), published=dt.date.fromisoformat(day)) for p, day in gold]
    both, rules = Pipeline(), Pipeline(PipelineOptions(rules_only=True))
    for pipeline in (both, rules):
        list(pipeline.read(reports[:3]))
    pairs = [[_times(lambda p=p: list(p.read(reports)), 1)[0] for p in (both, rules)] for _ in range(runs)]  # in turn: machines are noisy
    _show("reports a second, started", [len(reports) / one for one, _ in pairs], "/s")
    _show("the same by the rules alone", [len(reports) / other for _, other in pairs], "/s")
    _show("time with the model / without", [one / other for one, other in pairs], "  ")
    program = [sys.executable, "-c", "from counterclaim.cli import main; main()", "read", str(gold[0][0]), "--published", gold[0][1]]
    _show("cold read of one report", _times(lambda: subprocess.run(program, check=True, capture_output=True), runs), "s ")


if __name__ == "__main__":
    main()
