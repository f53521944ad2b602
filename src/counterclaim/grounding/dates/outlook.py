"""Whether the words around a time look back or ahead: a cheap reading of tense from tags and cue words, not from the tree."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.grounding.dates.atoms import Atom
from counterclaim.grounding.dates.words import TimeWords

AFTER = 1.5
"""A cue after the time counts as this much farther than one before it: English puts times behind their verbs."""
COMMA, BARRIER, QUOTE = 2.0, 3.0, 4.0
"""Added for each mark or word between that may begin another clause. Set by hand on news sentences."""
REACH = 5
"""How many atoms an infinitive may stand behind the word that governs it ("agreed to jointly meet")."""
LASTING = frozenset(("truce", "ceasefire"))
"""What is appointed by its day, but known by it once it holds."""
QUOTES = frozenset('"“”')
GROUP = frozenset(("be", "been", "not", "n", "t", "'", "have", "being"))
FINITE = frozenset(("VBD", "VBN"))


@dataclass(frozen=True, slots=True)
class Cue:
    """A word at `at` that looks back (-1) or ahead (1)."""

    at: int
    way: int


class Outlook:
    """Reads the outlook of the sentences of one document, each once."""

    def __init__(self, atoms: list[Atom], words: TimeWords) -> None:
        self._atoms = atoms
        self._words = words
        self._cues: dict[int, list[Cue]] = {}
        self._bounds: dict[int, tuple[int, int]] = {}
        for i, atom in enumerate(atoms):
            low, _ = self._bounds.get(atom.sentence, (i, i))
            self._bounds[atom.sentence] = (low, i + 1)

    def of(self, start: int, end: int) -> int:
        """-1, 0 or 1 for the atoms `[start, end)`: past, not told, future."""
        if self._led_ahead(start, end):
            return 1
        if end + 1 < len(self._atoms) and self._atoms[end].low == "'" and self._atoms[end + 1].low == "s" and not self._appointed(end + 2):
            return -1
        if self._qualifies(start, end):
            return -1
        best, way = float("inf"), 0
        for cue in self._in_sentence(self._atoms[start].sentence):
            if start <= cue.at < end:
                continue
            cost = self._cost(cue.at, start) if cue.at < start else AFTER * self._cost(end - 1, cue.at) + 2
            if cost < best:
                best, way = cost, cue.way
        return way

    def _led_ahead(self, start: int, end: int) -> bool:
        """ "planned for Sunday", "as soon as Tuesday", "until Tuesday to sign"."""
        before = [a.low for a in self._atoms[max(0, start - 3) : start]]
        if before[-1:] == ["for"]:
            return self._planned(start - 1)
        if before[-3:-2] == ["as"] and before[-1:] == ["as"]:
            return before[-2] in ("soon", "early")
        if before[-1:] == ["by"] and self._demanded(start):
            return True
        opened = self._atoms[start].low in ("until", "till") and end + 1 < len(self._atoms)
        return opened and self._atoms[end].low == "to" and self._atoms[end + 1].tag in ("VB", "")

    def _demanded(self, start: int) -> bool:
        """ "To obtain a halt by Sunday": the last verb before the time is an infinitive."""
        low, _ = self._bounds[self._atoms[start].sentence]
        verb = next((i for i in range(start - 1, low, -1) if self._atoms[i].tag.startswith("VB")), low)
        return self._atoms[verb].tag == "VB" and self._atoms[verb - 1].low == "to"

    def _qualifies(self, start: int, end: int) -> bool:
        """ "The July truce": what is known by its month or day has been; but not what is appointed ("the July talks")."""
        led = self._atoms[start].low == "the" or start > 0 and self._atoms[start - 1].low in ("the", "its", "their")
        named = (
            end < len(self._atoms) and self._atoms[end].tag in ("NN", "NNS") and self._atoms[end].sentence == self._atoms[start].sentence
        )
        return led and named and (self._atoms[end].low in LASTING or not self._appointed(end))

    def _appointed(self, at: int) -> bool:
        """Whether one of the next words is of the kind that is fixed beforehand: "Sunday's planned talks"."""
        return any(a.low in self._words.outlook["appointment"] for a in self._atoms[at : at + 3])

    def _planned(self, at: int) -> bool:
        """ "scheduled for Sunday", "postponed for" - but not "held for"."""
        return at > 0 and self._atoms[at - 1].low in self._words.outlook["future"] | self._words.outlook["fixed"]

    def _cost(self, low: int, high: int) -> float:
        cost = float(high - low)
        for atom in self._atoms[low + 1 : high]:
            if atom.low == ",":
                cost += COMMA
            elif atom.low in self._words.outlook["barrier"]:
                cost += BARRIER
            elif atom.text in QUOTES:
                cost += QUOTE
        return cost

    def _in_sentence(self, sentence: int) -> list[Cue]:
        if sentence not in self._cues:
            self._cues[sentence] = self._read(*self._bounds[sentence])
        return self._cues[sentence]

    def _read(self, low: int, high: int) -> list[Cue]:
        cues: list[Cue] = []
        governor, ahead = -REACH - 1, -1
        outlook = self._words.outlook
        for i in range(low, high):
            atom = self._atoms[i]
            word = atom.low
            if word in outlook["governor"]:
                governor = i
            if i == ahead and self._verb(atom):
                cues.append(Cue(i, 1))
                ahead = i + 1
            elif i == ahead and (atom.tag == "RB" or word in GROUP):
                ahead = i + 1
            elif self._looks_ahead(i):
                cues.append(Cue(i, 1))
                ahead = i + 1
            elif word == "to" and i + 1 < high and self._infinitive(i, governor):
                ahead = i + 1
                cues.append(Cue(i, 1))
            elif self._looks_back(i):
                cues.append(Cue(i, -1))
        return cues

    def _infinitive(self, i: int, governor: int) -> bool:
        """Whether "to" at `i` leads to what is yet to come: "agreed to meet", "is to meet", "talks to be held"."""
        following = self._atoms[i + 1]
        if following.tag not in ("VB", "RB", ""):
            return False
        return i - governor <= REACH or following.low == "be" or self._atoms[i - 1].low in self._words.outlook["copula"]

    def _looks_ahead(self, i: int) -> bool:
        atom = self._atoms[i]
        modal = atom.tag == "MD" and atom.low != "could"
        if modal or (atom.low in self._words.outlook["future"] and not atom.tag.startswith("NNP")):
            if "had" in (self._atoms[i - 1].low if i else "", self._atoms[i - 2].low if i > 1 else ""):
                return False
            following = {a.low for a in self._atoms[i + 1 : i + 4]}
            return not (atom.tag in ("MD", "") and "have" in following)
        return atom.low in self._words.outlook["schedule"] and atom.tag in ("VBZ", "VBP", "")

    def _looks_back(self, i: int) -> bool:
        atom = self._atoms[i]
        if atom.tag:
            return atom.tag in FINITE
        return atom.low in self._words.outlook["past"] or (len(atom.low) > 3 and atom.low.endswith("ed") and not atom.low.endswith("eed"))

    @staticmethod
    def _verb(atom: Atom) -> bool:
        return atom.tag in ("VB", "VBN", "VBG", "VBD", "")
