"""Names of ships, which are neither places nor parties though they are called after them: "USS Philippine Sea", "MV Galaxy Leader".

Prefixes are those in common use: of navies in `knowledge/vessels.csv`, where they are names of their navy, and of merchant ships here.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from counterclaim.tables import read_table

MERCHANT = frozenset({"MV", "MT"})
LONGEST = 4
"""Words of a ship's name."""


def vessel_tokens(doc: Doc) -> frozenset[int]:
    """Indices of the tokens of ships' names, their prefixes left out."""
    found: set[int] = set()
    prefixes = _prefixes()
    for token in doc:
        if token.text not in prefixes:
            continue
        for part in doc[token.i + 1 : token.i + 1 + LONGEST]:
            if not part.text[:1].isupper() or part.text in prefixes:
                break
            found.add(part.i)
    return frozenset(found)


@cache
def _prefixes() -> frozenset[str]:
    return MERCHANT | {row["name"] for row in read_table("counterclaim.grounding.knowledge", "vessels.csv")}
