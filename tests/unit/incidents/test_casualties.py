from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.incidents.casualties import casualties_of
from counterclaim.incidents.told import told_in
from counterclaim.records.models import Record
from counterclaim.records.words import Category, Effect, Stance
from incidents_by_hand import FRIDAY, SATURDAY, Saying, harm, record, told_all
from sayings import several_records


def lines(*sayings: Saying) -> list[tuple[str, str | None, int | None, int | None, int | None]]:
    """Rule, side, low, best and high of what the claims of one report come to."""
    return [(c.rule, c.side, c.low, c.best, c.high) for c in casualties_of(told_all(record("r1", *sayings)))]


def says(claimant: str, number: int | None, side: str = "ARM", **known: object) -> Saying:
    return Saying(claimant=claimant, harm=(harm(number, side, **known),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sayings", "expected"),
    [
        ((says("ARM:MIL", 2), says("AZE:MIL", 9)), ("own_account", "ARM", 2, 2, 9)),
        ((says("ARM:LOC", 2), says("AZE:MIL", 9)), ("no_adversary", "ARM", 2, 2, 9)),
        ((says("RUS", 4), says("AZE:MIL", 9)), ("third_party", "ARM", 4, 4, 9)),
        ((says("RUS", 4), says("UN", 6), says("EU", 7), says("AZE", 90)), ("third_party", "ARM", 4, 6, 90)),
        ((says("AZE:MIL", 9), says("NARRATOR", 3)), ("no_adversary", "ARM", 3, 3, 9)),
        ((says("AZE:MIL", 9, low=5, high=12),), ("middle", "ARM", 5, 9, 12)),
        ((says("AZE:MIL", None, low=5),), ("middle", "ARM", 5, 5, 5)),
    ],
)
def test_the_best_figure_by_written_rule(sayings: tuple[Saying, ...], expected: tuple[str, str, int, int, int]) -> None:
    assert lines(*sayings)[0] == expected


@pytest.mark.parametrize(
    ("sayings", "expected"),
    [
        ((says("ARM:MIL", 2), says("AZE:MIL", 9)), (2, 2, 2)),
        ((says("ARM:MIL", 2), says("RUS", 4), says("AZE:MIL", 9)), (2, 2, 4)),
        ((says("ARM:MIL", 0), says("ARM:MED", 3), says("AZE:MIL", 9)), (0, 0, 3)),
        ((says("AZE:MIL", 9, low=5, high=12),), (5, 9, 12)),
    ],
)
def test_in_the_manner_of_ucdp_an_adversary_counts_only_alone(sayings: tuple[Saying, ...], expected: tuple[int, int, int]) -> None:
    (line, *rest) = casualties_of(told_all(record("r1", *sayings)))
    assert line.ucdp is not None
    assert (line.ucdp.low, line.ucdp.best, line.ucdp.high) == expected
    assert all(other.ucdp is None for other in rest)


def test_zero_is_kept_but_is_no_conservative_figure() -> None:
    assert lines(says("ARM:MIL", 0)) == [("own_account", "ARM", 0, 0, 0)]
    assert lines(says("ARM:MIL", 0), says("AZE", 3))[1] == ("conservative", "ARM", 3, 3, 3)


def test_running_tolls_denials_untold_numbers_and_sides_are_left_out() -> None:
    assert lines(says("ARM:MIL", 33, cumulative=True)) == []
    assert lines(Saying(stance=Stance.DENIES, harm=(harm(2, "ARM"),))) == []
    assert lines(says("ARM:MIL", None)) == []
    assert lines(Saying(harm=(harm(2, None),))) == []


def test_the_latest_figure_of_a_claimant_stands() -> None:
    first = record("r9", says("ARM:MIL", 1), published=FRIDAY)
    later = record("r1", says("ARM:MIL", 2), published=SATURDAY)
    (line, _) = casualties_of(told_all(later, first))
    assert (line.low, line.best, line.high) == (2, 2, 2)
    assert line.claims == ("r1/c1",)


def test_sides_and_effects_have_lines_of_their_own() -> None:
    both = Saying(harm=(harm(2, "ARM"), harm(3, "ARM", Effect.WOUNDED), harm(4, "AZE")))
    assert [(s, b) for _, s, _, b, _ in lines(both)] == [("ARM", 2), ("ARM", 2), ("ARM", 3), ("ARM", 3), ("AZE", 4), ("AZE", 4)]


def test_soldiers_and_civilians_of_one_claim_add_up() -> None:
    both = Saying(harm=(harm(2, "ARM"), harm(3, "ARM", category=Category.CIVILIAN)))
    (line, *_) = casualties_of(told_all(record("r1", both)))
    assert (line.low, line.best, line.high, line.category) == (5, 5, 5, Category.UNKNOWN)


@settings(max_examples=60)
@given(several_records(), st.randoms(use_true_random=False))
def test_low_best_and_high_are_in_order_whatever_the_order_of_what_is_told(records: list[Record], random: Random) -> None:
    items = list(told_in(records))
    shuffled = list(items)
    random.shuffle(shuffled)
    found = list(casualties_of(items))
    assert list(casualties_of(shuffled)) == found
    for line in found:
        assert line.low is not None
        assert line.best is not None
        assert line.high is not None
        assert line.low <= line.best <= line.high
