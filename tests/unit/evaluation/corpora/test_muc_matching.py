"""When an answer is right, or half right, by MUC-4."""

from __future__ import annotations

import pytest

from counterclaim.evaluation.corpora.muc_data import Fill
from counterclaim.evaluation.corpora.muc_matching import (
    date_credit,
    head,
    number_credit,
    phrase_credit,
    place_credit,
    says,
    set_credit,
    without_harm,
)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("THE THREE SOLDIERS OF THE ARMY", "SOLDIERS"),
        ("JUAN EXAMPLE, MAYOR OF LIMA", "EXAMPLE"),
        ("the FMLN [Farabundo Front]", "FMLN"),
        ("50 PEASANTS", "PEASANTS"),
        ("SEVERAL", "SEVERAL"),
    ],
)
def test_the_head_is_the_last_word_before_what_describes_it(phrase: str, expected: str) -> None:
    assert head(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("THREE SOLDIERS WERE KILLED", "THREE SOLDIERS"),
        ("KILLING TWO FARMERS", "TWO FARMERS"),
        ("JUAN DIEGO DIED", "JUAN DIEGO"),
        ("SEVERAL WOUNDED", "WOUNDED"),
        ("KILLED", "KILLED"),
        ("THE DEATH OF NINE FARMERS", "NINE FARMERS"),
        ("OF A MAYOR", "A MAYOR"),
        ("ANA DIAZ, WHO WAS SERIOUSLY", "ANA DIAZ"),
        ("SIX PRIESTS WERE BRUTALLY BEATEN AND THEN ARRESTED", "SIX PRIESTS"),
    ],
)
def test_who_was_harmed_is_told_from_the_harm(phrase: str, expected: str) -> None:
    assert without_harm(phrase) == expected


def test_a_word_class_is_found_by_the_beginning_of_a_word() -> None:
    assert says("ALLEGEDLY by rebels", "doubt")
    assert not says("the rebels", "doubt")


@pytest.mark.parametrize(
    ("ours", "key", "credit"),
    [
        ("the guerrillas", ("REBELS", "GUERRILLAS"), 1),
        ("TERRORISTS OF THE XAMBIAN FRONT", ("XAMBIAN FRONT",), 1),
        ("PRIESTS", ("JESUIT PRIESTS",), 1),
        ("SHINING PATH MEN", ("SHINING PATH COLUMNS",), 0.5),
        ("THE SON OF THE MAYOR", ("DAUGHTER OF THE JUDGE",), 0),
        ("GUNMEN", ("SOLDIERS",), 0),
    ],
)
def test_phrases_agree_by_head_or_by_holding_the_key(ours: str, key: tuple[str, ...], credit: float) -> None:
    assert phrase_credit(Fill((ours,)), Fill(key)) == credit


@pytest.mark.parametrize(
    ("ours", "key", "credit"),
    [
        (Fill(("REPORTED AS FACT",), ("EF",)), Fill(("REPORTED AS FACT", "POSSIBLE"), ("EXAMPLE FRONT", "EF")), 1),
        (Fill(("REPORTED AS FACT",), ("ARMY",)), Fill(("REPORTED AS FACT",), ("EF",)), 0.5),
        (Fill(("SUSPECTED OR ACCUSED",), ("EF",)), Fill(("SUSPECTED OR ACCUSED BY AUTHORITIES",), ("EF",)), 0.5),
        (Fill(("SUSPECTED OR ACCUSED BY AUTHORITIES",), ("EF",)), Fill(("SUSPECTED OR ACCUSED",), ("EF",)), 0),
        (Fill(("SUSPECTED OR ACCUSED",), ("ARMY",)), Fill(("SUSPECTED OR ACCUSED BY AUTHORITIES",), ("EF",)), 0),
        (Fill(("EXPLOSIVE",)), Fill(("DYNAMITE",)), 0.5),
        (Fill(("GUN",)), Fill(("DYNAMITE",)), 0),
    ],
)
def test_set_fills_agree_by_value_parent_and_matter(ours: Fill, key: Fill, credit: float) -> None:
    assert set_credit(ours, key) == credit


@pytest.mark.parametrize(
    ("ours", "key", "credit"),
    [
        ("5", ("5",), 1),
        ("5", ("~5",), 1),
        ("5-", ("5",), 0.5),
        ("PLURAL", ("5",), 0.5),
        ("4", ("5", "7"), 0),
        ("3-5", ("4 -",), 0.5),
        ("1", ("-",), 0),
    ],
)
def test_numbers_agree_exactly_or_within_bounds(ours: str, key: tuple[str, ...], credit: float) -> None:
    assert number_credit(Fill((ours,)), Fill(key)) == credit


def test_a_number_of_other_people_is_half_right() -> None:
    assert number_credit(Fill(("5",), ("SOLDIERS",)), Fill(("5",), ("PEASANTS",))) == 0.5


@pytest.mark.parametrize(
    ("ours", "key", "credit"),
    [
        ("03 JAN 90", ("03 JAN 90",), 1),
        ("- 03 JAN 90", ("03 JAN 90", "- 03 JAN 90"), 1),
        ("01 JAN 90", ("- 03 JAN 90",), 0.5),
        ("01 MAR 89", ("- 03 JAN 90",), 0),
        ("01 JAN 90 - 05 JAN 90", ("03 JAN 90",), 0.5),
        ("04 JAN 90", ("03 JAN 90",), 0),
        ("03 JAN 90", ("3 JAN",), 0),
    ],
)
def test_days_agree_exactly_or_by_overlap(ours: str, key: tuple[str, ...], credit: float) -> None:
    assert date_credit(Fill((ours,)), Fill(key)) == credit


@pytest.mark.parametrize(
    ("ours", "credit"),
    [
        ("PERU: AYACUCHO", 1),
        ("PERU: AYACUCHO DEPARTMENT", 1),
        ("PERU", 0.5),
        ("PERU: LIMA", 0.5),
        ("CHILE: SANTIAGO", 0),
    ],
)
def test_places_agree_by_their_last_name_or_by_any(ours: str, credit: float) -> None:
    assert place_credit(Fill((ours,)), Fill(("PERU: AYACUCHO (DEPARTMENT)",))) == credit


def test_either_end_of_a_stretch_between_two_places_is_right() -> None:
    assert place_credit(Fill(("PERU: CUZCO",)), Fill(("PERU: PUNO (CITY) - CUZCO (CITY)",))) == 1
