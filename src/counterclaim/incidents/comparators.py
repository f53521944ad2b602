"""Named comparators: in what respects two claims may tell of one incident, and how far they do.

Each comparator gives a level; `data/comparators.csv` gives the weight of each level, the logarithm of the odds that it lends to
the two being one (record linkage after Fellegi and Sunter 1969, the weights fitted together by logistic regression on the dev half
of the gold corpus: its annotated claims, and those that are read in its texts). All are symmetric.

Where and when something happened is often not told by the claim's own words but carried over from another sentence of its report, and then
the likeliest to be wrong. So such places and days count as usual where they are the same; where they differ they tell nothing apart.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from counterclaim.incidents.told import Days, Site, Told
from counterclaim.records.distance import gap_km
from counterclaim.records.words import Family, Kind, PlacePrecision, Status, family_of
from counterclaim.tables import read_table

DATA = "counterclaim.incidents.data"
BASE = "base"
"""Name of the line that holds the weight of any pair, before its levels."""
NEARBY_KM = 40
UNKNOWN = "unknown"
CARRIED = "carried over"
"""Level of places or days that differ, where at least one is that of another sentence of the report."""
SURE = frozenset({"same", UNKNOWN})
AHEAD = frozenset({Status.PLANNED, Status.HYPOTHETICAL})
REMEMBERED = 1 << 17
"""Pairs of places and of days whose level is remembered: many claims tell of the same."""
DISJOINT = frozenset({"adjacent", "apart"})
EXACT = frozenset({PlacePrecision.SETTLEMENT, PlacePrecision.DISTRICT})
WIDE = frozenset({PlacePrecision.BORDER, PlacePrecision.COUNTRY})
"""Places that hold too much for two claims to be of one thing because both name them."""


def _place(one: Told, other: Told) -> str:
    level = _between_sites(one.site, other.site)
    return level if level in SURE or (one.tells_place and other.tells_place) else CARRIED


@lru_cache(REMEMBERED)
def _between_sites(a: Site | None, b: Site | None) -> str:
    if a is None or b is None:
        return UNKNOWN
    gap = gap_km(a, b)
    if gap is None:
        return "same" if _is_part(a.name, b.name) else UNKNOWN
    if gap <= 0:
        exact = a.precision in EXACT and b.precision in EXACT
        one_area = a.precision is b.precision and a.precision not in WIDE and _is_part(a.name, b.name)
        return "same" if exact or one_area else "within"
    return "near" if gap <= NEARBY_KM else "far"


def _is_part(one: str, other: str) -> bool:
    """Whether one name is the other, or a part of it ("Sotk" of "the village of Sotk")."""
    a, b = set(one.split()), set(other.split())
    return a <= b or b <= a


def _date(one: Told, other: Told) -> str:
    level = _between_days(one.days, other.days)
    return level if level in SURE or (one.tells_days and other.tells_days) else CARRIED


@lru_cache(REMEMBERED)
def _between_days(one: Days | None, other: Days | None) -> str:
    if one is None or other is None:
        return UNKNOWN
    (a, b), (c, d) = one, other
    if (a, b) == (c, d):
        return "same"
    if a <= d and c <= b:
        return "overlap"
    return "adjacent" if min(abs((c - b).days), abs((a - d).days)) == 1 else "apart"


def _kind(one: Told, other: Told) -> str:
    return _between_kinds(one.event.kind, other.event.kind)


@lru_cache
def _between_kinds(a: Kind, b: Kind) -> str:
    if a is b:
        return "same"
    family, another = family_of(a), family_of(b)
    if family is another is Family.VIOLENCE:
        return "both violence"
    if Family.OTHER in (family, another):
        return "one is other"
    return "same family" if family is another else "other family"


def _parties(one: Told, other: Told) -> str:
    a, b = one.parties, other.parties
    if not a or not b:
        return UNKNOWN
    if a == b:
        return "same"
    return "one within" if a <= b or b <= a else "some" if a & b else "none"


def _sides(one: Told, other: Told) -> str:
    """Whether the same party acts: two sides that charge each other tell of one clash with roles turned round."""
    a, b = one.acting, other.acting
    if not a or not b:
        return UNKNOWN
    return "same" if a & b else "turned" if a & other.struck or b & one.struck else "none"


def _weapons(one: Told, other: Told) -> str:
    a, b = one.weapons, other.weapons
    return UNKNOWN if not a or not b else "some" if a & b else "none"


def _numbers(one: Told, other: Told) -> str:
    a, b = one.numbers, other.numbers
    if not a or not b:
        return UNKNOWN
    return "same" if a & b else "same effect" if {e for e, _ in a} & {e for e, _ in b} else "none"


def _words(one: Told, other: Told) -> str:
    a, b = one.words, other.words
    share = len(a & b) / (min(len(a), len(b)) or 1)
    return "many" if share >= 0.4 else "some" if share >= 0.15 else "few"


def _status(one: Told, other: Told) -> str:
    a, b = one.event.status in AHEAD, other.event.status in AHEAD
    return "both ahead" if a and b else "one ahead" if a or b else "both past"


def _report(one: Told, other: Told) -> str:
    return "same" if one.report.id == other.report.id else "another"


COMPARATORS: Mapping[str, Callable[[Told, Told], str]] = {
    "place": _place,
    "date": _date,
    "kind": _kind,
    "parties": _parties,
    "sides": _sides,
    "weapons": _weapons,
    "numbers": _numbers,
    "words": _words,
    "status": _status,
    "report": _report,
}


def told_apart(one: Told, other: Told) -> bool:
    """Whether one report itself distinguishes two acts of one family: it gives them days that do not overlap, or places far apart.

    Deaths told apart from the act are none: people die of their wounds days later, in a hospital elsewhere.
    """
    if one.report.id != other.report.id:
        return False
    a, b = one.event.kind, other.event.kind
    acts = Kind.CASUALTY not in (a, b) and family_of(a) is family_of(b)
    return acts and (_date(one, other) in DISJOINT or _place(one, other) == "far")


def levels_of(one: Told, other: Told) -> dict[str, str]:
    """The level of every comparator."""
    return {name: compare(one, other) for name, compare in COMPARATORS.items()}


@cache
def load_weights() -> dict[tuple[str, str], float]:
    """Weights by comparator and level. Raises ResourceError when the table cannot be read."""
    return {(row["comparator"], row["level"]): float(row["weight"]) for row in read_table(DATA, "comparators.csv")}


def score(levels: Mapping[str, str], weights: Mapping[tuple[str, str], float]) -> float:
    """Logarithm of the odds that two claims of these levels tell of one incident."""
    return weights.get((BASE, ""), 0.0) + sum(weights.get(item, 0.0) for item in levels.items())


def score_of(one: Told, other: Told) -> float:
    """The score of a pair; minus infinity, which no other score makes up for, where one report tells the two apart."""
    return -math.inf if told_apart(one, other) else _score_at(tuple([compare(one, other) for compare in COMPARATORS.values()]))


@lru_cache(REMEMBERED)
def _score_at(levels: tuple[str, ...]) -> float:
    return score(dict(zip(COMPARATORS, levels, strict=True)), load_weights())
