from __future__ import annotations

import math
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.evaluation.reports.agreement import (
    FAR_KM,
    NEAR_KM,
    STRICT,
    WEIGHTS,
    Tally,
    date_score,
    distance_km,
    near,
    place_score,
    set_f1,
    slot_scores,
    weighted,
)
from counterclaim.evaluation.reports.tellings import Spot, Telling
from counterclaim.records.words import Kind
from tellings_by_hand import BARE, GORIS, LYMAN, NAMED_SOTK, SHELLING, SOTK, VARDENIS

MAY_12 = ("2023-05-12", "2023-05-12")
Days = tuple[str, str] | None

codes = st.frozensets(st.sampled_from(("ARM", "AZE", "RUS")))
spots = st.sampled_from((None, SOTK, VARDENIS, GORIS, LYMAN, NAMED_SOTK))
days = st.sampled_from((None, MAY_12, ("2023-05-10", "2023-05-14"), ("2023-05-13", "2023-05-13")))
harms = st.frozensets(
    st.tuples(st.sampled_from(("killed", "wounded")), st.sampled_from(("ARM", None)), st.sampled_from((None, 0, 1, 5))), max_size=2
)
tellings = st.builds(
    Telling,
    claimant=st.sampled_from(("ARM", "ARM:MIL", "ARM:GOV", "AZE", "")),
    stance=st.sampled_from(("asserts", "accuses", "denies")),
    kind=st.sampled_from((Kind.SHELLING, Kind.ATTACK, Kind.TALKS)),
    status=st.sampled_from(("occurred", "planned")),
    background=st.booleans(),
    initiators=codes,
    targets=codes,
    mediators=codes,
    place=spots,
    date=days,
    weapons=st.frozensets(st.sampled_from(("mortar", "drone"))),
    harm=harms,
)


def tally(gold: list[Telling], found: list[Telling]) -> Tally:
    counted = Tally()
    counted.add(gold, found)
    return counted


def figures(counted: Tally) -> dict[str, float]:
    return {f.name: f.value for f in counted.figures()}


def test_the_same_claim_is_right_in_every_slot_that_is_filled() -> None:
    assert slot_scores(SHELLING, SHELLING) == {slot: 1.0 for slot in WEIGHTS if slot != "mediators"}


def test_slots_that_both_leave_empty_do_not_count() -> None:
    assert set(slot_scores(BARE, BARE)) == {"claimant", "kind", "stance", "status", "background"}


@pytest.mark.parametrize("other", [{"claimant": "AZE:MIL"}, {"claimant": ""}, {"kind": Kind.TALKS}, {"kind": Kind.THREAT}])
def test_another_party_or_family_is_another_claim(other: dict[str, Any]) -> None:
    assert slot_scores(SHELLING, replace(SHELLING, **other)) == {}


@pytest.mark.parametrize(
    ("gold", "found", "slot", "score"),
    [
        ({"claimant": "ARM:MIL"}, {"claimant": "ARM"}, "claimant", 0.75),
        ({"claimant": "ARM:MIL"}, {"claimant": "ARM:GOV"}, "claimant", 0.75),
        ({"claimant": "ARM"}, {"claimant": "ARM:GOV"}, "claimant", 1.0),
        ({}, {"kind": Kind.ATTACK}, "kind", 0.5),
        ({"stance": "asserts"}, {"stance": "accuses"}, "stance", 0.5),
        ({"stance": "asserts"}, {"stance": "denies"}, "stance", 0.0),
        ({"stance": "warns"}, {"stance": "warns"}, "stance", 1.0),
        ({"initiators": {"AZE", "TUR"}}, {"initiators": {"AZE"}}, "initiators", 2 / 3),
        ({"targets": {"ARM"}}, {"targets": set()}, "targets", 0.0),
        ({"mediators": {"EU"}}, {"mediators": {"RUS"}}, "mediators", 0.0),
        ({"weapons": set()}, {"weapons": {"drone"}}, "weapons", 0.0),
        ({"harm": {("killed", "ARM", 1)}}, {"harm": {("killed", "ARM", 2)}}, "harm", 0.0),
        ({"harm": {("killed", "ARM", 1)}}, {"harm": {("killed", "ARM", 1), ("wounded", "ARM", 0)}}, "harm", 1.0),
        ({"place": SOTK}, {"place": GORIS}, "place", 0.5),
        ({"date": MAY_12}, {"date": ("2023-05-11", "2023-05-12")}, "date", 0.5),
        ({}, {"status": "planned"}, "status", 0.0),
        ({}, {"background": True}, "background", 0.0),
    ],
)
def test_partly_right(gold: dict[str, Any], found: dict[str, Any], slot: str, score: float) -> None:
    wanted, told = replace(SHELLING, **gold), replace(SHELLING, **found)
    scores = slot_scores(wanted, told)
    assert scores[slot] == pytest.approx(score)
    assert all(value == 1 for name, value in scores.items() if name != slot)


