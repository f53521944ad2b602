"""The suite `incidents`: which claims tell of one incident, and the fit of the comparators' weights.

Items are the annotated claims that belong to an incident; all reports of a half are linked together, so that incidents of other
groups can be confused with them. `gold.` figures link the annotated claims themselves. `read.` figures are end to end: the program's
claims are linked, and each annotated claim lies where the program's claim on the same words does; one that was missed, or given to
another party, is a cluster of its own. `matched.` figures leave those out.

usage: python -m counterclaim.evaluation.reports.linking --gold evals/gold --out src/counterclaim/incidents/data/comparators.csv
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

from counterclaim.evaluation.clustering import Agreement, agreement
from counterclaim.evaluation.logistic import fit_logistic
from counterclaim.evaluation.reports.alignment import align
from counterclaim.evaluation.reports.gold_claims import GoldGroup, read_groups, read_parts
from counterclaim.evaluation.reports.tellings import GoldReport, read_gold, tellings_of
from counterclaim.evaluation.suite import Engines, Figure, Folders, Suite
from counterclaim.incidents.comparators import BASE, COMPARATORS, levels_of
from counterclaim.incidents.linking import Cluster, link
from counterclaim.incidents.told import Told, told_in
from counterclaim.records.models import Record

RIDGE = 2.0
Labelled = Sequence[tuple[Told, str | None]]
"""Claims of one story with the incident that each belongs to."""


def gold_agreement(groups: Sequence[GoldGroup]) -> Agreement:
    """Links the annotated claims of some groups and compares the clusters with the annotated incidents."""
    claims = [c for group in groups for c in group.claims]
    clusters = link(c.told for c in claims if not c.told.event.background)
    found = {t.key: number for number, cluster in enumerate(clusters) for t in cluster.told}
    gold = {c.told.key: c.incident for c in claims if c.incident is not None}
    return agreement(gold, {key: found.get(key, key) for key in gold})


def read_agreement(groups: Sequence[GoldGroup], gold: Sequence[GoldReport], engines: Engines) -> tuple[Agreement, Agreement]:
    """Reads the reports of some groups, links what was found, and compares the clusters with the annotated incidents.

    Returns:
        the comparison over all annotated claims, and over those that were found.
    """
    records = engines.read([g.report for g in gold])
    wanted = {c.told.key: c.incident for group in groups for c in group.claims if c.incident is not None}
    placed = placed_in(gold, records, link(told_in(records)))
    matched = {key: incident for key, incident in wanted.items() if key in placed}
    everything = agreement(wanted, {key: placed.get(key, key) for key in wanted})
    return everything, agreement(matched, {key: placed[key] for key in matched})


def placed_in(gold: Sequence[GoldReport], records: Sequence[Record], clusters: Sequence[Cluster]) -> dict[str, int]:
    """By annotated claim the number of the cluster that holds the claim found on the same words; what was missed is left out.

    Args:
        gold: annotated reports.
        records: what was read in each, in the same order.
        clusters: the claims of these records, linked.
    """
    found = {t.key: number for number, cluster in enumerate(clusters) for t in cluster.told}
    return {annotated: found[key] for key, annotated in annotated_as(gold, records).items() if key in found}


def annotated_as(gold: Sequence[GoldReport], records: Sequence[Record]) -> dict[str, str]:
    """By the key of a claim that was read the key of the annotated claim on the same words; `gold` and `records` as for `placed_in`."""
    found: dict[str, str] = {}
    for annotated, record in zip(gold, records, strict=True):
        tellings = tellings_of(record)
        keys = [f"{record.report.id}/{claim.id}" for claim in record.claims for _ in claim.events]
        names = {id(t): key for t, key in zip(tellings, keys, strict=True)}
        gold_names = {id(t): f"{annotated.slug}/{name}" for t, name in zip(annotated.tellings, annotated.claims, strict=True)}
        found |= {names[id(p.found)]: gold_names[id(p.gold)] for p in align(annotated.tellings, tellings).pairs if p.hit}
    return found


def figures_of(prefix: str, result: Agreement) -> list[Figure]:
    """The figures of one comparison."""
    return [
        Figure(f"{prefix}.b3_f1", result.b_cubed_f1),
        Figure(f"{prefix}.b3_precision", result.b_cubed_precision.precision),
        Figure(f"{prefix}.b3_recall", result.b_cubed_recall.precision),
        Figure(f"{prefix}.ceaf_e_f1", result.ceaf.f1),
        Figure(f"{prefix}.pairs_f1", result.pairs.f1),
    ]


def labelled(groups: Sequence[GoldGroup]) -> list[Labelled]:
    """The annotated claims of each group that are news, with their incidents."""
    return [[(c.told, c.incident) for c in group.claims if not c.told.event.background] for group in groups]


def labelled_read(groups: Sequence[GoldGroup], gold: Sequence[GoldReport], records: Sequence[Record]) -> list[Labelled]:
    """The claims read in the reports of each group that are annotated too, with the incidents of the annotated ones."""
    incidents = {c.told.key: c.incident for group in groups for c in group.claims}
    names = annotated_as(gold, records)
    told = [(t, incidents[names[t.key]]) for t in told_in(records) if t.key in names]
    return [[item for item in told if item[0].report.id.partition("/")[0] == group.name] for group in groups]


def fit(stories: Iterable[Labelled]) -> dict[tuple[str, str], float]:
    """Weights of the comparators' levels by logistic regression with a ridge penalty.

    Pairs are those of one story of which at least one claim belongs to an incident. Raises ConfigError without SciPy.
    """
    judged = [
        (levels_of(a, b), of == another)
        for story in stories
        for (a, of), (b, another) in combinations(story, 2)
        if of is not None or another is not None
    ]
    names = sorted({item for levels, _ in judged for item in levels.items()})
    base, weights = fit_logistic([(levels.items(), same) for levels, same in judged], names, RIDGE)
    return {(BASE, ""): base, **weights}


def _run(folder: Path, engines: Engines) -> Sequence[Figure]:
    figures = list[Figure]()
    for half, inside, gold in read_parts(folder):
        figures += figures_of(f"gold.{half}", gold_agreement(inside))
        everything, matched = read_agreement(inside, gold, engines)
        figures += figures_of(f"read.{half}", everything) + figures_of(f"matched.{half}", matched)
    return figures


def _there(folders: Folders) -> Path | None:
    return folders.gold if folders.gold.is_dir() else None


SUITE = Suite("incidents", "own corpus of invented reports", _there, _run)


def main() -> None:
    """Fits the weights on the dev half and writes them."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("evals/gold"))
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    groups = [g for g in read_groups(given.gold) if g.half == "dev"]
    gold = [g for g in read_gold(given.gold) if g.half == "dev"]
    records = Engines().read([g.report for g in gold])
    weights = fit([*labelled(groups), *labelled_read(groups, gold, records)])
    order = {name: k for k, name in enumerate((BASE, *COMPARATORS))}
    with given.out.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("comparator", "level", "weight"))
        table.writerows((*item, f"{w:.2f}") for item, w in sorted(weights.items(), key=lambda i: (order[i[0][0]], -i[1])))


if __name__ == "__main__":
    main()
