from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.evaluation.reports.alignment import SLOTS, Alignment, Pair, Tally, align
from counterclaim.evaluation.reports.tellings import Span, Telling
from counterclaim.records.words import Kind
from tellings_by_hand import BARE, GORIS, NAMED_SOTK, SHELLING, VARDENIS

spans = st.builds(lambda start, length: (start, start + length), st.integers(0, 60), st.integers(1, 20))
tellings = st.builds(
    lambda claimant, kind, weapons, content: replace(SHELLING, claimant=claimant, kind=kind, weapons=weapons, content=tuple(content)),
    st.sampled_from(("ARM", "ARM:MIL", "AZE")),
    st.sampled_from((Kind.SHELLING, Kind.ATTACK, Kind.TALKS)),
    st.frozensets(st.sampled_from(("mortar", "drone", "rocket"))),
    st.lists(spans, max_size=2),
)


def at(*content: Span, **other: Any) -> Telling:
    return replace(SHELLING, content=content, **other)


def figures(*alignments: Alignment) -> dict[str, float]:
    counted = Tally()
    for alignment in alignments:
        counted.add(alignment)
    return {f.name: f.value for f in counted.figures()}


def pair(gold: dict[str, Any], found: dict[str, Any]) -> Pair:
    return Pair(replace(SHELLING, **gold), replace(SHELLING, **found))


def verdict(slot: str, gold: dict[str, Any], found: dict[str, Any]) -> bool | None:
    return SLOTS[slot](pair(gold, found))


@pytest.mark.parametrize(
    ("gold", "found", "aligned"),
    [
        (((0, 20),), ((0, 20),), True),
        (((0, 100),), ((40, 44),), True),
        (((0, 20),), ((10, 40),), True),
        (((0, 20),), ((11, 40),), False),
        (((0, 20),), ((20, 40),), False),
        (((0, 20), (50, 60)), ((55, 90),), True),
        ((), ((0, 20),), False),
        ((), (), False),
    ],
)
def test_half_of_the_shorter_content_must_be_shared(gold: tuple[Span, ...], found: tuple[Span, ...], aligned: bool) -> None:
    assert bool(align([at(*gold)], [at(*found)]).pairs) is aligned
    assert bool(align([at(*found)], [at(*gold)]).pairs) is aligned


def test_what_is_not_aligned_is_missed_or_invented_in_the_order_of_the_text() -> None:
    gold, found = [at((n, n + 5)) for n in (0, 10, 20)], [at((n, n + 5)) for n in (30, 10, 40)]
    assert align(gold, found) == Alignment((Pair(gold[1], found[1]),), (gold[0], gold[2]), (found[0], found[2]))


def test_the_same_claimant_outweighs_a_greater_overlap() -> None:
    gold = at((0, 20))
    close, own = at((0, 20), claimant="RUS"), at((10, 40))
    assert align([gold], [close, own]).pairs == (Pair(gold, own),)


def test_of_two_claims_by_one_claimant_the_same_kind_is_chosen() -> None:
    gold = [at((0, 20), kind=Kind.CASUALTY), at((0, 20))]
    found = [at((0, 20)), at((0, 20), kind=Kind.CASUALTY)]
    assert [p.found.kind for p in align(gold, found).pairs] == [Kind.CASUALTY, Kind.SHELLING]


def test_the_greater_overlap_decides_between_equals() -> None:
    gold, near, far = at((0, 20)), at((2, 22)), at((8, 28))
    assert align([gold], [far, near]).pairs == (Pair(gold, near),)


def test_two_half_fits_never_beat_a_hit() -> None:
    gold = [at((0, 20)), at((10, 30), claimant="AZE", kind=Kind.ATTACK)]
    found = [at((10, 30), kind=Kind.ATTACK), at((0, 20), kind=Kind.TALKS)]
    assert align(gold, found).pairs == (Pair(gold[0], found[0]), Pair(gold[1], found[1]))
    assert [p.hit for p in align(gold, found).pairs] == [True, False]


def test_the_slots_decide_between_claims_of_the_same_words() -> None:
    gold = [at((0, 20)), at((0, 20), initiators=frozenset(), targets=frozenset({"AZE"}))]
    for found in (gold, gold[::-1]):
        assert all(p.all_right for p in align(gold, found).pairs)


@pytest.mark.parametrize(
    ("found", "hit", "all_right"),
    [
        ({}, True, True),
        ({"place": GORIS, "date": None, "stance": "asserts", "status": "planned", "weapons": frozenset()}, True, True),
        ({"claimant": "ARM:GOV"}, True, False),
        ({"claimant": "AZE:MIL"}, False, False),
        ({"kind": Kind.ATTACK}, True, False),
        ({"kind": Kind.TALKS}, False, False),
        ({"initiators": frozenset()}, True, False),
        ({"targets": frozenset({"ARM", "RUS"})}, True, False),
        ({"harm": frozenset({("killed", "ARM", 2)})}, True, False),
    ],
)
def test_hits_and_what_is_all_right(found: dict[str, Any], hit: bool, all_right: bool) -> None:
    aligned = pair({}, found)
    assert (aligned.hit, aligned.all_right) == (hit, all_right)