def test_harm_to_nobody_is_no_harm() -> None:
    nobody = replace(BARE, harm=frozenset({("killed", "ARM", 0)}))
    assert "harm" not in slot_scores(nobody, BARE)
    assert "harm" not in slot_scores(BARE, nobody)


def test_the_weights_are_those_of_the_wire() -> None:
    assert weighted({"claimant": 1.0, "kind": 0.5, "harm": 0.0}) == pytest.approx((2 + 1 + 0) / 5.5)
    assert weighted({}) == 0.0
    assert sum(WEIGHTS.values()) == 13


def test_set_f1() -> None:
    assert set_f1((), ()) is None
    assert set_f1({1}, ()) == set_f1((), {1}) == 0.0
    assert set_f1([1, 2, 2], {2, 3}) == 0.5


def test_distances() -> None:
    assert distance_km(SOTK, SOTK) == 0
    assert distance_km(SOTK, VARDENIS) == pytest.approx(12.1, abs=0.1)
    assert distance_km(Spot("pole", 90, 0, None), Spot("equator", 0, 77, None)) == pytest.approx(12742 * math.pi / 4)
    assert distance_km(SOTK, NAMED_SOTK) is None


def east(km: float) -> Spot:
    """A place so many kilometres from (0, 0) along the equator."""
    return Spot("", 0.0, math.degrees(km / (12742 / 2)), "ARM")


@pytest.mark.parametrize(
    ("gold", "found", "score"),
    [
        (None, None, None),
        (SOTK, None, 0.0),
        (None, SOTK, 0.0),
        (SOTK, SOTK, 1.0),
        (SOTK, VARDENIS, 1.0),
        (SOTK, LYMAN, 0.0),
        (east(0), east(NEAR_KM - 0.01), 1.0),
        (east(0), east(NEAR_KM + 0.01), 0.5),
        (east(0), east(FAR_KM - 0.01), 0.5),
        (east(0), east(FAR_KM + 0.01), 0.0),
        (SOTK, NAMED_SOTK, 1.0),
        (NAMED_SOTK, Spot("SOTK", None, None, None), 1.0),
        (GORIS, NAMED_SOTK, 0.5),
        (LYMAN, NAMED_SOTK, 0.0),
        (Spot("", None, None, None), Spot("", None, None, None), 0.0),
        (Spot("", None, None, "ARM"), Spot("", None, None, "ARM"), 0.5),
    ],
)
def test_places(gold: Spot | None, found: Spot | None, score: float | None) -> None:
    assert place_score(gold, found) == place_score(found, gold) == score
    assert near(gold, found) is (None if score is None else score == 1.0)


