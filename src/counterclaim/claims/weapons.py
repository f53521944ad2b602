"""Weapons named in a clause."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.drafts import DraftWeapon, TokenRange
from counterclaim.records.words import WeaponKind

LONGEST = 3
"""Words of the longest weapon name in `weapons.csv`."""
DROPPED = frozenset({"drop", "release", "rain"})
FIRED = frozenset({"fire", "shoot", "lob"})
"""What is done to the bombs of mortars and guns, which are no weapons of their own."""


def find_weapons(scope: Sequence[Token], lexicon: Lexicon) -> list[DraftWeapon]:
    """Weapons among the tokens of a clause, each kind once, longest names first ("trench mortar" before "mortar")."""
    found: dict[WeaponKind, DraftWeapon] = {}
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
            if kind is None and width == 1:
                kind = _kind_of_bomb(token, lexicon)
            if kind is None:
                continue
            found.setdefault(kind, DraftWeapon(kind, TokenRange(token.i, token.i + width)))
            at = token.i + width
            break
    return _without_carried_bombs(found, scope, lexicon)


def _without_carried_bombs(found: dict[WeaponKind, DraftWeapon], scope: Sequence[Token], lexicon: Lexicon) -> list[DraftWeapon]:
    """Weapons without the bombs that an aircraft or a drone of the same clause brings: "bombs from the helicopter fell"."""
    laid = found.get(WeaponKind.MINE_IED)
    bare = (
        laid is not None and laid.tokens.end - laid.tokens.start == 1 and any(t.i == laid.tokens.start and _bomb(t, lexicon) for t in scope)
    )
    brought = bare and not found.keys().isdisjoint({WeaponKind.AIRCRAFT, WeaponKind.DRONE})
    return [w for w in found.values() if not brought or w is not laid]


def _bomb(token: Token, lexicon: Lexicon) -> WeaponKind | None:
    return lexicon.bombs.get(lemma_of(token)) or lexicon.bombs.get(token.lower_)


def _kind_of_bomb(bomb: Token, lexicon: Lexicon) -> WeaponKind | None:
    """Whose weapon a bomb is: laid or thrown, but an aircraft's in a report that tells of bombs dropped, or the drone's that carries it.

    None for what is no bomb, and where it names no weapon: "bomb squad", "bomb threats", "the bombs were fired from two posts"; or takes up
    what was told before and may be either: "killed by the bombs".
    """
    laid = _bomb(bomb, lexicon)
    if laid is None:
        return None
    before = bomb.dep_ == "compound" and bomb.head.i > bomb.i
    if (before and (lemma_of(bomb.head), "NOUN") not in lexicon.happenings) or lemma_of(bomb.head) in FIRED:
        return None
    if bomb.tag_ == "NNS" and bomb.dep_.startswith("obl") and any(c.lower_ == "the" for c in bomb.children):
        return None
    verb = bomb.head
    carried = (verb.head, *verb.subtree, *bomb.doc[max(0, verb.i - 1) : verb.i]) if verb.pos_ == "VERB" else ()
    if any(lexicon.weapons.get(lemma_of(t)) is WeaponKind.DRONE for t in carried):
        return WeaponKind.DRONE
    return WeaponKind.AIRCRAFT if any(_is_dropped(t) and _bomb(t, lexicon) for t in bomb.doc) else laid


def _is_dropped(bomb: Token) -> bool:
    return bomb.dep_ in ("obj", "nsubj:pass", "nsubj") and lemma_of(bomb.head) in DROPPED
