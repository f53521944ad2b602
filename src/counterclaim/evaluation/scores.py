"""The sheet as JSON and as the page docs/scores.md. A figure is a headline exactly if it has a line in data/metrics.csv."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.evaluation.floors import Floors
from counterclaim.evaluation.sheet import Entry
from counterclaim.evaluation.suite import Figure
from counterclaim.tables import read_table

DATA = "counterclaim.evaluation.data"


@dataclass(frozen=True)
class Edition:
    """Which program was measured when."""

    date: dt.date
    version: str
    commit: str | None


@dataclass(frozen=True)
class Peer:
    """A published figure beside one of ours. `comparable` says in words how far the two can be compared."""

    name: str
    value: str
    source: str
    comparable: str


def load_peers() -> Mapping[str, Sequence[Peer]]:
    """Published figures by the full name of ours. Raises ResourceError when the table cannot be read."""
    peers = defaultdict[str, list[Peer]](list)
    for row in read_table(DATA, "peers.csv"):
        peers[row["figure"]].append(Peer(row["peer"], row["value"], row["source"], row["comparable"]))
    return dict(peers)


def load_metrics() -> Mapping[str, str]:
    """What each headline figure measures, in words, by its full name. Raises ResourceError when the table cannot be read."""
    return {row["figure"]: row["metric"] for row in read_table(DATA, "metrics.csv")}


def figure_words(figure: Figure) -> str:
    """`0.412`, `6800 words/s`, `32.1 km`."""
    if not figure.unit:
        return f"{figure.value:.3f}"
    number = f"{figure.value:.0f}" if figure.value >= 100 or figure.value == int(figure.value) else f"{figure.value:.1f}"
    return f"{number} {figure.unit}"


def as_json(entries: Iterable[Entry], floors: Floors, edition: Edition) -> dict[str, Any]:
    """The sheet as one JSON object."""
    metrics = load_metrics()

    def told(name: str, figure: Figure) -> dict[str, Any]:
        return {
            "value": figure.value,
            "unit": figure.unit or None,
            "falls": figure.falls,
            "headline": name in metrics,
            "floor": floors.floors.get(name),
        }

    return {
        "date": edition.date.isoformat(),
        "version": edition.version,
        "commit": edition.commit,
        "suites": [
            {
                "suite": entry.suite.name,
                "data": entry.suite.data,
                "not_run": entry.not_run,
                "seconds": round(entry.seconds, 1),
                "figures": {figure.name: told(name, figure) for name, figure in entry.named()},
            }
            for entry in entries
        ],
    }


def as_markdown(entries: Sequence[Entry], edition: Edition) -> str:
    """The page of scores: a table of headline figures with peers, then a table of every figure by suite."""
    return "\n".join((*_opening(edition), *_headlines(entries), *_details(entries))) + "\n"


def _opening(edition: Edition) -> Iterator[str]:
    yield "# Scores"
    yield ""
    yield f"Written by `counterclaim eval --corpora DIR --scores FILE` on {edition.date.isoformat()}, version {edition.version},"
    yield f"commit {edition.commit or 'unknown'}. Figures are shares between 0 and 1 where no unit stands beside them. Test halves are"
    yield "measured as totals and never read for errors. A suite whose data was absent says so; it has not passed."
    yield ""
    yield "A claim is *all right* if its claimant, kind, initiators, targets and all harm are right; it is *strictly* right, the wire's"
    yield "measure, if at least three quarters of its slots agree by weight."
    yield ""


def _headlines(entries: Sequence[Entry]) -> Iterator[str]:
    metrics, peers = load_metrics(), load_peers()
    yield from _table("Figure", "Data", "What is measured", "Ours", "Published peer", "How far the two compare")
    for entry in entries:
        if entry.not_run:
            yield _row(f"`{entry.suite.name}`", entry.suite.data, f"not run: {entry.not_run}", "", "", "")
        for name, figure in entry.named():
            if name in metrics:
                beside = [(f"{p.name} {p.value} ({p.source})", p.comparable) for p in peers.get(name, ())] or [("none known", "")]
                yield _row(f"`{name}`", entry.suite.data, metrics[name], _value(figure), *beside[0])
                yield from (_row("", "", "", "", *peer) for peer in beside[1:])


def _details(entries: Iterable[Entry]) -> Iterator[str]:
    yield ""
    yield "## Every figure"
    for entry in entries:
        if entry.not_run is None:
            yield from ("", f"### {entry.suite.name}: {entry.suite.data}", "")
            yield from _table("Figure", "Value")
            yield from (_row(f"`{figure.name}`", _value(figure)) for figure in entry.figures)


def _value(figure: Figure) -> str:
    return f"{figure_words(figure)}, lower is better" if figure.falls else figure_words(figure)


def _table(*columns: str) -> tuple[str, str]:
    return _row(*columns), _row(*("---" for _ in columns))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
