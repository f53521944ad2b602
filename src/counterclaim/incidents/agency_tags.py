"""Whose text a report says it carries: datelines, bylines, tags at the end, outlets quoted in the running text.

How a credit looks is told by `data/credit_patterns.csv`, names of agencies that mean the same by `data/agencies.csv`. Other names come
from the caller and from the outlets of the reports themselves, which are also known by their initials and by the tag of their own
datelines ("RIYADH (Meridian)" in a report of Gulf Meridian).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from counterclaim.errors import ResourceError
from counterclaim.records.models import Report
from counterclaim.tables import read_table

DATA = "counterclaim.incidents.data"
BEFORE, AFTER = 110, 60
"""Characters around a name that patterns may look at."""
INITIALS = 3
"""Shorter initials name too many things."""

Manner = Literal["credited", "quoted"]
Sign = tuple[str, str]
"""An outlet, and "" or a tag that stands for it."""

_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+)(?:\.[\w-]+)*\.[a-z]{2,}/?", re.IGNORECASE)
_GENERIC = re.compile(r"^the | (?:news )?agency$")
_OWN_TAG = re.compile(r"^[^\n()]{0,60}\(([^()\n]{2,40})\)\s?[-–—:.]", re.MULTILINE)
_CAPITALISED = re.compile(r"\b(?:[A-Z]|\d+\.)[\w-]*|\bdpa\b")


@dataclass(frozen=True)
class Credit:
    """One place where a report names the outlet that its text, or a part of it, comes from.

    Attributes:
        outlet: the outlet's key, as `Outlets.key` gives it.
        manner: `credited` for the text as a whole, `quoted` for a part of it.
        span: characters `[start, end)` of the outlet's name with the words that make it a credit.
    """

    outlet: str
    manner: Manner
    span: tuple[int, int]


@dataclass(frozen=True)
class Pattern:
    """What stands before and after an outlet's name where it is a credit. Initials count in datelines only."""

    manner: Manner
    dateline: bool
    before: re.Pattern[str]
    after: re.Pattern[str]


class Outlets:
    """The names that outlets go by, each with the key of its outlet."""

    def __init__(self, reports: Iterable[Report], agencies: Iterable[str] = (), signs: Iterable[Sign] = ()) -> None:
        """Learns the names of the reports' outlets.

        Args:
            reports: what is learned from.
            agencies: further names, as they are written.
            signs: what was learned from other reports, see `signs_of`.
        """
        known = {*signs, *(sign for report in reports for sign in signs_of(report))}
        self._agencies = {row["name"]: row["agency"] for row in read_table(DATA, "agencies.csv")}
        self._keys = {_plain(name): key for name, key in self._agencies.items()}
        self._names: dict[str, tuple[str, bool]] = {}
        named = sorted({outlet for outlet, _ in known})
        for name in (*self._agencies, *sorted(agencies), *named):
            self._names[name.removeprefix("The ")] = (self.key(name), False)
        self._learn_initials(named)
        self._learn_tags(known)
        self._by_word: dict[str, list[str]] = {}
        for name in sorted(self._names, key=lambda n: (-len(n), n)):
            if first := _CAPITALISED.match(name):
                self._by_word.setdefault(first.group(), []).append(name)

    def key(self, outlet: str) -> str:
        """One key for all names of an outlet: "The Levant Wire", "Levant Wire agency"; "www.reuters.com" is Reuters."""
        plain = _plain(outlet)
        address = _DOMAIN.fullmatch(outlet.strip()) if plain not in self._keys else None
        plain = _plain(address.group(1)) if address else plain
        return self._keys.get(plain, plain)

    def mentions(self, text: str) -> Iterator[tuple[str, bool, int, int]]:
        """Every name of an outlet in a text, the longest at each place: key, whether it is initials, start and end."""
        done = 0
        for word in _CAPITALISED.finditer(text):
            at = word.start()
            name = next((n for n in self._by_word.get(word.group(), ()) if text.startswith(n, at) and _ends(text, at + len(n))), None)
            if name is not None and at >= done:
                done = at + len(name)
                yield (*self._names[name], at, done)

    def _learn_initials(self, named: Iterable[str]) -> None:
        meant: dict[str, set[str]] = {}
        for name in named:
            meant.setdefault(_initials(name), set()).add(self.key(name))
        for initials, keys in meant.items():
            if len(initials) >= INITIALS and len(keys) == 1 and initials not in self._names:
                self._names[initials] = (next(iter(keys)), True)

    @property
    def names(self) -> Mapping[str, tuple[str, bool]]:
        """Every name that is looked for in texts, with the key of its outlet, and whether it is initials."""
        return self._names

    def _learn_tags(self, known: Iterable[Sign]) -> None:
        meant: dict[str, set[str]] = {}
        for outlet, tag in known:
            if tag:
                meant.setdefault(tag, set()).add(self.key(outlet))
        for tag, keys in meant.items():
            if len(keys) == 1 and (tag not in self._names or self._names[tag][1]):
                self._names[tag] = (next(iter(keys)), False)


