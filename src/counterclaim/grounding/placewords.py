"""The words that go with places in English ("the village of", "province", "near") and in first-level names ("Oblast")."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, fields
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
    calendar: frozenset[str]
    weak: frozenset[str]
    undergo: frozenset[str]
    address: frozenset[str]
    borderline: frozenset[str]
    shared: frozenset[str]
    partial: frozenset[str]
    motion: frozenset[str]
    ground: frozenset[str]
    either: frozenset[str]
    ground_noun: frozenset[str]
    either_noun: frozenset[str]
    overhead: frozenset[str]

    def bare(self, folded: str) -> str:
        """A first-level name without its generic words: "provincia de buenos aires" → "buenos aires"."""
        words = [w for w in folded.split() if w not in self.generic]
        while words and words[0] in self.particles:
            words.pop(0)
        while words and words[-1] in self.particles:
            words.pop()
        return " ".join(words)


USES = {f.name: f.name for f in fields(PlaceWords)} | {"type": "types", "particle": "particles"}


@lru_cache(maxsize=1)
def load_placewords() -> PlaceWords:
    """Reads `placewords.csv`. Raises ResourceError when it is missing or broken."""
    types = dict[str, PlacePrecision]()
    words: dict[str, set[str]] = {field: set() for field in USES.values() if field != "types"}
    for row in read_rows(KNOWLEDGE / "placewords.csv", ("word", "use", "precision")):
        if row["use"] not in USES:
            raise ResourceError(f"placewords.csv: {row['word']} has the unknown use {row['use']}")
        if row["use"] == "type":
            types[fold(row["word"])] = PlacePrecision(row["precision"])
        elif row["use"] == "generic":
            words["generic"].update(fold(row["word"]).split())
        else:
            words[USES[row["use"]]].add(fold(row["word"]))
    return PlaceWords(types, **{field: frozenset(found) for field, found in words.items()})
