from __future__ import annotations

import pytest

from counterclaim.incidents.numbers import harm_in, load_correcting, load_ordinals
from counterclaim.incidents.told import Told
from counterclaim.records.models import Span
from counterclaim.records.words import Category, Effect
from incidents_by_hand import Saying, harm, told


def test_soldiers_and_civilians_add_up_unless_the_sum_is_told() -> None:
    two, three = harm(2, "ARM"), harm(None, "ARM", low=3, category=Category.CIVILIAN)
    (both,) = harm_in(told(Saying(harm=(two, three))))
    assert (both.low, both.best, both.high, both.category) == (5, 5, 5, Category.UNKNOWN)
    nine = harm(9, "ARM", category=Category.UNKNOWN)
    assert harm_in(told(Saying(harm=(two, nine, three)))) == [nine]


def test_running_tolls_and_untold_numbers_are_no_harm_of_the_event() -> None:
    assert harm_in(told(Saying(harm=(harm(33, "ARM", cumulative=True), harm(None, "AZE"))))) == []


def dead(words: str, number: int = 1, effect: Effect = Effect.KILLED) -> Told:
    """What a report tells that consists of these words on somebody harmed."""
    item = told(Saying(harm=(harm(number, "ARM", effect, span=Span(start=0, end=len(words))),)))
    return Told(item.key, item.report.model_copy(update={"text": words}), item.claim, item.event)


@pytest.mark.parametrize(
    ("words", "toll"),
    [
        ("A third soldier has died of his wounds", 3),
        ("the fourth soldier", 4),
        ("second death", 2),
        ("a soldier", 1),
        ("a second lieutenant", 1),
        ("first victim", 1),
        ("third", 1),
    ],
)
def test_a_death_that_is_counted_tells_how_many_have_died(words: str, toll: int) -> None:
    (one,) = harm_in(dead(words))
    assert (one.low, one.best, one.high) == (toll, toll, toll)


def test_only_one_death_is_counted_so() -> None:
    assert harm_in(dead("a second serviceman was taken to hospital", effect=Effect.WOUNDED))[0].best == 1
    assert harm_in(dead("a third group of soldiers", 5))[0].best == 5


def test_the_ordinals_are_in_order() -> None:
    assert list(load_ordinals().values()) == list(range(2, 21))
    assert load_ordinals()["third"] == 3


@pytest.mark.parametrize(
    "words", ["down from the eleven of Monday", "it later put the number at two", "the toll had fallen to two", "not 11"]
)
def test_words_that_correct(words: str) -> None:
    assert load_correcting().search(f"Two died, {words}.")


@pytest.mark.parametrize("words", ["not one was armed", "the prisoners were released from correctional custody", "later two fell"])
def test_words_that_correct_nothing(words: str) -> None:
    assert not load_correcting().search(f"Two died, {words}.")
