"""The sheet: every suite with its figures, or with the reason why it was not run."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from counterclaim.errors import ConfigError
from counterclaim.evaluation.suite import Engines, Figure, Folders, Suite


@dataclass(frozen=True)
class Entry:
    """One suite on the sheet: figures, or why there are none. `seconds` is what the run took."""

    suite: Suite
    figures: tuple[Figure, ...] = ()
    not_run: str | None = None
    seconds: float = 0.0

    def named(self) -> Iterator[tuple[str, Figure]]:
        """Figures under their full names: `claims.dev.f1`."""
        yield from ((f"{self.suite.name}.{f.name}", f) for f in self.figures)


def choose(suites: Sequence[Suite], names: Iterable[str]) -> list[Suite]:
    """The suites of these names in the order of the sheet, all without names. Raises ConfigError for an unknown name."""
    wanted = set(names)
    unknown = wanted - {s.name for s in suites}
    if unknown:
        raise ConfigError(f"no suite is called {', '.join(sorted(unknown))}; there are {', '.join(s.name for s in suites)}")
    return [s for s in suites if not wanted or s.name in wanted]


def measure(suite: Suite, folders: Folders, engines: Engines) -> Entry:
    """Runs one suite if its data is there. Raises ResourceError when it is, but cannot be read."""
    place = suite.find(folders)
    if place is None:
        return Entry(suite, not_run=suite.absent)
    started = time.perf_counter()
    figures = tuple(suite.run(place, engines))
    return Entry(suite, figures, seconds=time.perf_counter() - started)
