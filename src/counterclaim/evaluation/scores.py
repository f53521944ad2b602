"""The sheet in three shapes: rows for a table, JSON, and the page docs/scores.md."""

from __future__ import annotations

import datetime as dt
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


def load_peers() -> dict[str, Peer]:
    """Published figures by the full name of ours. Raises ResourceError when the table cannot be read."""
    return {row["figure"]: Peer(row["peer"], row["value"], row["source"], row["comparable"]) for row in read_table(DATA, "peers.csv")}


def load_metrics() -> dict[str, str]:
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
                "figures": {f.name: {"value": f.value, "unit": f.unit or None, "floor": floors.floors.get(n)} for n, f in entry.named()},
            }
            for entry in entries
        ],
    }


def as_markdown(entries: Sequence[Entry], edition: Edition) -> str:
    """The page of scores: a table of headline figures with peers, then every figure by suite."""
    return "\n".join((*_opening(edition), *_table(entries), "", "## Every figure", "", *_details(entries))) + "\n"


def _opening(edition: Edition) -> Iterator[str]:
    yield "# Scores"
    yield ""
    yield f"Written by `counterclaim eval --corpora DIR --scores FILE` on {edition.date.isoformat()}, version {edition.version},"
    yield f"commit {edition.commit or 'unknown'}. Figures are shares between 0 and 1 where no unit stands beside them. Test halves are"
    yield "measured as totals and never read for errors. A suite whose data was absent says so; it has not passed."
    yield ""


def _table(entries: Sequence[Entry]) -> Iterator[str]:
    peers, metrics = load_peers(), load_metrics()
    yield "| Suite | Data | What is measured | Ours | Published peer | How far the two compare |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for entry in entries:
        if entry.not_run:
            yield f"| {entry.suite.name} | {entry.suite.data} | not run: {entry.not_run} | | | |"
        for name, figure in entry.named():
            if figure.headline:
                yield _row(entry, name, figure, metrics, peers)


def _row(entry: Entry, name: str, figure: Figure, metrics: Mapping[str, str], peers: Mapping[str, Peer]) -> str:
    peer = peers.get(name)
    cells = [entry.suite.name, entry.suite.data, metrics.get(name, figure.name), figure_words(figure)]
    cells += [f"{peer.name} {peer.value} ({peer.source})", peer.comparable] if peer else ["none known", ""]
    return f"| {' | '.join(cells)} |"


def _details(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        if entry.not_run is None:
            yield f"**{entry.suite.name}** ({entry.suite.data}): " + ", ".join(f"{f.name} {figure_words(f)}" for f in entry.figures) + "."
            yield ""
