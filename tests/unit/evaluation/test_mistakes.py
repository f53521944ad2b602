from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from counterclaim.evaluation import mistakes
from counterclaim.evaluation.mistakes import SLOTS, WHOLE, Cause, Mistake, find_mistakes, mistakes_of, spans_of
from counterclaim.evaluation.reports import alignment
from counterclaim.evaluation.reports.alignment import Alignment, Pair, align
from counterclaim.evaluation.reports.tellings import GoldReport, Telling
from counterclaim.evaluation.suite import Engines
from counterclaim.records.words import Kind
from tellings_by_hand import BARE, GORIS, SHELLING, VARDENIS, gold_report

ARM, AZE, NOBODY = frozenset({"ARM"}), frozenset({"AZE"}), frozenset[str]()
ONE, TWO = frozenset({("killed", "ARM", 1)}), frozenset({("killed", "ARM", 2)})
HURT = frozenset({("wounded", "ARM", 1)})


def listed(gold: Sequence[Telling], found: Sequence[Telling]) -> list[Mistake]:
    return list(mistakes_of(gold_report(*gold), align(gold, found)))


def of_pair(gold: dict[str, Any], found: dict[str, Any]) -> list[Mistake]:
    pair = Pair(replace(SHELLING, **gold), replace(SHELLING, **found))
    return list(mistakes_of(gold_report(), Alignment((pair,), (), ())))


@pytest.mark.parametrize(
    ("gold", "found", "causes"),
    [
        ({}, {}, []),
        ({"claimant": "ARM"}, {"claimant": "ARM:MIL"}, []),
        ({}, {"claimant": "AZE:MIL"}, [Cause.CLAIMANT]),
        ({}, {"claimant": "ARM:GOV"}, [Cause.SECTOR]),
        ({}, {"claimant": "ARM", "kind": Kind.ATTACK}, [Cause.KIND, Cause.SECTOR]),
        ({}, {"claimant": "AZE:MIL", "kind": Kind.TALKS, "place": GORIS}, [Cause.CLAIMANT]),
        ({}, {"kind": Kind.TALKS, "place": GORIS}, [Cause.FAMILY]),
        ({}, {"kind": Kind.ATTACK}, [Cause.KIND]),
        ({}, {"initiators": ARM, "targets": AZE}, [Cause.SWAP]),
        ({"targets": NOBODY}, {"initiators": NOBODY, "targets": AZE}, [Cause.SWAP]),
        ({}, {"initiators": NOBODY}, [Cause.INITIATORS]),
        ({}, {"targets": AZE}, [Cause.TARGETS]),
        ({}, {"initiators": NOBODY, "targets": AZE}, [Cause.INITIATORS, Cause.TARGETS]),
        ({"initiators": NOBODY}, {"initiators": ARM, "targets": NOBODY}, [Cause.INITIATORS, Cause.TARGETS]),
        ({"harm": ONE}, {"harm": TWO}, [Cause.NUMBER]),
        ({"harm": ONE}, {"harm": ONE | TWO}, [Cause.NUMBER]),
        ({"harm": ONE}, {"harm": HURT}, [Cause.HARM]),
        ({"harm": ONE}, {"harm": NOBODY}, [Cause.HARM]),
        ({}, {"stance": "asserts"}, [Cause.STANCE]),
        ({}, {"status": "planned"}, [Cause.STATUS]),
        ({}, {"place": GORIS}, [Cause.PLACE]),
        ({}, {"place": None}, [Cause.PLACE]),
        ({}, {"place": VARDENIS}, []),
        ({}, {"date": None}, [Cause.DATE]),
        ({}, {"background": True}, [Cause.BACKGROUND]),
        ({}, {"weapons": frozenset()}, [Cause.WEAPONS]),
        ({}, {"mediators": ARM}, [Cause.MEDIATORS]),
        ({}, {"kind": Kind.ATTACK, "harm": TWO, "stance": "asserts"}, [Cause.KIND, Cause.NUMBER, Cause.STANCE]),
    ],
)
def test_causes(gold: dict[str, Any], found: dict[str, Any], causes: list[Cause]) -> None:
    assert [m.cause for m in of_pair(gold, found)] == causes


def test_misses_and_inventions() -> None:
    gold, found = replace(SHELLING, content=((0, 9),)), replace(SHELLING, content=((20, 29),))
    assert listed([gold], [found]) == [
        Mistake(Cause.MISSED, gold_report(gold), gold, None),
        Mistake(Cause.INVENTED, gold_report(gold), None, found),
    ]


