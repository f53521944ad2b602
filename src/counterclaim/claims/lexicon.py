"""The words that this stage knows, read from the CSV files in `data/`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from counterclaim.records.words import Category, Effect, Kind, Stance, WeaponKind
from counterclaim.tables import read_table

TABLES = "counterclaim.claims.data"


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that attributes: its stance, and where its content stands.

    `takes` holds any of `clause`, `object`, `accused`, `label`, `quote`, and the prepositions `for`, `to`, `of`, `on`.
    """

    stance: Stance
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Happening:
    """A verb or noun that tells a happening. `frame` says how its roles are read (see `roles.py`)."""

    kind: Kind
    frame: str
    condition: str


@dataclass(frozen=True, slots=True)
class HarmWord:
    """A word that tells harm to people."""

    effect: Effect
    frame: str


@dataclass(frozen=True)
class Lexicon:
    """All word lists; keys are lemmas in lower case, with a part of speech where one is told apart."""

    cues: dict[str, Cue]
    cue_nouns: dict[str, Stance]
    happenings: dict[tuple[str, str], tuple[Happening, ...]]
    weapons: dict[str, WeaponKind]
    harm: dict[tuple[str, str], HarmWord]
    victims: dict[str, Category]
    numbers: dict[str, tuple[int | None, int | None, int | None]]
    bounds: dict[str, str]
    words: dict[str, frozenset[str]]
    """Small word classes by name: `avert`, `light`, `undergo`, `occur`, `plan`, `continue`, `charge`, `past`, `position` …"""


def _rows(name: str) -> Iterator[dict[str, str]]:
    return read_table(TABLES, name)


def _number(text: str) -> int | None:
    return int(text) if text else None


@cache
def load_lexicon() -> Lexicon:
    """Read every word list. Raises ResourceError when one is missing; a word outside the enumerations is a ValueError."""
    happenings: dict[tuple[str, str], list[Happening]] = {}
    for row in _rows("happenings.csv"):
        happenings.setdefault((row["lemma"], row["pos"]), []).append(Happening(Kind(row["kind"]), row["frame"], row["condition"]))
    words: dict[str, set[str]] = {}
    for row in _rows("word_classes.csv"):
        words.setdefault(row["class"], set()).add(row["word"])
    return Lexicon(
        cues={r["lemma"]: Cue(Stance(r["stance"]), frozenset(r["takes"].split("|"))) for r in _rows("cues.csv")},
        cue_nouns={r["lemma"]: Stance(r["stance"]) for r in _rows("cue_nouns.csv")},
        happenings={key: tuple(value) for key, value in happenings.items()},
        weapons={r["word"]: WeaponKind(r["kind"]) for r in _rows("weapons.csv")},
        harm={(r["lemma"], r["pos"]): HarmWord(Effect(r["effect"]), r["frame"]) for r in _rows("harm.csv")},
        victims={r["word"]: Category(r["category"]) for r in _rows("victims.csv")},
        numbers={r["word"]: (_number(r["low"]), _number(r["best"]), _number(r["high"])) for r in _rows("numbers.csv")},
        bounds={r["phrase"]: r["bound"] for r in _rows("bounds.csv")},
        words={name: frozenset(found) for name, found in words.items()},
    )
