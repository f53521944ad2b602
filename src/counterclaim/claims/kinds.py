"""Of which kind a happening is, once its weapons and roles are known."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.roles import Roles
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.drafts import DraftWeapon
from counterclaim.records.words import Kind, WeaponKind

BY_WEAPON = {
    WeaponKind.DRONE: Kind.DRONE_ATTACK,
    WeaponKind.MISSILE: Kind.MISSILE_STRIKE,
    WeaponKind.AIRCRAFT: Kind.AIR_STRIKE,
    WeaponKind.MORTAR: Kind.SHELLING,
    WeaponKind.ARTILLERY: Kind.SHELLING,
    WeaponKind.ROCKET: Kind.SHELLING,
    WeaponKind.MINE_IED: Kind.MINE_OR_IED,
}
"""A general attack takes the kind of its weapon, the first of these that is named."""
FROM_AIR = frozenset({WeaponKind.DRONE, WeaponKind.MINE_IED, WeaponKind.MISSILE})
"""Weapons that say more exactly what a bombing was."""
CARRIED = ("grenade", "rpg")
"""Parts of the names of weapons that are rockets by their make and small arms by their use."""
MEANS_UNTOLD = frozenset({"attack", "shoot", "fire", "assault", "raid"})
"""Words for attacks with whatever is at hand: drones beside rifles do not make them drone attacks."""
BOMBING = "bombing"
BOMB = "bomb"
REFINED = frozenset({Kind.ATTACK, Kind.AIR_STRIKE, Kind.MINE_OR_IED})


def refined(kind: Kind, trigger: Token, weapons: Sequence[DraftWeapon], scope: Sequence[Token], roles: Roles, lexicon: Lexicon) -> Kind:
    """The kind of a happening by the weapons and persons that its clause names."""
    if kind is Kind.ATTACK and lemma_of(trigger) == BOMBING and roles.initiators:
        kind = Kind.AIR_STRIKE  # of "a bombing in Kabul" nobody says that it came from the air
    elif kind is Kind.AIR_STRIKE and lemma_of(trigger) == BOMB and any(_is_irregular(t, lexicon) for t in roles.initiators):
        kind = Kind.MINE_OR_IED  # whom nobody gives aircraft
    if kind in REFINED:
        telling = [w.kind for w in weapons if w.kind in BY_WEAPON and _says_more(kind, w.kind) and not _is_carried(w, trigger)]
        mixed = (
            kind is Kind.ATTACK and WeaponKind.DRONE in telling and len({w.kind for w in weapons}) > 1 and lemma_of(trigger) in MEANS_UNTOLD
        )
        return kind if mixed or not telling else BY_WEAPON[telling[0]]
    if kind is Kind.INTERCEPTION and not any(lemma_of(t) in lexicon.words["flying"] | lexicon.words["vessel"] for t in scope):
        return Kind.ATTACK
    if kind is Kind.TERRITORIAL_GAIN and trigger.pos_ == "NOUN" and any(lemma_of(t) in lexicon.victims for t in roles.targets):
        return Kind.CAPTURE
    return kind


def _is_irregular(phrase: Token, lexicon: Lexicon) -> bool:
    """ "Terrorists", "two guerrilla commandos"."""
    named = (phrase, *(c for c in phrase.children if c.dep_ in ("compound", "amod")))
    return any(lemma_of(t) in lexicon.words["irregular"] for t in named)


def _is_carried(weapon: DraftWeapon, trigger: Token) -> bool:
    """Grenade launchers, which foot soldiers carry: an attack with them is no shelling."""
    words = " ".join(t.lower_ for t in trigger.doc[weapon.tokens.start : weapon.tokens.end])
    return weapon.kind is WeaponKind.ROCKET and any(part in words for part in CARRIED)


def _says_more(kind: Kind, weapon: WeaponKind) -> bool:
    return kind is not Kind.AIR_STRIKE or weapon in FROM_AIR
