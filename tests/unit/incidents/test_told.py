from __future__ import annotations

from counterclaim.incidents.told import harm_in, number_of, told_in
from counterclaim.records.words import Category, Status
from incidents_by_hand import FRIDAY, SATURDAY, Saying, harm, record, told


def test_every_claim_is_told_under_a_key_of_its_own() -> None:
    keys = [t.key for t in told_in([record("r1", Saying(), Saying()), record("r2", Saying())])]
    assert keys == ["r1/c1", "r1/c2", "r2/c1"]


def test_history_is_left_out() -> None:
    assert [t.key for t in told_in([record("r1", Saying(background=True), Saying())])] == ["r1/c2"]


def test_a_claim_of_two_events_is_told_twice_under_one_claim_id() -> None:
    two = record("r1", Saying(), Saying(status=Status.DENIED))
    claim = two.claims[0].model_copy(update={"events": ("e1", "e2")})
    found = list(told_in([two.model_copy(update={"claims": (claim,)})]))
    assert [t.key for t in found] == ["r1/c1", "r1/c1.2"]
    assert {t.claim_id for t in found} == {"r1/c1"}


def test_parties_are_those_of_the_event_whatever_their_sector() -> None:
    assert told(Saying(initiators=("AZE:MIL", "?"), targets=("ARM:CVL", "ARM"), claimant="RUS")).parties == {"ARM", "AZE"}


def test_days_are_unknown_without_a_time() -> None:
    assert told(Saying(days=None)).days is None
    assert told(Saying(days=(FRIDAY, SATURDAY))).days == (FRIDAY, SATURDAY)


def test_words_are_the_longer_ones_in_lower_case() -> None:
    assert told(Saying()).words == {"forces", "opened", "village", "yesterday", "evening"}


def test_the_figure_of_a_number_is_the_best_then_the_lowest_and_zero_is_one() -> None:
    assert number_of(harm(5, "ARM", low=3)) == 5
    assert number_of(harm(None, "ARM", low=3)) == 3
    assert number_of(harm(0, "ARM", high=9)) == 0
    assert number_of(harm(None, "ARM")) is None


def test_soldiers_and_civilians_add_up_unless_the_sum_is_told() -> None:
    two, three = harm(2, "ARM"), harm(None, "ARM", low=3, category=Category.CIVILIAN)
    (both,) = harm_in(told(Saying(harm=(two, three))).event)
    assert (both.low, both.best, both.high, both.category) == (5, 5, 5, Category.UNKNOWN)
    nine = harm(9, "ARM", category=Category.UNKNOWN)
    assert harm_in(told(Saying(harm=(two, nine, three))).event) == [nine]


def test_running_tolls_and_untold_numbers_are_no_harm_of_the_event() -> None:
    assert harm_in(told(Saying(harm=(harm(33, "ARM", cumulative=True), harm(None, "AZE")))).event) == []
