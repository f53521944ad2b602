"""Noun phrases that tell of actors, made by hand."""

from __future__ import annotations

import pytest

from counterclaim.grounding.actors import phrases
from trees_by_hand import tree, word, words

MINISTRY = tree("""
The DET det 3
Armenian ADJ amod 3
ministry NOUN root 0
of ADP case 5
defence NOUN nmod 3
""")
SPOKESMAN = tree("""
A DET det 6
senior ADJ amod 6
Armenian ADJ amod 6
foreign ADJ amod 5
ministry NOUN compound 6
spokesman NOUN root 0
""")
OWNED = tree("""
Armenia PROPN nmod:poss 4
's PART case 1
big ADJ amod 4
army NOUN root 0
of ADP case 6
conscripts NOUN nmod 4 conscript NNS
""")
NAMED = tree("""
Prime ADJ amod 2
Minister NOUN root 0
Nikol PROPN flat 2
Pashinyan PROPN flat 3
, PUNCT punct 7
who PRON nsubj 7
left VERB acl:relcl 2 leave VBD
and CCONJ cc 9
aides NOUN conj 2 aide NNS
""")


def test_organ_by_its_longest_name() -> None:
    organ = phrases.organ_of(word(MINISTRY, "ministry"))
    assert organ is not None
    assert (organ.sector, organ.role) == ("MIL", "defence ministry")


def test_organ_that_ends_with_the_head() -> None:
    organ = phrases.organ_of(word(SPOKESMAN, "spokesman"))
    assert organ is not None
    assert organ.sector == "FOR"


def test_organ_in_the_plural() -> None:
    doc = tree("Both DET det 3\ndefence NOUN compound 3\nministries NOUN root 0 ministry NNS")
    organ = phrases.organ_of(word(doc, "ministries"))
    assert organ is not None
    assert organ.sector == "MIL"


def test_no_organ() -> None:
    assert phrases.organ_of(word(tree("The DET det 2\nrain NOUN root 0"), "rain")) is None


def test_phrase_ends_before_its_clauses_and_conjuncts() -> None:
    assert words(phrases.phrase_tokens(word(NAMED, "Minister"))) == ["Prime", "Minister", "Nikol", "Pashinyan"]
    assert words(phrases.phrase_tokens(word(MINISTRY, "ministry"))) == ["The", "Armenian", "ministry", "of", "defence"]


def test_name_tokens_are_the_head_and_its_own_name() -> None:
    assert words(phrases.name_tokens(word(NAMED, "Minister"))) == ["Minister", "Nikol", "Pashinyan"]
    assert words(phrases.name_tokens(word(MINISTRY, "ministry"))) == ["ministry"]


def test_owners_nearest_in_meaning_first() -> None:
    assert words(phrases.owners(word(OWNED, "army"))) == ["Armenia", "conscripts", "big"]
    assert words(phrases.owners(word(SPOKESMAN, "spokesman")))[:2] == ["senior", "Armenian"]


@pytest.mark.parametrize(
    "table",
    [
        "An DET det 2\nattack NOUN root 0\non ADP case 4\nArmenia PROPN nmod 2",
        "The DET det 2\ntroops NOUN root 0\nnear ADP case 5\nthe DET det 5\nborder NOUN nmod 2",
    ],
)
def test_what_is_attacked_or_near_is_no_owner(table: str) -> None:
    doc = tree(table)
    assert words(phrases.owners(doc[1])) == [doc[0].text]


PAIRS = frozenset({"side", "country", "state", "party"})


@pytest.mark.parametrize(
    ("table", "head", "pair"),
    [
        ("Both DET det 2\nsides NOUN root 0 side NNS", "sides", True),
        ("the DET det 5\ntwo NUM nummod 5\nformer ADJ amod 5\nSoviet ADJ amod 5\nstates NOUN root 0 state NNS", "states", True),
        ("the DET det 3\nwarring ADJ amod 3\nparties NOUN root 0 party NNS", "parties", True),
        ("the DET det 2\nsides NOUN root 0 side NNS", "sides", True),
        ("Both PRON root 0", "Both", True),
        ("Each PRON root 0", "Each", True),
        ("the DET det 2\ncountry NOUN root 0", "country", False),
        ("both DET det 2\nsoldiers NOUN root 0 soldier NNS", "soldiers", False),
        ("the DET det 3\nArmenian ADJ amod 3\nsides NOUN root 0 side NNS", "sides", False),
    ],
)
def test_pair(table: str, head: str, pair: bool) -> None:
    assert phrases.is_plural_pair(word(tree(table), head), PAIRS) is pair


@pytest.mark.parametrize(
    ("table", "head", "expected"),
    [
        ("each DET det 2\nother ADJ root 0", "other", True),
        ("one NUM nummod 2\nanother DET root 0", "another", True),
        ("the DET det 2\nother ADJ root 0", "other", True),
        ("many ADJ amod 2\nother ADJ root 0", "other", False),
        ("the DET det 2\nenemy NOUN root 0", "enemy", False),
    ],
)
def test_each_other(table: str, head: str, expected: bool) -> None:
    assert phrases.is_each_other(word(tree(table), head)) is expected
