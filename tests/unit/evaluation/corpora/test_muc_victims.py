"""Whom an incident harmed, in the words of MUC-4."""

from __future__ import annotations

from typing import Any

import pytest

from counterclaim.evaluation.corpora.muc_victims import best_told, plural, victims_of
from counterclaim.records.models import Actor, Event, Harm, Span
from counterclaim.records.words import Category, Effect, Kind, Sector, Status


def harmed(text: str, best: int | None = None, effect: Effect = Effect.KILLED) -> Harm:
    return Harm(effect=effect, side=None, category=Category.UNKNOWN, low=best, best=best, high=best, span=Span(start=0, end=len(text)))


def victims(text: str, **known: Any) -> list[tuple[str, str]]:
    fixed = {"id": "e", "kind": Kind.ATTACK, "status": Status.OCCURRED, "background": False, "spans": (Span(start=0, end=len(text)),)}
    return list(victims_of([Event(**{**fixed, **known})], text))


def test_people_harmed_come_with_their_number() -> None:
    assert victims("THREE FARMERS WERE KILLED", harm=(harmed("THREE FARMERS WERE KILLED", 3),)) == [("THREE FARMERS", "3")]


def test_what_one_phrase_counts_apart_stands_apart() -> None:
    text = "TWO SOLDIERS AND A FARMER WERE KILLED"
    assert victims(text, harm=(harmed(text, 3),)) == [("TWO SOLDIERS", "2"), ("A FARMER", "1")]
    text = "THE PRIESTS AND THEIR TWO MAIDS"
    assert victims(text, harm=(harmed(text, 2),)) == [("THE PRIESTS", "PLURAL"), ("THEIR TWO MAIDS", "2")]


def test_men_and_women_are_one() -> None:
    text = "MEN AND WOMEN WERE KILLED"
    assert victims(text, harm=(harmed(text),)) == [("MEN AND WOMEN", "PLURAL")]


@pytest.mark.parametrize("text", ["HE WAS SHOT", "30"])
def test_a_pronoun_and_a_bare_number_name_nobody(text: str) -> None:
    assert victims(text, harm=(harmed(text, 1),)) == []


def test_who_fled_is_no_victim() -> None:
    assert victims("FARMERS FLED", harm=(harmed("FARMERS FLED", effect=Effect.DISPLACED),)) == []


@pytest.mark.parametrize(
    ("name", "known", "found"),
    [
        ("THE MAYOR", {"role": "mayor"}, True),
        ("TWO SOLDIERS", {}, True),
        ("JUAN EXAMPLE", {"person": "Juan Example"}, True),
        ("THE PEOPLE OF THE HILLS", {"sector": Sector.CVL}, True),
        ("A CAR DEALERSHIP", {"sector": Sector.GOV}, False),
        ("XAMBIAN TERRITORY", {}, False),
    ],
)
def test_only_people_among_the_targets_are_victims(name: str, known: dict[str, Any], found: bool) -> None:
    sector = known.pop("sector", None)
    target = Actor.of("XAM", sector, name=name, span=Span(start=0, end=len(name)), **known)
    assert bool(victims(name, targets=(target,))) is found


def test_a_target_that_no_words_name_is_no_victim() -> None:
    assert victims("AN ATTACK", targets=(Actor.of("XAM", Sector.CVL, name="the people"),)) == []


def test_the_dead_are_left_out_where_others_are_told() -> None:
    assert best_told([("WOUNDED", "3"), ("A FARMER", "1")]) == [("A FARMER", "1")]
    assert best_told([("WOUNDED", "3")]) == [("WOUNDED", "3")]


@pytest.mark.parametrize(("phrase", "number"), [("FARMERS", "PLURAL"), ("THE MEN", "PLURAL"), ("A WITNESS", "1"), ("A FARMER", "1")])
def test_the_number_of_a_phrase_without_one_is_that_of_its_head(phrase: str, number: str) -> None:
    assert plural(phrase) == number
