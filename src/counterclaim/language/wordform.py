"""What a word's letters tell beside its sub-words: its casing shape, and the edit that makes its lemma."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

SHAPES: Final = ("pad", "lower", "title", "upper", "mixed", "number", "punct", "alnum", "title_first")
"""Casing shapes, in the order of the model's embedding. The encoder is uncased; these give it the case back."""


@lru_cache(maxsize=50_000)
def shape_of(form: str, is_first: bool) -> int:
    """Index into `SHAPES` for a word.

    Args:
        form: the word as written.
        is_first: whether it opens its sentence (a capital there says little).
    """
    if not any(c.isalnum() for c in form):
        return SHAPES.index("punct")
    if any(c.isdigit() for c in form):
        return SHAPES.index("alnum" if any(c.isalpha() for c in form) else "number")
    if form.islower():
        return SHAPES.index("lower")
    if form.isupper() and len(form) > 1:
        return SHAPES.index("upper")
    if form[0].isupper() and (form[1:].islower() or len(form) == 1):
        return SHAPES.index("title_first" if is_first else "title")
    return SHAPES.index("mixed")


def lemma_edit(form: str, lemma: str) -> str:
    """The edit that turns a form into its lemma, as `CASE|CUT|ADD`.

    `CASE` is `l` (lower-case the form first) or `k` (keep it), `CUT` the number of characters removed from the end,
    `ADD` what is put there. The scheme is that of UDPipe's lemma rules (Straka 2018), suffixes only.
    """
    case = "k" if lemma != lemma.lower() or form == form.lower() else "l"
    base = form.lower() if case == "l" else form
    keep = 0
    while keep < min(len(base), len(lemma)) and base[keep] == lemma[keep]:
        keep += 1
    return f"{case}|{len(base) - keep}|{lemma[keep:]}"


def apply_lemma_edit(form: str, edit: str) -> str:
    """The lemma that an edit of `lemma_edit` makes of a form; the form itself where the edit does not fit."""
    case, cut, add = edit.split("|", 2)
    base = form.lower() if case == "l" else form
    if int(cut) > len(base):
        return base
    return base[: len(base) - int(cut)] + add or base


SILENT_E = re.compile(r"(?:[^aeiou][aeiou]?(?:at|it|ut)|[cvu]|[^aeiou]z|[rl]s|[ndr]g|[bcdfgkptz]l|[aeiou][cgsz]|[jsd]ur|[clp]or|ir)\Z")
"""Ends of stems that English spells with a final e: denounc-, violat-, mov-, continu-, endors-, tackl-, injur-."""
DOUBLED = re.compile(r"([bdgklmnprtvz])\1\Z")


def spelt_out(stem: str, tag: str) -> str:
    """The verb that a bare stem is left of: "denounc" → "denounce", "rebutt" → "rebut", "justifi" → "justify"; others stay as they are."""
    if not tag.startswith("VB") or len(stem) < 4:
        return stem
    if stem.endswith("i"):
        return f"{stem[:-1]}y"
    if SILENT_E.search(stem):
        return f"{stem}e"
    return stem[:-1] if DOUBLED.search(stem) and not stem.endswith("ll") else stem
