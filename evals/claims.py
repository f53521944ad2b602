#!/usr/bin/env python3
"""How right the claims are, against the dev half of the gold corpus.

usage: claims.py [--half dev|test] [--json]        (totals only for the test half)

The measure: claims of gold and record are paired one to one for the largest total. A pair needs the same claimant party and the
same family of kinds; its score is the weighted share of slots that agree (claimant 2, kind 2, initiators 1.5, harm 1.5, stance,
targets, place and date 1, mediators, weapons, status and background 0.5; a slot that both leave empty does not count). Soft F1
takes the scores, strict F1 counts pairs from 0.75.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from counterclaim.records.models import Actor, Record
from counterclaim.records.words import Kind, family_of

GOLD = Path(__file__).parent / "gold"
WEIGHTS = {
    "claimant": 2.0,
    "kind": 2.0,
    "initiators": 1.5,
    "harm": 1.5,
    "stance": 1.0,
    "targets": 1.0,
    "place": 1.0,
    "date": 1.0,
    "mediators": 0.5,
    "weapons": 0.5,
    "status": 0.5,
    "background": 0.5,
}
STRICT = 0.75
NEAR_KM, FAR_KM = 40, 161
Slots = dict[str, Any]


def gold_slots(report: Mapping[str, Any]) -> list[Slots]:
    """Slots of the annotated claims of a report."""
    events = {e["id"]: e for e in report["events"]}
    found = []
    for claim in report["claims"]:
        event = events[claim["event"]]
        found.append(
            {
                "claimant": claim["claimant"],
                "stance": claim["stance"],
                "kind": event["kind"],
                "status": event["status"],
                "background": event["background"],
                **{role: {a.split(":")[0] for a in event[role]} for role in ("initiators", "targets", "mediators")},
                "place": event["place"],
                "date": tuple(event["date"]) if event["date"] else None,
                "weapons": {w["kind"] for w in event["weapons"]},
                "harm": {(h["effect"], h["side"] and h["side"].split(":")[0], _number(h)) for h in event["harm"]},
            }
        )
    return found


def record_slots(record: Record) -> list[Slots]:
    """Slots of the claims of a record."""
    found = []
    for claim in record.claims:
        event = record.event(claim.events[0])
        time = event.time
        found.append(
            {
                "claimant": claim.claimant.id or "",
                "stance": claim.stance.value,
                "kind": event.kind.value,
                "status": event.status.value,
                "background": event.background,
                **{role: _parties(getattr(event, role)) for role in ("initiators", "targets", "mediators")},
                "place": event.place.model_dump() if event.place else None,
                "date": (str(time.start), str(time.end or time.start)) if time and time.start else None,
                "weapons": {w.kind.value for w in event.weapons},
                "harm": {(h.effect.value, h.side.party if h.side else None, _number(h.model_dump())) for h in event.harm},
            }
        )
    return found


def _number(harm: Mapping[str, Any]) -> int | None:
    return next((harm[k] for k in ("best", "low", "high") if harm.get(k) is not None), None)


def _parties(actors: Iterable[Actor]) -> set[str]:
    return {a.party for a in actors if a.party}


def _set_f1(gold: set[Any], found: set[Any]) -> float | None:
    return None if not gold and not found else 2 * len(gold & found) / (len(gold) + len(found))


def _place(gold: Mapping[str, Any] | None, found: Mapping[str, Any] | None) -> float | None:
    if not gold or not found:
        return 0.0 if gold or found else None
    if gold["lat"] is not None and found["lat"] is not None:
        km = _distance(gold, found)
        return 1.0 if km <= NEAR_KM else 0.5 if km <= FAR_KM else 0.0
    one, other = gold["name"].lower(), found["name"].lower()
    return 1.0 if one in other or other in one else 0.5 if gold["country"] == found["country"] else 0.0


def _distance(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """Kilometres on a sphere (haversine)."""
    a, b, c, d = (math.radians(x) for x in (one["lat"], one["lon"], other["lat"], other["lon"]))
    return 12742 * math.asin(math.sqrt(math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2))


def _date(gold: tuple[str, str] | None, found: tuple[str, str] | None) -> float | None:
    if not gold or not found:
        return 0.0 if gold or found else None
    return 1.0 if gold == found else 0.5 if gold[0] <= found[1] and found[0] <= gold[1] else 0.0


def agreement(gold: Slots, found: Slots) -> dict[str, float]:
    """Score of each slot that either fills; {} where the two cannot be the same claim."""
    if gold["claimant"].split(":")[0] != found["claimant"].split(":")[0]:
        return {}
    if family_of(Kind(gold["kind"])) is not family_of(Kind(found["kind"])):
        return {}
    sayings = ("asserts", "accuses")
    scores = {
        "claimant": 1.0 if gold["claimant"] == found["claimant"] or ":" not in gold["claimant"] else 0.75,
        "kind": 1.0 if gold["kind"] == found["kind"] else 0.5,
        "stance": 1.0 if gold["stance"] == found["stance"] else 0.5 if gold["stance"] in sayings and found["stance"] in sayings else 0.0,
        **{slot: _set_f1(gold[slot], found[slot]) for slot in ("initiators", "targets", "mediators", "weapons", "harm")},
        "place": _place(gold["place"], found["place"]),
        "date": _date(gold["date"], found["date"]),
        "status": float(gold["status"] == found["status"]),
        "background": float(gold["background"] == found["background"]),
    }
    return {slot: value for slot, value in scores.items() if value is not None}


def score(gold: Mapping[str, Mapping[str, Any]], records: Mapping[str, Record]) -> dict[str, float]:
    """Soft and strict precision, recall and F1 over reports by slug, and the mean of each slot over paired claims."""
    soft = strict = wanted = given = 0.0
    slots: dict[str, list[float]] = defaultdict(list)
    for slug, report in gold.items():
        want, have = gold_slots(report), record_slots(records[slug])
        wanted, given = wanted + len(want), given + len(have)
        if not want or not have:
            continue
        detail = [[agreement(g, h) for h in have] for g in want]
        table = np.array([[_weighted(d) for d in row] for row in detail])
        for i, j in zip(*linear_sum_assignment(-table), strict=True):
            if table[i, j] > 0:
                soft, strict = soft + table[i, j], strict + (table[i, j] >= STRICT)
                for slot, value in detail[i][j].items():
                    slots[slot].append(value)
    f1 = {name: 2 * hits / (wanted + given) if wanted + given else 0.0 for name, hits in (("soft_f1", soft), ("strict_f1", strict))}
    totals = {
        "reports": float(len(gold)),
        "gold": wanted,
        "given": given,
        "precision": soft / max(1, given),
        "recall": soft / max(1, wanted),
    }
    return {**totals, **f1, **{f"slot {name}": float(np.mean(values)) for name, values in sorted(slots.items())}}


def _weighted(scores: Mapping[str, float]) -> float:
    return sum(WEIGHTS[s] * v for s, v in scores.items()) / sum(WEIGHTS[s] for s in scores) if scores else 0.0


def read_gold(half: str) -> dict[str, tuple[dict[str, Any], str]]:
    """Annotation and text of the reports of one half, by slug."""
    found = {}
    for group in sorted(GOLD.glob("*/group.json")):
        if json.loads(group.read_text(encoding="utf-8"))["half"] == half:
            for path in sorted(p for p in group.parent.glob("*.json") if p.name != "group.json"):
                text = path.with_suffix(".txt").read_text(encoding="utf-8")
                found[path.stem] = json.loads(path.read_text(encoding="utf-8")), text
    return found


def main() -> None:
    from counterclaim.pipeline import Pipeline
    from counterclaim.records.models import Report

    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--half", choices=("dev", "test"), default="dev")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    gold = read_gold(given.half)
    reports = [
        Report(id=slug, text=text, outlet=g["outlet"], published=dt.date.fromisoformat(g["published"])) for slug, (g, text) in gold.items()
    ]
    found = score({slug: g for slug, (g, _) in gold.items()}, {r.report.id: r for r in Pipeline().read(reports)})
    if given.json:
        print(json.dumps(found, indent=1))
    else:
        print(*(f"{name:18s} {value:8.3f}" for name, value in found.items()), sep="\n")


if __name__ == "__main__":
    main()
