"""When an answer is right by MUC-4, or half right: phrases, set fills, days, places and numbers. See `muc.py` for the source."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from counterclaim.evaluation.corpora.muc_data import Fill, read_day
from counterclaim.grounding.placenames import fold
from counterclaim.tables import read_table

DATA = "counterclaim.evaluation.data"
PIECE = re.compile(r"[A-Z0-9]+(?:[-.'’&][A-Z0-9]+)*")
HALF = 0.5
MANY = 10**9
RECENT = dt.timedelta(days=61)
"""What the task counts as recent (section 1, rule 6)."""
END_OF_HEAD = re.compile(r"[,;:\[(]|--")


@cache
def words_of(word_class: str) -> tuple[str, ...]:
    """The words of a class of `muc_words.csv`: `organisation`, `doubt`, `authority`, `filler`, `auxiliary`, `harm`, `cut` or `pronoun`."""
    return tuple(r["word"] for r in read_table(DATA, "muc_words.csv") if r["class"] == word_class)


def says(text: str, word_class: str) -> bool:
    """Whether a word of a text begins with one of a class."""
    return any(piece.startswith(words_of(word_class)) for piece in PIECE.findall(text.upper()))


def pieces(phrase: str) -> tuple[str, ...]:
    """The words of a phrase in capitals, without numbers and other fillers before the first that says something."""
    found = PIECE.findall(phrase.upper())
    at = next((k for k, w in enumerate(found) if w not in words_of("filler") and not w[0].isdigit()), 0)
    return tuple(found[at:])


def head(phrase: str) -> str:
    """The last word before the first preposition, relative word, comma or bracket: SOLDIERS of "the three soldiers of the army"."""
    upper = phrase.upper()
    stop = END_OF_HEAD.search(upper, 1)
    found = pieces(upper[: stop.start()] if stop else upper) or pieces(upper)
    end = next((k for k, w in enumerate(found) if k and w in words_of("cut")), len(found))
    return found[end - 1] if found else ""


def without_harm(phrase: str) -> str:
    """Who was harmed: "THREE SOLDIERS WERE KILLED" without the words that say so; the last word if there are no others."""
    found = list(PIECE.finditer(phrase.upper()))
    leading = [_leads(m[0]) for m in found]
    first = next(
        (k for k in range(len(found)) if not leading[k] and not (found[k][0] in words_of("filler") and any(leading[k + 1 : k + 2]))),
        len(found),
    )
    last = next(
        (k for k in range(first + 1, len(found)) if found[k][0] in words_of("auxiliary") or found[k][0] in words_of("relative")), len(found)
    )
    while last > first and tells_harm(found[last - 1][0]):
        last -= 1
    rest = phrase[found[first].start() : found[last - 1].end()] if first < last else ""
    return rest if pieces(rest) and pieces(rest)[0] not in words_of("filler") else (found[-1][0] if found else phrase)


def _leads(word: str) -> bool:
    """Whether a word stands before those harmed: "THE DEATH OF", "KILLING"."""
    return tells_harm(word) or word in words_of("cut") or word in words_of("toll")


def tells_harm(word: str) -> bool:
    """Whether a word in capitals tells no more than that somebody was harmed: KILLED, WERE, INJURED."""
    return word in words_of("auxiliary") or word.startswith(words_of("harm"))


# --- credits: our fill against the key's → 1, 0.5 or 0 ----------------------------------------------------------------


def phrase_credit(ours: Fill, key: Fill) -> float:
    """The best over the forms of the key: 1 when heads agree or the form stands in our phrase, 0.5 for another word in common."""
    return max((_same_phrase(o, k) for o in ours.values for k in key.values), default=0.0)


def set_credit(ours: Fill, key: Fill) -> float:
    """1 for a value of the key about the same, 0.5 for its parent in the task's list, or about another; 0 where both are so."""
    if set(ours.values) & set(key.values):
        return 1.0 if _same_matter(ours, key) else HALF
    above = {a for v in key.values for a in _ancestors(v)}
    return HALF if above & set(ours.values) and _same_matter(ours, key) else 0.0


