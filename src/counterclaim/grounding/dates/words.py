"""The words of time, read from `time_words.csv`, `time_outlook.csv` and `feasts.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from counterclaim.errors import ResourceError
from counterclaim.grounding.dates.atoms import APOSTROPHES, PIECES
from counterclaim.grounding.placewords import KNOWLEDGE, read_rows

NUMERIC = frozenset(
    "month month_short weekday weekdays weekday_short ordinal cardinal tens article deictic shift anchored".split(),
)
"""Classes whose value is a number."""
CLASSES = NUMERIC | frozenset(
    "season some unit units part_of_day clock portion run zone frequency each approx number_before count_before counted year_before "
    "month_before named_after".split(),
)
SORTS = frozenset("future fixed governor copula schedule past appointment barrier".split())


@dataclass(frozen=True, slots=True)
class Feast:
    """A day with a name.

    `rule` is `fixed` (value MM-DD), `easter` (days after Easter Sunday), `nth` (month, weekday, which one) or `movable`.
    """

    words: tuple[str, ...]
    rule: str
    value: str


@dataclass(frozen=True, slots=True)
class TimeWords:
    """`numbers[class]` and `names[class]` map a lower-case word to its value; `known` holds every word of either."""

    numbers: dict[str, dict[str, int]]
    names: dict[str, dict[str, str]]
    outlook: dict[str, frozenset[str]]
    feasts: dict[str, tuple[Feast, ...]]
    triggers: frozenset[str]
    """Words that a time expression may begin with."""
    light: frozenset[str]
    """Those of them that only do with one of `followers` or a number behind them."""
    followers: frozenset[str]


OPENERS = (
    "month month_short weekday weekdays weekday_short season ordinal cardinal tens article some units unit clock deictic shift anchored "
    "portion frequency each"
).split()
PREFIXES = frozenset("the since until till by from between".split())
"""Function words that may open an expression when one of its other words follows; the grammar knows them by name."""
FOLLOWERS = frozenset("the very about around approximately at as most good long full further more dozen same night".split())
"""Words that may follow them and open nothing by themselves."""
ALONE = frozenset("overnight eve recent most week".split())
"""Words of the grammar that open an expression by themselves."""


@lru_cache(maxsize=1)
def load_timewords() -> TimeWords:
    """Reads the three files. Raises ResourceError when one is missing or has an unknown class."""
    numbers: dict[str, dict[str, int]] = {c: {} for c in NUMERIC}
    names: dict[str, dict[str, str]] = {c: {} for c in CLASSES - NUMERIC}
    for row in read_rows(KNOWLEDGE / "time_words.csv", ("word", "class", "value")):
        if row["class"] in NUMERIC:
            numbers[row["class"]][row["word"]] = int(row["value"])
        elif row["class"] in CLASSES:
            names[row["class"]][row["word"]] = row["value"]
        else:
            raise ResourceError(f"time_words.csv: {row['word']} has the unknown class {row['class']}")
    outlook: dict[str, set[str]] = {s: set() for s in SORTS}
    for row in read_rows(KNOWLEDGE / "time_outlook.csv", ("word", "sort")):
        if row["sort"] not in SORTS:
            raise ResourceError(f"time_outlook.csv: {row['word']} has the unknown sort {row['sort']}")
        outlook[row["sort"]].add(row["word"])
    feasts: dict[str, list[Feast]] = {}
    for row in read_rows(KNOWLEDGE / "feasts.csv", ("name", "rule", "value")):
        words = tuple("'" if w in APOSTROPHES else w for w in PIECES.findall(row["name"]))
        feasts.setdefault(words[0], []).append(Feast(words, row["rule"], row["value"]))
    openers = {w for c in OPENERS for w in (numbers.get(c) or names.get(c) or MappingProxyType({}))}
    return TimeWords(
        numbers,
        names,
        {s: frozenset(w) for s, w in outlook.items()},
        {w: tuple(sorted(f, key=lambda x: -len(x.words))) for w, f in feasts.items()},
        frozenset(openers | PREFIXES | ALONE | set(feasts)),
        PREFIXES | numbers["article"].keys() | {"this", "that", "last", "next"},
        frozenset(openers | FOLLOWERS | ALONE | set(feasts)) | names["part_of_day"].keys(),
    )
