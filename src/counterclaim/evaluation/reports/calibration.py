"""Whether confidence means what it says: the suite `confidence`, and the fit of its weights.

Expected calibration error (Naeini, Cooper and Hauskrecht 2015): claims are put into ten bins of equal width by confidence; the
error is the mean distance between a bin's mean confidence and its share of right claims, weighted by the bin's size. The Brier
score is the mean squared distance between confidence and being right. Weights are fitted on the dev half, on `evals/held` and on
`evals/fresh`, which were annotated more densely and less; the figures of the test half are the ones to believe.

usage: python -m counterclaim.evaluation.reports.calibration --gold evals/gold --out src/counterclaim/grounding/knowledge/confidence.csv
       [--diagram docs/confidence.svg]
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from counterclaim.evaluation.logistic import fit_logistic
from counterclaim.evaluation.reports.alignment import align
from counterclaim.evaluation.reports.gold_claims import FRESH
from counterclaim.evaluation.reports.tellings import GoldReport, read_gold, read_held, tellings_of
from counterclaim.evaluation.suite import Engines, Figure, Folders, Suite
from counterclaim.grounding.confidence import BIAS, confidence, features_of, load_weights

BINS = 10
RIDGE = 1.0
"""Weight of the squared weights in the fit: with some hundred claims, features that are rare must not run away."""


@dataclass(frozen=True)
class Judged:
    """A found claim: its features, and whether it is right."""

    features: dict[str, float]
    right: bool


@dataclass(frozen=True)
class Bin:
    """One bin of the reliability diagram: claims in it, their mean confidence, their share of right ones."""

    claims: int
    confidence: float
    right: float


def judge(gold: Sequence[GoldReport], engines: Engines) -> list[Judged]:
    """Every claim that the program finds in annotated reports, with its features."""
    judged = []
    for annotated, record in zip(gold, engines.read([g.report for g in gold]), strict=True):
        found = tellings_of(record)
        right = {id(p.found) for p in align(annotated.tellings, found).pairs if p.hit}
        features = features_of(record.claims, {e.id: e for e in record.events}, record.report.text)
        judged += [Judged(f, id(t) in right) for f, t in zip(features, found, strict=True)]
    return judged


def bins_of(confidences: Sequence[float], right: Sequence[bool]) -> list[Bin]:
    """The bins that hold any claim, from the least sure to the surest."""
    numbers = [min(int(c * BINS), BINS - 1) for c in confidences]
    found = []
    for number in sorted(set(numbers)):
        inside = [k for k, n in enumerate(numbers) if n == number]
        found.append(Bin(len(inside), float(np.mean([confidences[k] for k in inside])), float(np.mean([right[k] for k in inside]))))
    return found


def expected_error(bins: Iterable[Bin]) -> float:
    """Expected calibration error; 0 without claims."""
    held = list(bins)
    total = sum(b.claims for b in held)
    return sum(b.claims * abs(b.confidence - b.right) for b in held) / total if total else 0.0


def fit(judged: Sequence[Judged]) -> dict[str, float]:
    """Weights of the logistic model that make the judgements likeliest. Raises ConfigError without SciPy."""
    names = sorted({name for j in judged for name in j.features})
    base, weights = fit_logistic([(j.features, j.right) for j in judged], names, RIDGE)
    return {BIAS: base, **weights}


def diagram(bins: Sequence[Bin]) -> str:
    """A reliability diagram as SVG: confidence to the right, share of right claims upwards, a disc a bin, its area the claims in it."""
    size, edge = 320, 40
    largest = max((b.claims for b in bins), default=1)

    def at(x: float, y: float) -> tuple[float, float]:
        return edge + x * size, edge + (1 - y) * size

    discs = "".join(_disc(b, at(b.confidence, b.right), 3 + 11 * (b.claims / largest) ** 0.5) for b in bins)
    ticks = "".join(
        f'<text x="{at(t, 0)[0]:.0f}" y="{edge + size + 18}" text-anchor="middle">{t:.1f}</text>'
        f'<text x="{edge - 8}" y="{at(0, t)[1] + 4:.0f}" text-anchor="end">{t:.1f}</text>'
        for t in (0.0, 0.5, 1.0)
    )
    box = size + 2 * edge
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {box} {box + 10}" role="img" '
        'aria-label="share of right claims by confidence" font-family="sans-serif" font-size="12">'
        "<style>text{fill:#555}line,rect{stroke:#999;fill:none}circle{fill:#2a6fb0;fill-opacity:.8}"
        "@media (prefers-color-scheme: dark){text{fill:#bbb}circle{fill:#7db4e6}}</style>"
        f'<rect x="{edge}" y="{edge}" width="{size}" height="{size}"/>'
        f'<line x1="{edge}" y1="{edge + size}" x2="{edge + size}" y2="{edge}" stroke-dasharray="4 4"/>{discs}{ticks}'
        f'<text x="{edge + size / 2}" y="{box}" text-anchor="middle">confidence</text>'
        f'<text x="{edge}" y="{edge - 12}">share of right claims</text></svg>\n'
    )


def _disc(held: Bin, at: tuple[float, float], radius: float) -> str:
    told = f"{held.claims} claims: confidence {held.confidence:.2f}, right {held.right:.2f}"
    return f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{radius:.1f}"><title>{told}</title></circle>'


def _figures(half: str, judged: Sequence[Judged]) -> list[Figure]:
    weights = load_weights()
    sure, right = [confidence(j.features, weights) for j in judged], [j.right for j in judged]
    brier = float(np.mean([(c - r) ** 2 for c, r in zip(sure, right, strict=True)])) if judged else 0.0
    return [
        Figure(f"{half}.calibration_error", expected_error(bins_of(sure, right)), falls=True),
        Figure(f"{half}.brier", brier, falls=True),
        Figure(f"{half}.right", float(np.mean(right)) if judged else 0.0),
    ]


def _run(folder: Path, engines: Engines) -> Sequence[Figure]:
    gold = list(read_gold(folder))
    return [f for half in ("dev", "test") for f in _figures(half, judge([g for g in gold if g.half == half], engines))]


def _there(folders: Folders) -> Path | None:
    return folders.gold if folders.gold.is_dir() else None


SUITE = Suite("confidence", "own corpus of invented reports", _there, _run)


def main() -> None:
    """Fits the weights on the dev half and what lies beside the gold corpus, and writes them."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("evals/gold"))
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--diagram", type=Path, help="where the reliability diagram of the test half goes")
    given = options.parse_args()
    engines, gold = Engines(), list(read_gold(given.gold))
    learned = [g for g in gold if g.half == "dev"], list(read_held(given.gold.parent / "held")), list(read_gold(given.gold.parent / FRESH))
    weights = fit([judged for reports in learned for judged in judge(reports, engines)])
    with given.out.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("feature", "weight"))
        table.writerows((name, f"{weight:.3f}") for name, weight in weights.items())
    if given.diagram:
        judged = judge([g for g in gold if g.half == "test"], engines)
        bins = bins_of([confidence(j.features, weights) for j in judged], [j.right for j in judged])
        given.diagram.write_text(diagram(bins), encoding="utf-8")
        print(f"calibration error on the test half: {expected_error(bins):.3f}")


if __name__ == "__main__":
    main()