def number_credit(ours: Fill, key: Fill) -> float:
    """1 for a number of the key of the same people, 0.5 for one whose bounds hold it, or of other people."""
    bounds = [_bounds(v) for v in key.values]
    own = _bounds(ours.values[0])
    if own in bounds:
        return 1.0 if _same_matter(ours, key) else HALF
    near = own is not None and any(b is not None and own[0] <= b[1] and b[0] <= own[1] for b in bounds)
    return HALF if near and _same_matter(ours, key) else 0.0


def date_credit(ours: Fill, key: Fill) -> float:
    """1 for the day or stretch of the key, 0.5 for one that overlaps; `- day` reaches back two months."""
    own, theirs = _stretch(ours.values[0]), [_stretch(v) for v in key.values]
    if own is None:
        return 0.0
    if own in theirs:
        return 1.0
    return HALF if any(t is not None and own[0] <= t[1] and t[0] <= own[1] for t in theirs) else 0.0


def place_credit(ours: Fill, key: Fill) -> float:
    """1 when our last name is the key's last, 0.5 when any other names agree, the country's among them.

    The sort of a place may stand behind its name: SAN MIGUEL and SAN MIGUEL DEPARTMENT are both `SAN MIGUEL (DEPARTMENT)`.
    """
    own = [fold(n) for n in ours.values[0].split(": ")]
    best = 0.0
    for value in key.values:
        chain = [_spellings(element) for element in value.split(":")]
        if own[-1] in chain[-1]:
            return 1.0
        if any(n in names for n in own for names in chain):
            best = HALF
    return best


def _same_phrase(response: str, key: str) -> float:
    ours, theirs = pieces(response), pieces(key)
    if not ours or not theirs:
        return 0.0
    inside = any(ours[k : k + len(theirs)] == theirs for k in range(len(ours)))
    if inside or head(response) == head(key):
        return 1.0
    telling = set(theirs) - {*words_of("filler"), *words_of("cut"), *words_of("auxiliary")}
    return HALF if telling & set(ours) else 0.0


def _same_matter(ours: Fill, key: Fill) -> bool:
    """Whether two fills are about the same, as far as both say what about."""
    return not key.about or not ours.about or phrase_credit(Fill(ours.about), Fill(key.about)) == 1.0


@cache
def _parents() -> dict[str, str]:
    return {r["child"]: r["parent"] for r in read_table(DATA, "muc_parents.csv")}


def _ancestors(value: str) -> set[str]:
    found: set[str] = set()
    while (parent := _parents().get(value)) is not None:
        found.add(parent)
        value = parent
    return found


def _bounds(number: str) -> tuple[int, int] | None:
    """Lowest and highest of `3`, `~3`, `3-`, `-3`, `3-5` and PLURAL; None for what is no number."""
    text = number.replace(" ", "").removeprefix("~").replace("PLURAL", "2-")
    if text.isdigit():
        return int(text), int(text)
    low, dash, high = text.partition("-")
    if not dash or not (low + high).isdigit():
        return None
    return int(low or 0), int(high) if high else MANY


def _stretch(text: str) -> tuple[dt.date, dt.date] | None:
    start, dash, end = (part.strip() for part in text.partition("-"))
    first, last = read_day(start), read_day(end if dash else start)
    if last is None or (start and first is None):
        return None
    return first or last - RECENT, last


def _spellings(element: str) -> set[str]:
    """The names of one element of a place: `LIMA (CITY)`, or two with a dash between them."""
    found: set[str] = set()
    for part in element.split(" - "):
        name, _, sort = part.strip().rstrip(")").partition("(")
        found |= {fold(name), fold(f"{name} {sort}")}
    return found
