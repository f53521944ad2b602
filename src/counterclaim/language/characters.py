"""Characters as the segmenter reads them: a class for each frequent one, one a Unicode category for the rest."""

from __future__ import annotations

import unicodedata
from typing import Final

import numpy as np
from numpy.typing import NDArray

PLAIN: Final = "abcdefghijklmnopqrstuvwxyz0123456789 .,;:!?'\"-()[]{}/\\@#$%&*+=<>_~|^`’‘“”–—…•€£"
CATEGORIES: Final = ("Ll", "Lu", "Lo", "M", "N", "P", "S", "Z", "C")
CHARACTER_CLASSES: Final = 1 + len(PLAIN) + len(CATEGORIES)
"""Class 0 is padding."""
CASES: Final = 3
_TABLE_SIZE: Final = 0x2600


def _class_of(character: str) -> int:
    at = PLAIN.find(character.lower())
    if at >= 0 and len(character.lower()) == 1:
        return 1 + at
    category = unicodedata.category(character)
    for i, known in enumerate(CATEGORIES):
        if category.startswith(known):
            return 1 + len(PLAIN) + i
    return 1 + len(PLAIN) + CATEGORIES.index("Lo")


def _case_of(character: str) -> int:
    return 1 if character.isupper() else 2 if character.isdigit() else 0


_CLASS_TABLE: Final = np.array([_class_of(chr(c)) for c in range(_TABLE_SIZE)], dtype=np.int64)
_CASE_TABLE: Final = np.array([_case_of(chr(c)) for c in range(_TABLE_SIZE)], dtype=np.int64)
_REST: Final = 1 + len(PLAIN) + CATEGORIES.index("Lo")


def encode_characters(text: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Class and case of each character of a text: two arrays of its length in code points."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    known = codes < _TABLE_SIZE
    safe = np.where(known, codes, 0)
    return np.where(known, _CLASS_TABLE[safe], _REST), np.where(known, _CASE_TABLE[safe], 0)
