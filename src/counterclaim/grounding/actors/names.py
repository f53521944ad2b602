"""Names of actors in a text: a word-sequence index over the knowledge files.

Matching keeps case ("IS" is not "is"), folds accents and apostrophes, drops a leading "the", and prefers the longest name.
Names given in lower case ("witnesses", "local media") are common nouns and match in any case.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from counterclaim.errors import ResourceError
from counterclaim.grounding.vessels import vessel_tokens
from counterclaim.tables import read_table

KNOWLEDGE = "counterclaim.grounding.knowledge"
NAME_FILES = (
    "countries.csv",
    "forces.csv",
    "vessels.csv",
    "organisations.csv",
    "groups.csv",
    "outlets.csv",
    "leaders_eurasia.csv",
    "leaders_south.csv",
)
WORD = re.compile(r"[^\W_]+|[^\w\s]")
SURNAME_LENGTH = 3
"""Shortest surname that stands for a person by itself; shorter ones ("Ma", "La") are too often other words."""
FAMILY_NAME_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "VNM"})
"""Where the last word of a name is a given name: nobody is called by it alone."""
DESCENT = frozenset({"bin", "ibn", "ben", "bint", "ould", "ag"})
"""Words between the name of somebody and that of his father."""
LONGEST_NAME = 12
"""Words."""
LONGEST_ACRONYM = 3
"""Letters. A longer word all in capitals may be a name in a dateline or a headline ("BAKU")."""


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One line of a knowledge file: a surface form and whom it names, in force from `since` to `until` inclusive."""

    name: str
    actor: str
    how: str
    since: dt.date | None
    until: dt.date | None
    role: str
    origin: str = ""
    """The line that says so ("countries.csv:12")."""

    @property
    def party(self) -> str:
        """The party of the actor code."""
        return self.actor.split(":")[0]

    @property
    def sector(self) -> str | None:
        """The sector of the actor code."""
        return self.actor.split(":")[1] if ":" in self.actor else None

    def holds(self, day: dt.date | None) -> bool:
        """Whether the entry is in force on a day; always, when the day is unknown."""
        return day is None or ((self.since is None or self.since <= day) and (self.until is None or day <= self.until))


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name in a document: token indices `[start, end)`, and the entries that bear it, those in force first."""

    start: int
    end: int
    entries: tuple[NameEntry, ...]
    surname_only: bool = False


def fold(text: str) -> str:
    """A text without accents, with plain apostrophes and hyphens; its case is kept."""
    plain = text.translate({0x2019: "'", 0x2018: "'", 0x02BC: "'", 0x02BB: "'", 0x2010: "-", 0x2011: "-", 0x2013: "-"})
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


def _bound(text: str, *, last: bool) -> dt.date | None:
    """An ISO year, month or day as the first or last day of it."""
    if not text:
        return None
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 3:
        return dt.date(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else (12 if last else 1)
    if not last:
        return dt.date(year, month, 1)
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def read_names(names: Iterable[str] = NAME_FILES) -> Iterator[NameEntry]:
    """Yield every line of the knowledge files. Raises ResourceError when one is missing or has a malformed line."""
    for file_name in names:
        for line, row in enumerate(read_table(KNOWLEDGE, file_name), 2):
            try:
                since, until = _bound(row["since"], last=False), _bound(row["until"], last=True)
                yield NameEntry(row["name"], row["actor"], row["how"], since, until, row["role"] or "", f"{file_name}:{line}")
            except (KeyError, ValueError, TypeError) as error:
                raise ResourceError(f"the knowledge file {file_name} has a malformed line {row}: {error}") from error


class NameIndex:
    """Finds the names of actors in documents."""

    def __init__(self, entries: Iterable[NameEntry]) -> None:
        self._exact: dict[str, list[tuple[tuple[str, ...], NameEntry]]] = {}
        self._common: dict[str, list[tuple[tuple[str, ...], NameEntry]]] = {}
        self._surnames: dict[str, list[NameEntry]] = {}
        self._state_names: dict[str, str] = {}
        for entry in entries:
            if entry.how == "name" and entry.sector is None:
                self._state_names.setdefault(entry.actor, entry.name)
            words = tuple(WORD.findall(fold(entry.name)))
            if words[:1] in (("the",), ("The",)) and len(words) > 1:
                words = words[1:]
            table = self._common if entry.name == entry.name.lower() else self._exact
            table.setdefault(words[0].lower() if table is self._common else words[0], []).append(
                (tuple(w.lower() for w in words) if table is self._common else words, entry)
            )
            if entry.how == "person" and entry.party not in FAMILY_NAME_FIRST and len(words) > 1 and len(words[-1]) >= SURNAME_LENGTH:
                self._surnames.setdefault(words[-1], []).append(entry)
        for table in (self._exact, self._common):
            for lines in table.values():
                lines.sort(key=lambda line: -len(line[0]))

    def find(self, doc: Doc, day: dt.date | None) -> list[NameMatch]:
        """Names of a document in text order, the longest at each place.

        Entries out of force on `day` are kept only where no other bears the name and it is a person's, an organ's or a
        party's past: history is told too.
        """
        words = [(m.group(), m.start(), m.end()) for m in WORD.finditer(fold_keeping_length(doc.text))]
        ships = vessel_tokens(doc)
        starts, ends = {t.idx: t.i for t in doc}, {t.idx + len(t): t.i + 1 for t in doc}
        found: list[NameMatch] = []
        full_names: set[str] = set()
        at = 0
        while at < len(words):
            lines, width = self._at(words, at)
            surname = False
            if (
                not lines
                and words[at][0][:1].isupper()
                and words[at][0] in self._surnames
                and not self._inside_longer_name(words, at, full_names)
            ):
                lines, width, surname = self._surnames[words[at][0]], 1, True
            start, end = starts.get(words[at][1]), ends.get(words[at + width - 1][2]) if width else None
            match = self._match(lines, start, end, day, surname) if lines and start is not None and end is not None else None
            if match is not None and match.end - 1 not in ships and not is_other_word(doc, match):
                found.append(match)
                if match.entries[0].how == "person" and not surname:
                    full_names.add(words[at + width - 1][0])
                at += width
            else:
                at += 1
        return found

    def bearers(self, name: str) -> tuple[NameEntry, ...]:
        """Every entry that a name or a bare surname stands for, in force or not."""
        words = [(m.group(), m.start(), m.end()) for m in WORD.finditer(fold(name))]
        lines, width = self._at(words, 0) if words else ([], 0)
        return tuple(lines if width == len(words) else self._surnames.get(fold(name), ()))

    def name_of(self, party: str) -> str | None:
        """The usual name of a party without a sector: the first that the files give."""
        return self._state_names.get(party)

    def _at(self, words: list[tuple[str, int, int]], at: int) -> tuple[list[NameEntry], int]:
        for table, key in ((self._exact, words[at][0]), (self._common, words[at][0].lower())):
            best: list[NameEntry] = []
            width = 0
            for line, entry in table.get(key, ()):
                if len(line) < width:
                    break
                seen = tuple(w[0] for w in words[at : at + len(line)])
                if (seen if table is self._exact else tuple(w.lower() for w in seen)) == line:
                    best.append(entry)
                    width = len(line)
            if best:
                return best, width
        titled = words[at][0].title()
        if words[at][0].isupper() and len(words[at][0]) > LONGEST_ACRONYM and not titled.isupper():
            return self._at([(titled, *words[at][1:]), *words[at + 1 : at + LONGEST_NAME]], 0)
        return [], 0

    def _inside_longer_name(self, words: list[tuple[str, int, int]], at: int, full_names: set[str]) -> bool:
        """Whether another capitalised word beside it makes it a part of another name ("Anna Michel", "Uta-Michel", "Michel bin Omar")."""
        before = words[at - 1] if at else None
        after = words[at + 1] if at + 1 < len(words) else None
        joined_before = before is not None and before[2] + 1 >= words[at][1] and before[0][:1].isupper() and before[0].isalpha()
        title = before is not None and before[0].lower() in PERSON_TITLES
        joined_after = after is not None and after[1] - words[at][2] == 1 and after[0][:1].isupper() and after[0].isalpha()
        if (joined_before and not title) or joined_after or (after is not None and after[0] == "-" and after[1] == words[at][2]):
            return True
        if after is not None and after[0] in DESCENT and at + 2 < len(words) and words[at + 2][0][:1].isupper():
            return True
        first = words[at - 2] if at >= 2 else None
        hyphened = before is not None and first is not None and before[0] == "-" and first[2] == before[1] and before[2] == words[at][1]
        return hyphened and first is not None and first[0][:1].isupper() and len(first[0]) >= SURNAME_LENGTH

    @staticmethod
    def _match(lines: list[NameEntry], start: int, end: int, day: dt.date | None, surname: bool) -> NameMatch | None:
        """The match of tokens `[start, end)`; None for a surname that nobody in force bears, or that several parties share."""
        current = [e for e in lines if e.holds(day)]
        if surname and not current:
            return None
        entries = tuple(current or sorted(lines, key=lambda e: e.until or dt.date.max, reverse=True))
        if surname and len({e.party for e in entries}) > 1:
            return None
        return NameMatch(start, end, entries, surname)


def is_other_word(doc: Doc, match: NameMatch) -> bool:
    """Whether a name is another word here: by its part of speech ("the mission reports"), or by what the language engine takes it for.

    A surname alone may be a month, a fruit or a part of a village's name.
    """
    head = doc[match.end - 1]
    if match.entries[0].name.islower():
        return head.pos_ == "VERB" and match.end - match.start == 1
    if match.end - match.start > 1 or match.entries[0].how != "person":
        return False
    before = doc[match.start - 1].lower_ if match.start else ""
    return head.pos_ not in ("PROPN", "") or before in ("a", "an") or _innermost(doc, head.i) in NO_PERSON


def _innermost(doc: Doc, at: int) -> str | None:
    """The type of the shortest mention that a token stands in."""
    around = [m for m in doc.spans.get(MENTIONS, ()) if m.start <= at < m.end]
    return min(around, key=lambda m: m.end - m.start).label_ if around else None


MENTIONS = "mentions"
"""Name of the span group in which the language engine keeps typed entities."""
NO_PERSON = frozenset({"time", "place", "substance", "plant", "animal"})
"""Types of mentions in which a bare surname is no person's."""
PERSON_TITLES = frozenset(
    "mr mrs ms dr president minister premier chancellor secretary general colonel gen col maj major lt lieutenant captain admiral "
    "commander spokesman spokeswoman spokesperson ambassador envoy king prince sheikh chief leader marshal brigadier and".split()
)
"""Words that may stand before a bare surname."""