def test_what_is_all_right_is_no_mistake() -> None:
    assert listed([SHELLING], [SHELLING]) == []


def test_every_claim_that_is_not_all_right_has_a_cause() -> None:
    for other in ({"claimant": "AZE"}, {"kind": Kind.ATTACK}, {"initiators": ARM}, {"targets": AZE}, {"harm": TWO}):
        pair = Pair(SHELLING, replace(SHELLING, **other))
        assert not pair.all_right
        assert list(mistakes_of(gold_report(), Alignment((pair,), (), ())))


@pytest.mark.parametrize(
    ("gold", "found", "difference"),
    [
        ({}, {"claimant": "AZE"}, "ARM:MIL → AZE"),
        ({}, {"claimant": ""}, "ARM:MIL → somebody unknown"),
        ({}, {"claimant": "ARM"}, "ARM:MIL → ARM"),
        ({}, {"kind": Kind.TALKS}, "shelling → talks"),
        ({}, {"kind": Kind.ATTACK}, "shelling → attack"),
        ({}, {"initiators": ARM, "targets": AZE}, "AZE ⇒ ARM → ARM ⇒ AZE"),
        ({}, {"initiators": ARM | AZE}, "AZE → ARM, AZE"),
        ({}, {"targets": NOBODY}, "ARM → nobody"),
        ({"harm": ONE}, {"harm": TWO}, "killed ARM 1 → killed ARM 2"),
        ({"harm": NOBODY}, {"harm": ONE | {("wounded", None, None)}}, "none → killed ARM 1; wounded side unknown ?"),
        ({}, {"stance": "asserts"}, "accuses → asserts"),
        ({}, {"status": "planned"}, "occurred → planned"),
        ({}, {"place": None}, "Sotk → nowhere"),
        ({}, {"date": None}, "2023-05-12 → no date"),
        ({}, {"date": ("2023-05-11", "2023-05-12")}, "2023-05-12 → 2023-05-11 to 2023-05-12"),
        ({}, {"background": True}, "news → background"),
        ({}, {"weapons": frozenset({"drone", "aircraft"})}, "mortar → aircraft, drone"),
        ({"weapons": frozenset()}, {}, "none → mortar"),
        ({}, {"mediators": ARM}, "nobody → ARM"),
    ],
)
def test_a_mistake_says_what_gold_has_and_what_was_found(gold: dict[str, Any], found: dict[str, Any], difference: str) -> None:
    (mistake,) = of_pair(gold, found)
    assert mistake.difference == difference


def test_a_miss_and_an_invention_are_told_whole() -> None:
    missed, invented = listed([SHELLING], [replace(BARE, content=((90, 99),))])
    assert missed.difference == "ARM:MIL accuses shelling (AZE ⇒ ARM) → nothing"
    assert invented.difference == "nothing → ARM:MIL accuses shelling (nobody ⇒ nobody)"


def test_the_words_are_those_of_gold_in_order() -> None:
    gold, found = replace(SHELLING, content=((23, 36), (0, 6))), replace(SHELLING, content=((14, 17),))
    assert Mistake(Cause.KIND, gold_report(), gold, found).words == "Report … ministry said"
    assert Mistake(Cause.INVENTED, gold_report(), None, found).words == "day"


def test_spans_are_in_the_order_of_the_text() -> None:
    assert spans_of(replace(SHELLING, content=((50, 60), (10, 40)))) == ((10, 40), (50, 60))
    assert spans_of(None) == ()


def test_every_cause_is_about_slots_that_have_words() -> None:
    for cause in Cause:
        assert set(Mistake(cause, gold_report(), SHELLING, SHELLING).at_stake) <= set(SLOTS)
    assert set(WHOLE) <= set(SLOTS)


def test_only_the_dev_half_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    dev = gold_report(SHELLING)
    seen = list[GoldReport]()

    def told_by(_engines: Engines, gold: Sequence[GoldReport]) -> Iterator[tuple[GoldReport, list[Telling]]]:
        seen.extend(gold)
        yield from ((report, []) for report in gold)

    monkeypatch.setattr(mistakes, "read_gold", lambda _folder: [dev, replace(dev, slug="test-toy-a/one", half="test")])
    monkeypatch.setattr(mistakes, "told_by", told_by)
    assert list(find_mistakes(Path("gold"), Engines())) == [Mistake(Cause.MISSED, dev, SHELLING, None)]
    assert seen == [dev]


def test_every_slot_that_is_measured_has_a_cause() -> None:
    assert set(alignment.SLOTS) - {"claimant", "place_40km"} - {c.value for c in Cause} == set()
