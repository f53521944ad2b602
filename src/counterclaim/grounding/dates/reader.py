"""The small elements of time expressions: numbers, days of a month, month names, years, counts of units, hours."""

from __future__ import annotations

from typing import NamedTuple

from counterclaim.grounding.dates.atoms import BREAK, Atom
from counterclaim.grounding.dates.forms import Form
from counterclaim.grounding.dates.words import TimeWords

ORDINAL_ENDS = frozenset(("st", "nd", "rd", "th"))
FIRST_YEAR, LAST_YEAR = 1500, 2100
"""Four digits outside are no year."""
NOTHING = Atom("", "", 0, 0, 0, "", -1, False, False)


class Read(NamedTuple):
    """A form, the index after its last atom, and whether a part of the day was told with it."""

    end: int
    form: Form
    hour: bool = False


class Value(NamedTuple):
    """A number or code with the index after its last atom."""

    end: int
    value: int


class Count(NamedTuple):
    """A count of something; None where it is not told ("several"). `vague` when it is not exact."""

    end: int
    number: int | None
    vague: bool


class Reader:
    """Looks at the atoms of one document by index; every method returns None where its element does not stand."""

    def __init__(self, atoms: list[Atom], words: TimeWords) -> None:
        self.atoms = atoms
        self.words = words

    def at(self, i: int) -> Atom:
        """The atom at `i`, an empty one outside the document."""
        return self.atoms[i] if 0 <= i < len(self.atoms) else NOTHING

    def low(self, i: int) -> str:
        """The atom at `i` in lower case, "" outside."""
        return self.atoms[i].low if 0 <= i < len(self.atoms) else ""

    def number_of(self, i: int, *classes: str) -> int | None:
        """Value of the word at `i` in the first of `classes` that has it."""
        low = self.low(i)
        for name in classes:
            if low in self.words.numbers[name]:
                return self.words.numbers[name][low]
        return None

    def name_of(self, i: int, name: str) -> str | None:
        """Value of the word at `i` in a class of names."""
        return self.words.names[name].get(self.low(i))

    def has(self, i: int, name: str) -> bool:
        """Whether the word at `i` is in a class of names."""
        return self.low(i) in self.words.names[name]

    def skip(self, i: int, *lows: str) -> int:
        """`i + 1` when one of the words stands there, else `i`."""
        return i + 1 if self.low(i) in lows else i

    def run(self, i: int, *lows: str) -> int | None:
        """Index after the words when all stand there in order."""
        for k, low in enumerate(lows):
            if self.low(i + k) != low:
                return None
        return i + len(lows)

    def bare(self, i: int) -> bool:
        """Whether the digits at `i` are a number of their own: not part of "1,200", "T-72", "12.5", "12:30", "50%", "$20"."""
        atom = self.at(i)
        if not atom.digits:
            return False
        before, after = self.at(i - 1), self.at(i + 1)
        if atom.glued and before.low not in "([\"“'’":
            return before.low == "-" and not before.glued
        if before.low in "$€£#№":
            return False
        if not after.glued:
            return True
        if after.low in ".,:/" and self.at(i + 2).glued and self.at(i + 2).digits:
            return False
        return not (after.low == "%" or after.low[0].isalpha())

    def day(self, i: int, *, inner: bool = False) -> Value | None:
        """A day of the month: "12", "12th", "twelfth". `inner`: the second of a pair, which may hang on a dash."""
        atom = self.at(i)
        if atom.digits and len(atom.text) <= 2 and 1 <= int(atom.text) <= 31:
            if self.at(i + 1).glued and self.low(i + 1) in ORDINAL_ENDS:
                return Value(i + 2, int(atom.text)) if inner or not atom.glued else None
            return Value(i + 1, int(atom.text)) if inner or self.bare(i) or self._dash_range(i) else None
        return self.ordinal(i) if not atom.digits else None

    def _dash_range(self, i: int) -> bool:
        return not self.at(i).glued and self.low(i + 1) == "-" and self.at(i + 2).digits

    def ordinal(self, i: int) -> Value | None:
        """ "twelfth", "twenty-first", "3rd"."""
        if self.at(i).digits and self.at(i + 1).glued and self.low(i + 1) in ORDINAL_ENDS:
            return Value(i + 2, int(self.at(i).text))
        tens = self.number_of(i, "tens")
        if tens is not None and self.low(i + 1) == "-":
            one = self.number_of(i + 2, "ordinal")
            return Value(i + 3, tens + one) if one is not None and one < 10 else None
        one = self.number_of(i, "ordinal")
        return None if one is None else Value(i + 1, one)

    def month(self, i: int) -> Value | None:
        """The name of a month, with its full stop when shortened. Always with a capital."""
        if not self.at(i).title:
            return None
        value = self.number_of(i, "month")
        if value is not None:
            return Value(i + 1, value)
        value = self.number_of(i, "month_short")
        if value is None:
            return None
        dotted = self.low(i + 1) == "." and self.at(i + 1).glued
        return Value(i + 1 + dotted, value)

    def weekday(self, i: int) -> Value | None:
        """The name of a day of the week; a short one only with a full stop, or before a date."""
        if not self.at(i).title:
            return None
        value = self.number_of(i, "weekday")
        if value is not None:
            return Value(i + 1, value)
        value = self.number_of(i, "weekday_short")
        if value is None:
            return None
        if self.low(i + 1) == "." and self.at(i + 1).glued and self.low(i) != "sun":
            return Value(i + 2, value)
        j = self.skip(i + 1, ",", "(")
        return Value(i + 1, value) if self.at(j).digits or self.month(j) else None

    def year(self, i: int) -> Value | None:
        """Four digits that may be a year; whether they are one is for the caller to judge."""
        atom = self.at(i)
        if len(atom.text) != 4 or not atom.digits or not FIRST_YEAR <= int(atom.text) <= LAST_YEAR:
            return None
        return Value(i + 1, int(atom.text)) if self.bare(i) or self._free(i) else None

    def _free(self, i: int) -> bool:
        """Glued only to "mid-", "pre-" before, or to a dash after."""
        before, after = self.low(i - 1), self.low(i + 1)
        if self.at(i).glued and not (before == "-" and self.at(i - 2).low in ("mid", "early", "late", "pre", "post")):
            return False
        return not self.at(i + 1).glued or after in "-/)],.;:'\""

    def count(self, i: int) -> Count | None:
        """ "two", "24", "a", "several", "a few", "a couple of", "twenty-four", "two and a half"."""
        if self.at(i).digits:
            return Count(i + 1, int(self.at(i).text), False) if self.bare(i) and len(self.at(i).text) < 4 else None
        if self.number_of(i, "article") is not None:
            inner = self.skip(i + 1, "good", "further")
            if self.has(inner, "some") and self.low(inner) != "some":
                return Count(self.skip(inner + 1, "of"), 2 if self.low(inner) == "couple" else None, True)
            if self.low(i + 1) == "dozen":
                return Count(i + 2, 12, True)
            return Count(i + 1, 1, False)
        if self.has(i, "some"):
            exact = self.count(i + 1) if self.low(i) == "some" else None
            return exact._replace(vague=True) if exact else Count(self.skip(i + 1, "of"), None, True)
        tens = self.number_of(i, "tens")
        if tens is not None:
            one = self.number_of(i + 2, "cardinal") if self.low(i + 1) == "-" else None
            return Count(i + 3, tens + one, False) if one else Count(i + 1, tens, False)
        one = self.number_of(i, "cardinal")
        if one is None:
            return None
        half = self.run(i + 1, "and", "a", "half")
        return Count(half or i + 1, one, half is not None)

    def unit(self, i: int) -> str | None:
        """The unit of time at `i`, in the singular."""
        return self.name_of(i, "unit") or self.name_of(i, "units")

    def length(self, i: int) -> tuple[Count, str] | None:
        """A count with its unit: "two weeks", "a day", "several more months"; the end is after the unit."""
        count = self.count(i)
        if count is None:
            return None
        j = self.skip(count.end, "more", "full", "long", "additional", "further", "other", "whole", "calendar")
        if self.low(j) == "half" or self.low(j) == "quarter":
            return None
        unit = self.unit(j)
        if unit is None:
            return None
        if j + 1 < len(self.atoms) and (self.run(j + 1, "and", "a", "half")):
            return Count(j + 4, count.number, True), unit
        return Count(j + 1, count.number, count.vague), unit

    def hour(self, i: int) -> int | None:
        """Index after an hour of the day: "5 a.m.", "5:30 pm local time", "0300 GMT", "noon", "around 10 o'clock"."""
        i = self.skip(i, "about", "around", "shortly", "just", "past", "roughly", "exactly")
        i = self.skip(i, "before", "after", "past")
        if self.has(i, "clock"):
            return i + 1
        first = self.at(i)
        named = self.number_of(i, "cardinal") is not None
        if not (first.digits and len(first.text) in (1, 2, 4)) and not named:
            return None
        j = i + 1
        exact = False
        if self.low(j) in (":", ".") and self.at(j).glued and self.at(j + 1).digits and len(self.at(j + 1).text) == 2:
            exact, j = self.low(j) == ":", j + 2
        after = self._half(j)
        if after is None and self.run(j, "o", "'", "clock"):
            after = j + 3
        if after is None and not (exact or (len(first.text) == 4 and self._zone(j) != j)):
            return None
        return self._zone(after or j)

    def _half(self, j: int) -> int | None:
        """Index after "a.m.", "pm"."""
        if self.low(j) in ("am", "pm"):
            return j + 1
        if self.low(j) in ("a", "p") and self.low(j + 1) == "." and self.low(j + 2) == "m":
            return j + 4 if self.low(j + 3) == "." and self.at(j + 3).glued and not self._ends(j + 3) else j + 3
        return None

    def _ends(self, j: int) -> bool:
        """Whether the stop at `j` ends its sentence."""
        after = self.at(j + 1)
        return after.low in ("", BREAK) or after.sentence != self.at(j).sentence

    def _zone(self, j: int) -> int:
        """Index after "GMT", "local time", "Moscow time", "(0300 GMT)"."""
        if self.has(j, "zone"):
            k = self.skip(j + 1, "time")
            return self._zone(k) if self.low(k) == "(" else k
        if self.at(j).title and self.low(j + 1) == "time":
            return j + 2
        if self.low(j) in ("hours", "hrs"):
            return j + 1
        if self.low(j) == "(" and self.at(j + 1).digits:
            for k in range(j + 2, j + 8):
                if self.low(k) == ")":
                    return k + 1 if any(self.has(m, "zone") for m in range(j, k)) else j
        return j
