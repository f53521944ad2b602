"""Weapons named in a clause."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.drafts import DraftWeapon, TokenRange

LONGEST = 3
"""Words of the longest weapon name in `weapons.csv`."""


def find_weapons(scope: Sequence[Token], lexicon: Lexicon) -> list[DraftWeapon]:
    """Weapons among the tokens of a clause, each kind once, longest names first ("trench mortar" before "mortar")."""
    found: dict[object, DraftWeapon] = {}
    inside = {t.i for t in scope}
    at = -1
    for token in scope:
        if token.i < at or lexicon.weapon_beginnings.isdisjoint((token.lower_, lemma_of(token))):
            continue
        for width in range(LONGEST, 0, -1):
            stretch = token.doc[token.i : token.i + width]
            if len(stretch) < width or stretch[-1].pos_ == "VERB" or any(t.i not in inside for t in stretch):
                continue
            written = " ".join(t.lower_ for t in stretch[:-1]) + " " + lemma_of(stretch[-1])
            kind = lexicon.weapons.get(written.strip()) or lexicon.weapons.get(stretch.text.lower())
            if kind is not None:
                found.setdefault(kind, DraftWeapon(kind, TokenRange(token.i, token.i + width)))
                at = token.i + width
                break
    return list(found.values())
