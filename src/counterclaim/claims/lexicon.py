"""The words that this stage knows, read from the CSV files in `data/`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property

from counterclaim.records.words import Category, Effect, Kind, Stance, WeaponKind
from counterclaim.tables import read_table

TABLES = "counterclaim.claims.data"
NO_CUE = "none"
"""Stance of a phrase that attributes nothing."""
DOUBTFUL = frozenset({"held", "struck", "marked", "limb", "moved", "fled", "vanished", "spared", "state", "deed"})
"""Frames of words that are harm only where they name people who fit."""
UNCONDITIONAL = frozenset({"life", "predicate", "fled"})
"""Frames of words that nearly always tell harm, whatever their condition."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that attributes: its stance, and where its content stands.

    `takes` holds any of `clause`, `infinitive`, `object`, `noun` (what the noun of the phrase carries: "issued a warning that"),
    `accused`, `label`, `quote`, `mutual`, and prepositions. `charged` are the prepositions before the one who is accused,
    `own` those before an act that the source takes upon itself. No stance: the phrase attributes nothing ("declined to comment").
    `condition` is a test of `triggers.py`. An `attitude` is held and not told ("hopes that").
    """

    stance: Stance | None
    takes: frozenset[str]
    charged: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    condition: str = ""
    attitude: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """A verb or noun that tells a happening. `frame` says how its roles are read (see `roles.py`)."""

    kind: Kind
    frame: str
    condition: str


@dataclass(frozen=True, slots=True)
class HarmWord:
    """A word that tells harm to people. `frame` says who was harmed (see `harm_frames.py`), `condition` is a test of `triggers.py`."""

    effect: Effect
    frame: str
    condition: str = ""


@dataclass(frozen=True)
class Lexicon:
    """All word lists; keys are lemmas in lower case, with a part of speech where one is told apart."""

    cues: dict[str, Cue]
    cue_nouns: dict[str, Stance]
    cue_phrases: dict[tuple[str, str], tuple[Cue, ...]]
    attitudes: dict[tuple[str, str], Cue]
    source_phrases: dict[tuple[str, str], Stance]
    """Nouns with the preposition that makes their owner a source ("in X's view"), and adverbs of hearsay, without one."""
    happenings: dict[tuple[str, str], tuple[Happening, ...]]
    weapons: dict[str, WeaponKind]
    bombs: dict[str, WeaponKind]
    """Words for what is a weapon of this kind unless it came from above; not in `weapons`, by which the reading model learned."""
    harm: dict[tuple[str, str], HarmWord]
    """Words that tell harm by themselves: what a reader who sees no more than the word may take them for."""
    harm_lines: dict[tuple[str, str], tuple[HarmWord, ...]]
    """All words of harm, with those that tell it only under a condition."""
    victims: dict[str, Category]
    numbers: dict[str, tuple[int | None, int | None, int | None]]
    bounds: dict[str, str]
    words: dict[str, frozenset[str]]
    """Small word classes by name: `avert`, `light`, `undergo`, `occur`, `plan`, `continue`, `charge`, `past`, `position` …"""

    @cached_property
    def weapon_beginnings(self) -> frozenset[str]:
        """The first word of every weapon's name."""
        return frozenset(name.partition(" ")[0] for name in (*self.weapons, *self.bombs))


def _rows(name: str) -> Iterator[dict[str, str]]:
    return read_table(TABLES, name)


def _number(text: str) -> int | None:
    return int(text) if text else None


def _cue(stance: str, takes: str, condition: str = "") -> Cue:
    """A cue from the cells of its line."""
    roles: dict[str, set[str]] = {"": set(), "accused": set(), "own": set()}
    for entry in takes.split("|"):
        word, _, role = entry.partition("=")
        roles[role].add(word)
    return Cue(
        None if stance == NO_CUE else Stance(stance),
        frozenset(roles[""] - {""}),
        frozenset(roles["accused"]),
        frozenset(roles["own"]),
        condition,
    )


def _cue_phrases() -> dict[tuple[str, str], tuple[Cue, ...]]:
    found: dict[tuple[str, str], list[Cue]] = {}
    for row in _rows("cue_phrases.csv"):
        found.setdefault((row["lemma"], row["pos"]), []).append(_cue(row["stance"], row["takes"], row["condition"]))
    return {key: tuple(cues) for key, cues in found.items()}


def _is_plain(word: HarmWord) -> bool:
    return word.frame in UNCONDITIONAL or not word.condition and word.frame not in DOUBTFUL


@cache
def load_lexicon() -> Lexicon:
    """Read every word list. Raises ResourceError when one is missing; a word outside the enumerations is a ValueError."""
    happenings: dict[tuple[str, str], list[Happening]] = {}
    for row in _rows("happenings.csv"):
        happenings.setdefault((row["lemma"], row["pos"]), []).append(Happening(Kind(row["kind"]), row["frame"], row["condition"]))
    harm: dict[tuple[str, str], list[HarmWord]] = {}
    for row in _rows("harm.csv"):
        harm.setdefault((row["lemma"], row["pos"]), []).append(HarmWord(Effect(row["effect"]), row["frame"], row["condition"]))
    words: dict[str, set[str]] = {}
    for row in _rows("word_classes.csv"):
        words.setdefault(row["class"], set()).add(row["word"])
    return Lexicon(
        cues={r["lemma"]: _cue(r["stance"], r["takes"]) for r in _rows("cues.csv")},
        cue_nouns={r["lemma"]: Stance(r["stance"]) for r in _rows("cue_nouns.csv")},
        cue_phrases=_cue_phrases(),
        attitudes={(r["lemma"], r["pos"]): replace(_cue(Stance.ASSERTS, r["takes"]), attitude=True) for r in _rows("attitudes.csv")},
        source_phrases={(r["phrase"], r["preposition"]): Stance(r["stance"]) for r in _rows("source_phrases.csv")},
        happenings={key: tuple(value) for key, value in happenings.items()},
        weapons={r["word"]: WeaponKind(r["kind"]) for r in _rows("weapons.csv")},
        bombs={r["word"]: WeaponKind(r["kind"]) for r in _rows("bombs.csv")},
        harm={key: plain[0] for key, lines in harm.items() if (plain := [w for w in lines if _is_plain(w)])},
        harm_lines={key: tuple(lines) for key, lines in harm.items()},
        victims={r["word"]: Category(r["category"]) for r in _rows("victims.csv")},
        numbers={r["word"]: (_number(r["low"]), _number(r["best"]), _number(r["high"])) for r in _rows("numbers.csv")},
        bounds={r["phrase"]: r["bound"] for r in _rows("bounds.csv")},
        words={name: frozenset(found) for name, found in words.items()},
    )