@pytest.mark.parametrize(
    ("gold", "found", "score"),
    [
        (None, None, None),
        (MAY_12, None, 0.0),
        (None, MAY_12, 0.0),
        (MAY_12, MAY_12, 1.0),
        (MAY_12, ("2023-05-12", "2023-05-13"), 0.5),
        (("2023-05-01", "2023-05-31"), MAY_12, 0.5),
        (MAY_12, ("2023-05-13", "2023-05-13"), 0.0),
    ],
)
def test_dates(gold: Days, found: Days, score: float | None) -> None:
    assert date_score(gold, found) == date_score(found, gold) == score


def test_counts_pairs_softly_and_strictly() -> None:
    half = replace(BARE, stance="denies", status="planned", background=True)
    counted = tally([SHELLING, BARE], [SHELLING, half, replace(SHELLING, claimant="RUS")])
    assert weighted(slot_scores(BARE, half)) == pytest.approx(4 / 6)
    assert counted.strict.right == 1
    found = figures(counted)
    assert found["soft_f1"] == pytest.approx(2 * (1 + 4 / 6) / 5)
    assert found["strict_f1"] == pytest.approx(2 * 1 / 5)
    assert found["soft_precision"] == pytest.approx((1 + 4 / 6) / 3)
    assert found["soft_recall"] == pytest.approx((1 + 4 / 6) / 2)
    assert found["paired.status"] == 0.5
    assert found["paired.place"] == 1.0
    assert "paired.mediators" not in found


def test_a_pair_is_strictly_right_from_three_quarters_on() -> None:
    claim = replace(BARE, date=MAY_12, place=SOTK)
    exactly = replace(claim, stance="denies", status="planned", background=True)
    assert weighted(slot_scores(claim, exactly)) == STRICT
    assert tally([claim], [exactly]).strict.right == 1


def test_reports_add_up_and_their_claims_are_not_mixed() -> None:
    counted = Tally()
    counted.add([SHELLING], [])
    counted.add([], [SHELLING])
    counted.add([SHELLING], [SHELLING])
    assert (counted.soft.right, counted.soft.found, counted.soft.wanted) == (1, 2, 2)


def test_nothing_at_all_measures_nothing() -> None:
    assert figures(Tally()) == {"soft_f1": 0, "strict_f1": 0, "soft_precision": 0, "soft_recall": 0}


@settings(max_examples=50, deadline=None)
@given(tellings, tellings)
def test_slots_lie_between_0_and_1_and_know_their_weight(gold: Telling, found: Telling) -> None:
    scores = slot_scores(gold, found)
    assert set(scores) <= set(WEIGHTS)
    assert all(0 <= score <= 1 for score in scores.values())
    assert 0 <= weighted(scores) <= 1
    assert bool(scores) == (gold.party == found.party and gold.family is found.family)


@settings(max_examples=50, deadline=None)
@given(tellings, tellings)
def test_only_the_claimant_depends_on_which_of_the_two_is_gold(gold: Telling, found: Telling) -> None:
    one, other = slot_scores(gold, found), slot_scores(found, gold)
    assert {**one, "claimant": 0} == {**other, "claimant": 0}


@settings(max_examples=50, deadline=None)
@given(st.lists(tellings, max_size=4), st.lists(tellings, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(gold: list[Telling], found: list[Telling], chance: random.Random) -> None:
    counted = tally(gold, found)
    shuffled = tally(chance.sample(gold, len(gold)), chance.sample(found, len(found)))
    assert shuffled.soft.right == pytest.approx(counted.soft.right)
    assert counted.strict.right <= counted.soft.right / STRICT + 1e-9
    assert 0 <= counted.soft.f1 <= 1
    assert 0 <= counted.strict.f1 <= 1


@settings(max_examples=50, deadline=None)
@given(st.lists(tellings, max_size=4))
def test_what_is_found_as_annotated_is_all_right(gold: list[Telling]) -> None:
    counted = tally(gold, gold)
    assert counted.soft.right == pytest.approx(len(gold))
    assert counted.strict.right == len(gold)