def fold_keeping_length(text: str) -> str:
    """`fold` character by character, so that offsets stay those of the text."""
    if text.isascii():
        return text
    return "".join(c if c.isascii() else (fold(c)[:1] or c) for c in text)


@cache
def load_names() -> NameIndex:
    """The index over the bundled knowledge files, made once."""
    return NameIndex(read_names())


@dataclass(frozen=True, slots=True)
class Organ:
    """A generic organ or office that combines with a party by grammar."""

    sector: str | None
    role: str
    origin: str = ""
    """The line that says so ("organs.csv:12")."""


@cache
def load_organs() -> dict[tuple[str, ...], Organ]:
    """Organ phrases by their words in lower case."""
    rows = enumerate(read_table(KNOWLEDGE, "organs.csv"), 2)
    return {tuple(WORD.findall(fold(r["phrase"].lower()))): Organ(r["sector"] or None, r["role"], f"organs.csv:{line}") for line, r in rows}


@dataclass(frozen=True, slots=True)
class Party:
    """A party that is not a country, from `parties.csv`."""

    code: str
    name: str
    sector: str | None
    countries: tuple[str, ...]
    allegiance: str | None
    """The party that it belongs to or fights for."""
    convention: bool
    """Whether it is no party of the world but a word of the record ("MEDIA", "WITNESSES")."""
    since: int
    until: int
    """Years in which it is there, 0 and 9999 where no bound is known."""


