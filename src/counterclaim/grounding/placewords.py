"""The words that go with places in English ("the village of", "province", "near") and in first-level names ("Oblast")."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from counterclaim.errors import ResourceError
from counterclaim.grounding.placenames import fold
from counterclaim.records.words import PlacePrecision

KNOWLEDGE = Path(__file__).parent / "knowledge"
"""The knowledge files that this package carries."""


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """The rows of a knowledge file, one dict each.

    Raises:
        ResourceError: the file is missing, or lacks one of `columns`.
    """
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines)
            lacking = [c for c in columns if c not in (reader.fieldnames or ())]
            if lacking:
                raise ResourceError(f"{path.name} lacks the column {', '.join(lacking)}; install the package again")
            yield from reader
    except FileNotFoundError as error:
        raise ResourceError(f"the knowledge file {path.name} is missing from {path.parent}; install the package again") from error


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """`placewords.csv`, by use. All words are folded; `types` maps a word to the precision it tells."""

    types: dict[str, PlacePrecision]
    generic: frozenset[str]
    particles: frozenset[str]
    locative: frozenset[str]
    containment: frozenset[str]
    compass: frozenset[str]
    control: frozenset[str]
    front: frozenset[str]

    def bare(self, folded: str) -> str:
        """A first-level name without its generic words: "provincia de buenos aires" → "buenos aires"."""
        words = [w for w in folded.split() if w not in self.generic]
        while words and words[0] in self.particles:
            words.pop(0)
        while words and words[-1] in self.particles:
            words.pop()
        return " ".join(words)


@lru_cache(maxsize=1)
def load_placewords() -> PlaceWords:
    """Reads `placewords.csv`. Raises ResourceError when it is missing or broken."""
    types = dict[str, PlacePrecision]()
    uses: dict[str, set[str]] = {u: set() for u in ("generic", "particle", "locative", "containment", "compass", "control", "front")}
    for row in read_rows(KNOWLEDGE / "placewords.csv", ("word", "use", "precision")):
        if row["use"] == "type":
            types[fold(row["word"])] = PlacePrecision(row["precision"])
        elif row["use"] in uses:
            uses[row["use"]].update((fold(row["word"]),) if row["use"] != "generic" else fold(row["word"]).split())
        else:
            raise ResourceError(f"placewords.csv: {row['word']} has the unknown use {row['use']}")
    return PlaceWords(
        types,
        generic=frozenset(uses["generic"]),
        particles=frozenset(uses["particle"]),
        locative=frozenset(uses["locative"]),
        containment=frozenset(uses["containment"]),
        compass=frozenset(uses["compass"]),
        control=frozenset(uses["control"]),
        front=frozenset(uses["front"]),
    )
