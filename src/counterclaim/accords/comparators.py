"""Named comparators: in what respects a mention of an agreement may mean a certain agreement, and how far it does.

Each comparator gives a level; `data/comparators.csv` gives the weight of each level, on the scale of a logarithm of odds. The weights
are set by hand: a date or a proper name tells an agreement, the generic words for agreements do not. What is called by the very name of
an agreement outweighs what shares words with it: "Pretoria agreement" is not the declaration on how to carry out the Pretoria agreement.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from counterclaim.records.models import Time
from counterclaim.records.words import AccordKind
from counterclaim.tables import read_table

DATA = "counterclaim.accords.data"
BASE = "base"
"""Name of the line that holds the weight of any pair, before its levels."""
ANY_PAIR = "any pair"
UNKNOWN = "unknown"
SLACK = dt.timedelta(days=2)
"""What is agreed one night is dated the next day elsewhere, or by the day on which it takes effect."""
ALIKE = 50_000
"""Names, and pairs of descriptions, that come again and again."""
UNRESOLVED = 10**6
ONE_MONTH = 31
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
WORD_OR_NUMBER = re.compile(r"\w+(?:-\w+)*")
TRUCE, JOINING = "truce", "joining"
"""Sorts of words: those said of truces alone, and those that only join others."""
FIRE_STOPS = frozenset({AccordKind.CEASEFIRE, AccordKind.TRUCE_UNDERSTANDING})


@dataclass(frozen=True)
class Described:
    """An agreement as a mention, a library or earlier mentions describe it.

    `days` are the first and last day on which it may have been made; `told` is when a mention was published; `until` the day it ended.
    `names` holds one set of proper words for each name that it goes by, and for the place where it was made; `called` holds all words of
    each name but for those that join; `truce` is None where nothing tells whether fire stops under it.
    """

    parties: frozenset[str]
    brokers: frozenset[str]
    days: tuple[dt.date, dt.date] | None
    names: tuple[frozenset[str], ...]
    truce: bool | None
    until: dt.date | None = None
    told: dt.date | None = None
    called: tuple[frozenset[str], ...] = ()


def days_of(time: Time | None) -> tuple[dt.date, dt.date] | None:
    """First and last day of a time, None where it is not resolved."""
    return (time.start, time.end or time.start) if time is not None and time.start is not None else None


def length_of(time: Time) -> int:
    """Days from the first to the last; more than any other where it is not resolved."""
    days = days_of(time)
    return (days[1] - days[0]).days if days is not None else UNRESOLVED


@lru_cache(ALIKE)
def proper_words(name: str) -> frozenset[str]:
    """The words of a name, in lower case, that are not said of just any agreement."""
    return frozenset(w for w in (m.group().lower() for m in WORD.finditer(name)) if w not in accord_words())


@lru_cache(ALIKE)
def words_called(name: str) -> frozenset[str]:
    """All words and numbers of a name, in lower case, but for those that only join: two names that have them in common are the same."""
    return frozenset(w for w in (m.group().lower() for m in WORD_OR_NUMBER.finditer(name)) if accord_words().get(w) != JOINING)


def capital_words(name: str) -> frozenset[str]:
    """Those of the proper words that are written with a capital: what two agreements cannot differ in and be one."""
    capital = {m.group().lower() for m in WORD.finditer(name) if m.group()[0].isupper()}
    return proper_words(name) & capital


def tells_truce(name: str) -> bool | None:
    """Whether a name says that fire stops: None where its words leave it open."""
    return True if any(accord_words().get(m.group().lower()) == TRUCE for m in WORD.finditer(name)) else None


@cache
def accord_words() -> dict[str, str]:
    """Words that are said of any agreement, or of any truce. Raises ResourceError when the table cannot be read."""
    return {row["word"]: row["sort"] for row in read_table(DATA, "accord_words.csv")}


def _parties(mention: Described, known: Described) -> str:
    a, b = mention.parties, known.parties
    if not a or not b:
        return UNKNOWN
    if a == b:
        return "same"
    return "one within" if a <= b or b <= a else "some" if a & b else "none"


def _date(mention: Described, known: Described) -> str:
    if mention.days is None or known.days is None:
        return UNKNOWN
    (a, b), (c, d) = mention.days, known.days
    if a - SLACK > d or c > b + SLACK:
        return "apart"
    length = max((b - a).days, (d - c).days)
    return "day" if length <= SLACK.days else "within" if length <= ONE_MONTH else "year"


def _name(mention: Described, known: Described) -> str:
    if not any(mention.names) or not any(known.names):
        return UNKNOWN
    if set(mention.called) & set(known.called):
        return "same"
    if set(map(_proper, mention.called)) & set(map(_proper, known.called)):
        return "whole"
    return "shared" if any(a & b for a in mention.names for b in known.names) else "none"


@lru_cache(ALIKE)
def _proper(called: frozenset[str]) -> frozenset[str]:
    return called.difference(accord_words())


def _broker(mention: Described, known: Described) -> str:
    if not mention.brokers or not known.brokers:
        return UNKNOWN
    return "shared" if mention.brokers & known.brokers else "none"


def _force(mention: Described, known: Described) -> str:
    if mention.told is None or known.days is None:
        return UNKNOWN
    if mention.told < known.days[0]:
        return "not yet"
    return "ended" if known.until is not None and mention.told > known.until else "in force"


def _sort(mention: Described, known: Described) -> str:
    if mention.truce is None or known.truce is None:
        return UNKNOWN
    return "same" if mention.truce == known.truce else "another"


COMPARATORS: Mapping[str, Callable[[Described, Described], str]] = {
    "parties": _parties,
    "date": _date,
    "name": _name,
    "broker": _broker,
    "force": _force,
    "sort": _sort,
}


@cache
def load_weights() -> dict[tuple[str, str], float]:
    """Weights by comparator and level. Raises ResourceError when the table cannot be read."""
    return {(row["comparator"], row["level"]): float(row["weight"]) for row in read_table(DATA, "comparators.csv")}


@lru_cache(ALIKE)
def score(mention: Described, known: Described) -> float:
    """The score of `compare` alone: many pairs are tried, and of few anybody asks why."""
    weights = load_weights()
    return round(sum([weights[BASE, ""], *(weights[name, level(mention, known)] for name, level in COMPARATORS.items())]), 2)


def compare(mention: Described, known: Described) -> tuple[float, dict[str, tuple[str, float]]]:
    """The score of a mention for an agreement, and the level of each comparator with its weight, of which it is the sum."""
    weights = load_weights()
    parts = {BASE: (ANY_PAIR, weights[BASE, ""])}
    parts |= {name: (level, weights[name, level]) for name, level in ((n, c(mention, known)) for n, c in COMPARATORS.items())}
    return round(sum(weight for _, weight in parts.values()), 2), parts
