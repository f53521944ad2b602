"""Counts of people."""

from __future__ import annotations

import re

import pytest
from spacy.tokens import Doc

from counterclaim.claims.lexicon import load_lexicon
from counterclaim.claims.quantities import Count, count_of
from trees_by_hand import tree, word

Bounds = tuple[int | None, int | None, int | None]


def phrase(modifiers: str) -> Doc:
    """Words before "soldiers", as `form=relation` where they hang on it and `form=relation@word` where they hang on another word."""
    cells = [re.fullmatch(r"(.+?)=([^@]+)(?:@(.+))?", part) for part in modifiers.split()]
    forms = [cell[1] for cell in cells if cell]
    heads = [forms.index(cell[3]) + 1 if cell[3] else len(forms) + 1 for cell in cells if cell]
    lines = [f"{cell[1]} X {cell[2]} {head}" for cell, head in zip(cells, heads, strict=True) if cell]
    return tree("\n".join([*lines, "soldiers NOUN root 0 soldier NNS"]))


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
        ("two=compound@hundred hundred=nummod", (200, 200, 200)),
        ("two=compound@hundred hundred=compound@thousand thousand=nummod", (200_000, 200_000, 200_000)),
        ("five=compound@thousand thousand=compound@hundred three=compound@hundred hundred=nummod", (5_300, 5_300, 5_300)),
        ("twenty=compound@five -=punct@twenty five=nummod", (25, 25, 25)),
        ("two=compound@dozen dozen=nummod", (24, 24, 24)),
        ("a=det@dozen dozen=nummod", (12, 12, 12)),
        ("a=det@hundred hundred=nummod", (100, 100, 100)),
        ("3=dep -=punct one=nummod", (1, 1, 1)),
    ],
)
def test_number(modifiers: str, expected: Bounds) -> None:
    assert bounds(phrase(modifiers)) == expected


@pytest.mark.parametrize(
    ("modifiers", "expected"),
    [
        ("at=case@least least=nmod@five five=nummod", (5, None, None)),
        ("more=advmod@30 than=fixed@more 30=nummod", (30, None, None)),
        ("over=advmod@30 30=nummod", (30, None, None)),
        ("up=advmod@40 to=fixed@up 40=nummod", (None, None, 40)),
        ("fewer=advmod@40 than=fixed@fewer 40=nummod", (None, None, 40)),
        ("about=advmod@20 20=nummod", (20, 20, 20)),
        ("some=det 20=nummod", (20, 20, 20)),
        ("at=case@least least=nmod@dozen two=compound@dozen dozen=nummod", (24, None, None)),
    ],
)
def test_bound(modifiers: str, expected: Bounds) -> None:
    """ "At least five" is low 5 and nothing else."""
    assert bounds(phrase(modifiers)) == expected


@pytest.mark.parametrize(
    "modifiers",
    [
        "10=nummod@15 to=case@15 15=nummod",
        "10=nummod@15 -=punct@15 15=nummod",
        "10=nummod@15 –=punct@15 15=nummod",
        "between=case@15 10=nummod@15 and=cc@15 15=nummod",
        "10=nummod@15 or=cc@15 15=nummod",
    ],
)
def test_range_that_hangs_on_its_upper_end(modifiers: str) -> None:
    assert bounds(phrase(modifiers)) == (10, None, 15)


@pytest.mark.parametrize(
    "modifiers", ["10=nummod to=case@15 15=nmod@10", "10=nummod -=case@15 15=nmod@10", "10=nummod or=cc@15 15=conj@10"]
)
def test_range_that_hangs_on_its_lower_end(modifiers: str) -> None:
    """As the bundled parser reads it."""
    assert bounds(phrase(modifiers)) == (10, None, 15)


@pytest.mark.parametrize("modifiers", ["several=amod", "some=det", "many=amod", "dozens=nummod"])
def test_vague_word_is_a_count_without_a_number(modifiers: str) -> None:
    assert bounds(phrase(modifiers)) == (None, None, None)


@pytest.mark.parametrize("modifiers", ["", "the=det", "Armenian=amod", "the=det wounded=amod", "its=nmod:poss"])
def test_noun_without_a_number_states_none(modifiers: str) -> None:
    assert bounds(phrase(modifiers)) is None


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("three", (3, 3, 3)), ("One", (1, 1, 1)), ("12", (12, 12, 12)), ("dozens", (None, None, None)), ("none", (0, 0, 0))],
)
def test_noun_that_is_itself_a_number(noun: str, expected: Bounds) -> None:
    doc = tree(
        f"{noun} NUM nsubj:pass 6\nof ADP case 4\nits PRON nmod:poss 4\nmen NOUN nmod 1 man NNS\nwere AUX aux:pass 6\nhurt VERB root 0"
    )
    assert bounds(doc, noun) == expected


def test_count_covers_bound_number_and_noun() -> None:
    doc = phrase("at=case@least least=nmod@five five=nummod")
    assert count_of(word(doc, "soldiers"), load_lexicon()) == Count(5, None, None, 0, 4)


def test_count_of_a_range_starts_at_its_lower_end() -> None:
    doc = phrase("the=det 10=nummod@15 to=case@15 15=nummod")
    assert count_of(word(doc, "soldiers"), load_lexicon()) == Count(10, None, 15, 1, 5)


@pytest.mark.parametrize(
    ("modifiers", "expected"),
    [
        pytest.param("no=det fewer=amod than=fixed@fewer 10=nummod", (10, None, None), id="no fewer than 10, read as none"),
        pytest.param("an=det estimated=amod 300=nummod", (300, 300, 300), id="an estimated 300, read as one"),
        pytest.param("a=det few=amod", (None, None, None), id="a few, read as one"),
        pytest.param(
            "more=advmod@dozen than=fixed@more a=det@dozen dozen=nummod", (12, None, None), id="more than a dozen, read as twelve"
        ),
        pytest.param("several=amod@dozen dozen=nummod", (None, None, None), id="several dozen, read as twelve"),
        pytest.param("several=amod@hundred hundred=nummod", (None, None, None), id="several hundred, read as a hundred"),
        pytest.param("a=det couple=nummod", (2, 2, 2), id="a couple, read as three"),
        pytest.param("2.5=compound@million million=nummod", (2_500_000, 2_500_000, 2_500_000), id="2.5 million, read as a million"),
        pytest.param("one=nummod@hundred hundred=nummod and=cc@five five=conj@hundred", (105, 105, 105), id="one hundred and five, as 100"),
    ],
)
def test_number_with_an_article_or_a_vague_word(modifiers: str, expected: Bounds) -> None:
    """As the bundled parser reads them."""
    assert bounds(phrase(modifiers)) == expected
