"""Weapons in a clause."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from counterclaim.claims.lexicon import load_lexicon
from counterclaim.claims.weapons import find_weapons
from counterclaim.language.engine import load_engine
from counterclaim.records.drafts import DraftWeapon, TokenRange
from counterclaim.records.words import WeaponKind
from trees_by_hand import VOCAB


def clause(*pairs: str) -> Doc:
    """Words as `form` or `form/lemma`."""
    cells = [p.partition("/") for p in pairs]
    return Doc(VOCAB, [c[0] for c in cells], lemmas=[c[2] or c[0].lower() for c in cells])


def kinds(doc: Doc) -> list[str]:
    return [w.kind for w in find_weapons(list(doc), load_lexicon())]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("mortar", WeaponKind.MORTAR),
        ("mortars/mortar", WeaponKind.MORTAR),
        ("Drones/drone", WeaponKind.DRONE),
        ("machine guns/gun", WeaponKind.SMALL_ARMS),
        ("Assault rifles/rifle", WeaponKind.SMALL_ARMS),
    ],
)
def test_weapon_in_singular_plural_and_capitals(words: str, kind: WeaponKind) -> None:
    doc = clause("They", "used", *words.split())
    assert find_weapons(list(doc), load_lexicon()) == [DraftWeapon(kind, TokenRange(2, len(doc)))]


def test_each_kind_once_in_text_order() -> None:
    assert kinds(clause("drones/drone", "and", "mortars/mortar", "and", "a", "drone")) == ["drone", "mortar"]


def test_first_word_of_a_kind_is_its_evidence() -> None:
    (found,) = find_weapons(list(clause("a", "drone", "and", "drones/drone")), load_lexicon())
    assert found.tokens == TokenRange(1, 2)


def test_longest_name_first_and_its_parts_not_again() -> None:
    names = load_lexicon().weapons
    for name in (n for n in names if len(n.split()) > 1):
        (found, *rest) = find_weapons(list(clause(*name.split())), load_lexicon())
        assert (found.kind, found.tokens, rest) == (names[name], TokenRange(0, len(name.split())), [])


def test_name_must_lie_inside_the_clause() -> None:
    doc = clause("machine", "gun")
    assert find_weapons([doc[0]], load_lexicon()) == []


@pytest.mark.parametrize("words", ["", "soldiers/soldier fired/fire back", "droned/drone_on"])
def test_no_weapon(words: str) -> None:
    assert kinds(clause(*words.split())) == []


ENGINE_CASES = [
    ("A bomb exploded near a bank.", [WeaponKind.MINE_IED]),
    ("Rebels attacked the mast with explosives.", [WeaponKind.MINE_IED]),
    ("They blew up the tower with sticks of dynamite.", [WeaponKind.MINE_IED]),
    ("The air force dropped two bombs on the camp.", [WeaponKind.AIRCRAFT]),
    ("A drone dropped bombs on the post.", [WeaponKind.DRONE]),
    ("Bombs from a helicopter fell among the goats.", [WeaponKind.AIRCRAFT]),
    ("A bomb squad came to the market.", []),
    ("The bombs were fired from two posts.", []),
    ("Six gunners were killed by the bombs.", []),
]


@pytest.mark.engine
@pytest.mark.parametrize(("text", "expected"), ENGINE_CASES)
def test_a_bomb_is_laid_unless_it_came_from_above(text: str, expected: list[WeaponKind]) -> None:
    assert [w.kind for w in find_weapons(list(load_engine()(text)), load_lexicon())] == expected


@pytest.mark.engine
def test_all_bombs_of_a_report_that_tells_of_bombs_dropped_are_aircrafts() -> None:
    doc = load_engine()("Jets dropped bombs on the camp at dawn. Two bombs hit the clinic.")
    *_, second = doc.sents
    assert [w.kind for w in find_weapons(list(second), load_lexicon())] == [WeaponKind.AIRCRAFT]