def test_a_sector_that_gold_does_not_tell_may_be_found() -> None:
    assert pair({"claimant": "ARM"}, {"claimant": "ARM:MIL"}).all_right
    assert not pair({"claimant": "ARM:MIL"}, {"claimant": "ARM"}).all_right


@pytest.mark.parametrize(
    ("slot", "gold", "found", "right"),
    [
        ("claimant", {}, {"claimant": "ARM:GOV"}, True),
        ("claimant", {}, {"claimant": "AZE:MIL"}, False),
        ("sector", {}, {}, True),
        ("sector", {}, {"claimant": "ARM"}, False),
        ("sector", {"claimant": "ARM"}, {}, None),
        ("sector", {}, {"claimant": "AZE:MIL"}, None),
        ("stance", {}, {"stance": "asserts"}, False),
        ("kind", {}, {"kind": Kind.ATTACK}, False),
        ("status", {}, {"status": "planned"}, False),
        ("background", {}, {"background": True}, False),
        ("initiators", {}, {"initiators": {"RUS"}}, False),
        ("initiators", {"initiators": set()}, {"initiators": set()}, None),
        ("targets", {"targets": set()}, {}, False),
        ("place_40km", {}, {"place": VARDENIS}, True),
        ("place_40km", {}, {"place": GORIS}, False),
        ("place_40km", {}, {"place": NAMED_SOTK}, True),
        ("place_40km", {}, {"place": None}, False),
        ("place_40km", {"place": None}, {"place": None}, None),
        ("date", {}, {"date": ("2023-05-12", "2023-05-13")}, False),
        ("date", {"date": None}, {"date": None}, None),
        ("weapons", {"weapons": set()}, {"weapons": set()}, None),
    ],
)
def test_slots(slot: str, gold: dict[str, Any], found: dict[str, Any], right: bool | None) -> None:
    assert verdict(slot, gold, found) is right


def test_figures() -> None:
    killed, wounded = ("killed", "ARM", 1), ("wounded", "ARM", 3)
    gold = [at((0, 10), harm=frozenset({killed, wounded})), at((20, 30)), at((40, 50))]
    found = [at((0, 10)), at((20, 30), claimant="RUS"), at((60, 70)), at((80, 90))]
    measured = figures(align(gold, found))
    assert measured["precision"] == 1 / 4
    assert measured["recall"] == 1 / 3
    assert measured["f1"] == pytest.approx(2 / 7)
    assert measured["all_right_f1"] == 0
    assert measured["slot.claimant"] == 0.5
    assert measured["slot.sector"] == 1
    assert measured["slot.harm_f1"] == pytest.approx(2 * 2 / (3 + 2))


def test_a_wrong_claimant_shows_in_its_slot_but_is_no_hit() -> None:
    measured = figures(align([at((0, 10))], [at((0, 10), claimant="RUS")]))
    assert (measured["f1"], measured["slot.claimant"], measured["slot.kind"]) == (0, 0, 1)


def test_reports_add_up() -> None:
    right, empty = align([SHELLING], [SHELLING]), align([SHELLING, BARE], [])
    measured = figures(right, empty)
    assert (measured["precision"], measured["recall"], measured["all_right_f1"]) == (1, 1 / 3, 0.5)
    assert {measured[f"slot.{slot}"] for slot in SLOTS} == {1.0}


def test_nothing_at_all_measures_nothing() -> None:
    assert figures(align([], [])) == {"f1": 0, "precision": 0, "recall": 0, "all_right_f1": 0, "slot.harm_f1": 0}


@settings(max_examples=50, deadline=None)
@given(st.lists(tellings, max_size=4), st.lists(tellings, max_size=4))
def test_every_claim_stands_once(gold: list[Telling], found: list[Telling]) -> None:
    aligned = align(gold, found)
    assert sorted([p.gold for p in aligned.pairs] + list(aligned.missed), key=repr) == sorted(gold, key=repr)
    assert sorted([p.found for p in aligned.pairs] + list(aligned.invented), key=repr) == sorted(found, key=repr)
    measured = figures(aligned)
    assert 0 <= measured["all_right_f1"] <= measured["f1"] <= 1


@settings(max_examples=100, deadline=None)
@given(st.lists(tellings, max_size=5), st.lists(tellings, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(gold: list[Telling], found: list[Telling], chance: random.Random) -> None:
    assert align(chance.sample(gold, len(gold)), chance.sample(found, len(found))) == align(gold, found)


@settings(max_examples=50, deadline=None)
@given(st.lists(tellings.filter(lambda t: bool(t.content)), max_size=4))
def test_what_is_found_as_annotated_is_all_right(gold: list[Telling]) -> None:
    aligned = align(gold, gold)
    assert (len(aligned.pairs), aligned.missed, aligned.invented) == (len(gold), (), ())
    assert all(p.all_right for p in aligned.pairs)