def signs_of(report: Report) -> Iterator[Sign]:
    """What a report tells of the names of its outlet: the name with "", and with each tag of its own datelines."""
    if report.outlet:
        yield report.outlet, ""
        yield from ((report.outlet, tag) for tag in _OWN_TAG.findall(report.text) if _short_for(tag, report.outlet))


def read_patterns() -> tuple[Pattern, ...]:
    """The ways in which a credit looks.

    Raises ResourceError when the table is broken.
    """
    return tuple(_pattern(row) for row in read_table(DATA, "credit_patterns.csv"))


def _pattern(row: Mapping[str, str]) -> Pattern:
    try:
        before, after = (re.compile(part, re.MULTILINE) for part in (f"(?:{row['before']})\\Z", row["after"]))
    except re.error as error:
        raise ResourceError(f"credit_patterns.csv: {row['before']} … {row['after']}: {error}") from error
    return Pattern("quoted" if row["manner"] == "quoted" else "credited", row["manner"] == "dateline", before, after)


def credits_in(report: Report, outlets: Outlets, patterns: Sequence[Pattern]) -> list[Credit]:
    """The other outlets that a report names as its source: of each the first credit, one for the whole text before one for a part."""
    own = outlets.key(report.outlet) if report.outlet else None
    found: dict[str, Credit] = {}
    for key, initials, start, end in outlets.mentions(report.text):
        if key == own:
            continue
        credit = _credit(report.text, key, (start, end), [p for p in patterns if p.dateline or not initials])
        if credit and (key not in found or (found[key].manner, credit.manner) == ("quoted", "credited")):
            found[key] = credit
    return [found[key] for key in sorted(found)]


def _credit(text: str, key: str, name: tuple[int, int], patterns: Iterable[Pattern]) -> Credit | None:
    start, end = name
    for pattern in patterns:
        ahead = pattern.before.search(text, max(0, start - BEFORE), start)
        follows = pattern.after.match(text, end, end + AFTER) if ahead else None
        if ahead and follows:
            return Credit(key, pattern.manner, (ahead.start(), follows.end()))
    return None


def _plain(name: str) -> str:
    return _GENERIC.sub("", " ".join(name.casefold().split()))


def _ends(text: str, at: int) -> bool:
    return at >= len(text) or not (text[at].isalnum() or text[at] == "-" and text[at + 1 : at + 2].isalnum())


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.removeprefix("The ").replace("-", " ").split() if word[0].isupper())


def _short_for(tag: str, outlet: str) -> bool:
    """Whether a tag is the initials of an outlet or some of its words."""
    words = set(_plain(outlet).split())
    return tag == _initials(outlet) or bool(words) and set(_plain(tag).split()) <= words
