"""The ratchet: headline shares must not fall under their floors, and floors only rise.

The file: `{"floors": {"claims.dev.f1": 0.3}, "lowered": [{"figure", "from", "to", "reason"}]}`. A floor lies a little under the
figure that set it, since quantised models round differently from processor to processor. What has a unit (a speed, a distance)
depends on the machine or falls as it gets better: it keeps no floor.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counterclaim.errors import ConfigError
from counterclaim.evaluation.sheet import Entry
from counterclaim.evaluation.suite import Figure

SLACK, SLACK_SHARE = 0.01, 0.1
"""How far a floor lies under its figure: so much, or this share of the figure where that is less (it is under 0.1)."""


@dataclass(frozen=True)
class Fall:
    """A figure under its floor."""

    figure: str
    value: float
    floor: float


@dataclass
class Floors:
    """Floors by full name of figure, and the record of those that were lowered."""

    floors: dict[str, float] = field(default_factory=dict)
    lowered: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> Floors:
        """Reads the file; no floors where there is none. Raises ConfigError when it is not a file of floors."""
        if not path.exists():
            return cls()
        try:
            held = json.loads(path.read_text(encoding="utf-8"))
            return cls({str(k): float(v) for k, v in held["floors"].items()}, list(held.get("lowered", [])))
        except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
            raise ConfigError(f"{path} is not a file of floors: {error!r}") from error

    def text(self) -> str:
        """The file's content."""
        return json.dumps({"floors": dict(sorted(self.floors.items())), "lowered": self.lowered}, indent=1, ensure_ascii=False) + "\n"

    def falls(self, entries: Iterable[Entry]) -> list[Fall]:
        """The figures that lie under their floor. A suite that was not run cannot fall."""
        return [Fall(name, f.value, self.floors[name]) for name, f in _named(entries) if f.value < self.floors.get(name, -math.inf)]

    def missing(self, entries: Iterable[Entry]) -> list[str]:
        """Floors whose suite was run but gave no such figure: a figure that vanishes must not pass."""
        run = [e for e in entries if e.not_run is None]
        given, suites = {name for name, _ in _named(run)}, {e.suite.name for e in run}
        return sorted(name for name in self.floors if name.partition(".")[0] in suites and name not in given)

    def raised(self, entries: Iterable[Entry], headlines: Collection[str]) -> Floors:
        """Floors moved up to where the headline shares stand, which are given by full name; none moves down."""
        news = {name: _under(f.value) for name, f in _named(entries) if name in headlines and not f.unit and not f.falls}
        return Floors({**self.floors, **{n: max(v, self.floors.get(n, -math.inf)) for n, v in news.items()}}, list(self.lowered))

    def lower(self, figure: str, entries: Iterable[Entry], reason: str) -> Floors:
        """One floor moved down to where its figure stands, the reason kept.

        Raises ConfigError without a reason, or for a figure that has no floor or was not measured.
        """
        measured = dict(_named(entries)).get(figure)
        if not reason.strip():
            raise ConfigError(f"lowering {figure} needs a reason")
        if measured is None or figure not in self.floors:
            raise ConfigError(f"{figure} has no floor, or its suite was not run")
        floor = _under(measured.value)
        if floor >= self.floors[figure]:
            raise ConfigError(f"{figure} stands at {measured.value:.3f}: its floor of {self.floors[figure]:.3f} needs no lowering")
        note = {"figure": figure, "from": self.floors[figure], "to": floor, "reason": reason.strip()}
        return Floors({**self.floors, figure: floor}, [*self.lowered, note])


def _named(entries: Iterable[Entry]) -> Iterator[tuple[str, Figure]]:
    return (named for entry in entries for named in entry.named())


def _under(value: float) -> float:
    """Where the floor under a share lies, to three decimals."""
    return math.floor((value - min(SLACK, SLACK_SHARE * value)) * 1000) / 1000
