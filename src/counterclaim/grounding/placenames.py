"""How place names are written alike: one folding for the index, its readers and the text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "þ": "th", "ŋ": "n"}
)
"""Latin letters that NFKD leaves whole."""
APOSTROPHES = re.compile("['’‘ʻʼʽʾʿˈ`´′ʹ·]")
BLANKS = re.compile(r"[\s\-‐‑–—_,.;/()]+")
LATIN = re.compile(r"[a-z0-9][a-z0-9 &]*\Z")


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """A name as the index keeps it.

    Case, accents, apostrophes and full stops go, hyphens and commas become blanks, a leading "the" is dropped and a leading
    "St" spelt out: "Sot'k'" and "sotk", "Nagorno-Karabakh" and "Nagorno Karabakh", "The Hague" and "Hague" are the same.
    """
    return fold_once(name)


def fold_once(name: str) -> str:
    """`fold` without the cache, for passing over a million names."""
    plain = name if name.isascii() else _plain(name)
    words = BLANKS.sub(" ", APOSTROPHES.sub("", plain.lower())).strip()
    if words.startswith("the ") and len(words) > 4:
        words = words[4:]
    if words.startswith(("st ", "ste ")):
        words = "saint" + words[words.index(" ") :]
    return words


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.lower().translate(LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def readable(folded: str) -> bool:
    """Whether a folded name is in Latin letters, so that it can stand in an English text."""
    return LATIN.match(folded) is not None
