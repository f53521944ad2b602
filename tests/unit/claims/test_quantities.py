"""Counts of people."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from counterclaim.claims.lexicon import load_lexicon
from counterclaim.claims.quantities import Count, count_of
from trees_by_hand import tree, word

Bounds = tuple[int | None, int | None, int | None]


def phrase(modifiers: str, noun: str = "soldiers") -> Doc:
    """A noun phrase whose modifiers are `form` (an adverb) or `form=relation`; all hang on the noun, which comes last."""
    cells = [part.partition("=") for part in modifiers.split()]
    lines = [f"{form} X {relation or 'advmod'} {len(cells) + 1}" for form, _, relation in cells]
    return tree("\n".join([*lines, f"{noun} NOUN root 0 {noun.removesuffix('s')} NNS"]))


def bounds(doc: Doc, noun: str = "soldiers") -> Bounds | None:
    found = count_of(word(doc, noun), load_lexicon())
    return None if found is None else (found.low, found.best, found.high)


@pytest.mark.parametrize(
    ("modifiers", "expected"),
    [
        ("five=nummod", (5, 5, 5)),
        ("Five=nummod", (5, 5, 5)),
        ("17=nummod", (17, 17, 17)),
        ("1,200=nummod", (1200, 1200, 1200)),
        ("a=det", (1, 1, 1)),
        ("no=det", (0, 0, 0)),
        ("both=det", (2, 2, 2)),
        ("two=compound hundred=nummod", (200, 200, 200)),
        ("two=compound hundred=compound thousand=nummod", (200_000, 200_000, 200_000)),
        ("five=compound thousand=compound three=compound hundred=nummod", (5_300, 5_300, 5_300)),
        ("twenty=compound -=punct five=nummod", (25, 25, 25)),
        ("two=compound dozen=nummod", (24, 24, 24)),
        ("a=det dozen=nummod", (12, 12, 12)),
        ("a=det hundred=nummod", (100, 100, 100)),
    ],
)
def test_number(modifiers: str, expected: Bounds) -> None:
    assert bounds(phrase(modifiers)) == expected


@pytest.mark.parametrize(
    ("modifiers", "expected"),
    [
        ("at least five=nummod", (5, None, None)),
        ("no fewer than 10=nummod", (10, None, None)),
        ("more than 30=nummod", (30, None, None)),
        ("over 30=nummod", (30, None, None)),
        ("up to 40=nummod", (None, None, 40)),
        ("fewer than 40=nummod", (None, None, 40)),
        ("about 20=nummod", (20, 20, 20)),
        ("some=det 20=nummod", (20, 20, 20)),
    ],
)
def test_bound(modifiers: str, expected: Bounds) -> None:
    """ "At least five" is low 5 and nothing else."""
    assert bounds(phrase(modifiers)) == expected


@pytest.mark.parametrize(
    "modifiers",
    ["10=nummod to 15=nummod", "10=nummod -=punct 15=nummod", "10=nummod –=punct 15=nummod", "between 10=nummod and 15=nummod", "10 or 15=nummod"],
)
def test_range(modifiers: str) -> None:
    assert bounds(phrase(modifiers)) in ((10, None, 15), (10, 10, 10)) and bounds(phrase(modifiers.replace("10=nummod", "10"))) == (10, None, 15)


def test_two_numbers_joined_by_and_are_no_range() -> None:
    assert bounds(phrase("10 and 15=nummod")) == (15, 15, 15)


@pytest.mark.parametrize("modifiers", ["several=amod", "some=det", "many=amod", "dozens=nummod"])
def test_vague_word_is_a_count_without_a_number(modifiers: str) -> None:
    assert bounds(phrase(modifiers)) == (None, None, None)


@pytest.mark.parametrize("modifiers", ["", "the=det", "Armenian=amod", "the=det wounded=amod", "its=nmod:poss"])
def test_noun_without_a_number_states_none(modifiers: str) -> None:
    assert bounds(phrase(modifiers)) is None


@pytest.mark.parametrize(
    ("noun", "expected"), [("three", (3, 3, 3)), ("One", (1, 1, 1)), ("12", (12, 12, 12)), ("dozens", (None, None, None)), ("none", (0, 0, 0))]
)
def test_noun_that_is_itself_a_number(noun: str, expected: Bounds) -> None:
    doc = tree(f"{noun} NUM nsubj:pass 6\nof ADP case 4\nits PRON nmod:poss 4\nmen NOUN nmod 1 man NNS\nwere AUX aux:pass 6\nkilled VERB root 0 kill VBN")
    assert bounds(doc, noun) == expected


def test_count_covers_bound_number_and_noun() -> None:
    doc = phrase("at least five=nummod")
    assert count_of(word(doc, "soldiers"), load_lexicon()) == Count(5, None, None, 0, 4)


def test_count_of_a_range_starts_at_its_lower_end() -> None:
    doc = phrase("the=det 10 to 15=nummod")
    assert count_of(word(doc, "soldiers"), load_lexicon()) == Count(10, None, 15, 1, 5)


@pytest.mark.parametrize(
    ("modifiers", "expected"),
    [
        ("a=det few=amod", (None, None, None)),
        ("several=amod dozen=nummod", (None, None, None)),
        ("several=amod hundred=nummod", (None, None, None)),
        ("a=det couple=nummod", (2, 2, 2)),
        ("2.5=compound million=nummod", (2_500_000, 2_500_000, 2_500_000)),
        ("one=compound hundred=nummod and five=conj", (105, 105, 105)),
    ],
)
@pytest.mark.xfail(reason="read as 1, 12, 100, 3, a million and 100", strict=True)
def test_number_phrase_beyond_a_row_of_numerals(modifiers: str, expected: Bounds) -> None:
    assert bounds(phrase(modifiers)) == expected