@cache
def load_armyless() -> frozenset[str]:
    """Countries that have no army: where one fights in such a land, "the army" is another's."""
    return frozenset(row["country"] for row in read_table(KNOWLEDGE, "armyless.csv"))


@cache
def load_parties() -> dict[str, Party]:
    """Parties by code."""
    return {
        r["party"]: Party(
            code=r["party"],
            name=r["name"],
            sector=r["sector"] or None,
            countries=tuple(c for c in r["countries"].split("|") if c),
            allegiance=r["allegiance"] or None,
            convention=r["source"].startswith(CONVENTION),
            since=int((r["since"] or "0")[:4]),
            until=int((r["until"] or "9999")[:4]),
        )
        for r in read_table(KNOWLEDGE, "parties.csv")
    }


CONVENTION = "project convention"
"""How `parties.csv` says in `source` that a code is a word of the record."""


@cache
def parent_of(party: str) -> str:
    """The organisation that an organisation is an organ of ("UNHCR" of "UN"), else the party itself: the record names the whole."""
    known = load_parties().get(party)
    above = load_parties().get(known.allegiance) if known is not None and known.allegiance else None
    return above.code if known is not None and above is not None and known.sector == above.sector == "IGO" else party


@cache
def outsiders() -> frozenset[str]:
    """Parties that are no side of a conflict by themselves: organisations of states, aid and rights groups, and words of the record."""
    return frozenset(p.code for p in load_parties().values() if p.convention or p.sector in ("IGO", "NGO"))


def body_in(lands: Collection[str], word: str, day: dt.date | None) -> str | None:
    """The one mission, coalition or mechanism that was at work in some countries: "the coalition" of a war in Yemen.

    Args:
        lands: alpha-3 codes.
        word: what it is called, a word of its name.
        day: when.
    """
    found = {
        parent_of(party.code)
        for party in load_parties().values()
        if party.sector in ("IGO", "MIL")
        and word.title() in party.name.title().split()
        and not set(lands).isdisjoint(party.countries)
        and (day is None or party.since <= day.year <= party.until)
    }
    return found.pop() if len(found) == 1 else None
