"""The ledger over several reports: obligations, breaches and tolls."""

from __future__ import annotations

from typing import Any

import pytest

from counterclaim.accords import ledger_of
from counterclaim.accords.breaches import ARMED_ACT_UNDER_CEASEFIRE
from counterclaim.records.incidents import Casualties
from counterclaim.records.ledger import Breach, Entry
from counterclaim.records.models import Obligation, Place, Span
from counterclaim.records.words import Category, Duty, Footing, Kind, PlacePrecision, Reply, Stance, Status
from ledger_by_hand import ARM, AZE, RUS, agreement, comparison, day, incident, library_agreement, said

STONES = library_agreement()
LIBRARY = {STONES.slug: STONES}
TOLD = agreement("2020 ceasefire", date=day(11, 9, 2020))


def entry(*told: Any, **known: Any) -> Entry:
    (found,) = ledger_of(comparison(*told, **{"agreements": (TOLD,), **known}), LIBRARY).entries
    return found


def breach(*told: Any, **known: Any) -> Breach:
    (found,) = entry(*told, **known).breaches
    return found


def test_an_entry_of_the_library_has_its_facts() -> None:
    found = entry()
    assert (found.id, found.name, found.brokers, found.monitors) == ("stones-2020", STONES.name, ("RUS",), ("RUS",))
    assert [(d.clause, d.obligor.id if d.obligor else None, d.duty) for d in found.obligations] == [
        ("1", "ARM", Duty.CEASE_FIRE),
        ("1", "AZE", Duty.CEASE_FIRE),
        ("2", "AZE", Duty.GUARANTEE_PASSAGE),
    ]


def test_a_duty_that_a_report_tells_is_one_with_the_clause() -> None:
    corridor = Place(name="Lachin corridor", precision=PlacePrecision.CORRIDOR, confidence=0.9)
    duties = tuple(
        Obligation(obligor=AZE, duty=duty, place=corridor, span=Span(start=0, end=4)) for duty in (Duty.GUARANTEE_PASSAGE, Duty.NOTIFY)
    )
    found = entry(agreements=(TOLD.model_copy(update={"obligations": duties}),))
    assert [d.told for d in found.obligations] == [(), (), ("r1/a1",), ("r1/a1",)]
    assert found.obligations[-1].clause is None


def test_what_is_not_in_the_library_is_a_candidate() -> None:
    found = entry(agreements=(agreement("July truce", date=day(7, 28, 2021)), agreement("truce", number=2, date=day(7, 28, 2021))))
    assert (found.library, found.name, found.parties) == (None, "July truce", ("ARM", "AZE"))
    assert found.mentions == ("r1/a1", "r1/a2")


def test_an_explicit_breach_keeps_who_against_whom_by_which_act_and_the_answer() -> None:
    act = said(1, RUS, Kind.BLOCKADE, AZE, stance=Stance.ASSERTS, background=True)
    charge = said(2, ARM, Kind.CEASEFIRE_BREACH, AZE)
    answer = said(3, AZE, Kind.BLOCKADE, AZE, stance=Stance.ASSERTS, background=True)
    found = breach(act, charge, answer, agreements=(TOLD.model_copy(update={"breaches": ("r1/c2",)}),))
    assert (found.footing, found.alleged_by, found.against, found.claims) == (Footing.EXPLICIT, (ARM,), "AZE", ("r1/c2",))
    assert (found.acts, found.clauses) == (("r1/c1", "r1/c3"), ("2",))
    assert (found.reply, found.replies) == (Reply.ADMITTED, ("r1/c3",))


def test_a_denial_in_the_same_incident_is_the_reply() -> None:
    charge = said(1, ARM, Kind.SHELLING, AZE)
    denial = said(2, AZE, Kind.SHELLING, AZE, stance=Stance.DENIES, status=Status.DENIED)
    told = TOLD.model_copy(update={"breaches": ("r1/c1",)})
    found = breach(charge, denial, agreements=(told,), incidents=(incident("r1/c1", "r1/c2"),))
    assert (found.reply, found.replies, found.incident, found.clauses) == (Reply.DENIED, ("r1/c2",), "i1", ("1",))


def test_an_armed_act_inside_area_and_period_is_possible_by_rule_and_no_more() -> None:
    charge = said(1, ARM, Kind.SHELLING, AZE)
    found = breach(charge, incidents=(incident("r1/c1"),))
    assert (found.footing, found.rule, found.against, found.reply) == (Footing.POSSIBLE, ARMED_ACT_UNDER_CEASEFIRE, "AZE", Reply.SILENT)


def test_no_breach_is_possible_elsewhere_before_or_after_it_ended_or_by_ones_own_account() -> None:
    charge = said(1, ARM, Kind.SHELLING, AZE)
    far = Place(name="Far away", lat=10.0, lon=10.0, precision=PlacePrecision.SETTLEMENT, confidence=0.9)
    assert entry(charge, incidents=(incident("r1/c1", place=far),)).breaches == ()
    assert entry(charge, incidents=(incident("r1/c1", place=None),)).breaches == ()
    assert entry(charge, incidents=(incident("r1/c1", time=day(9, 1, 2020)),)).breaches == ()
    assert entry(said(1, AZE, Kind.SHELLING, AZE), incidents=(incident("r1/c1"),)).breaches == ()
    ended = library_agreement(ended=day(1, 1).start, ended_reason="a war")
    (found,) = ledger_of(comparison(charge, agreements=(TOLD,), incidents=(incident("r1/c1"),)), {ended.slug: ended}).entries
    assert found.breaches == ()


def test_what_somebody_calls_a_breach_is_not_possible_besides() -> None:
    charge = said(1, ARM, Kind.SHELLING, AZE)
    told = TOLD.model_copy(update={"breaches": ("r1/c1",)})
    assert [b.footing for b in entry(charge, agreements=(told,), incidents=(incident("r1/c1"),)).breaches] == [Footing.EXPLICIT]


def test_a_duty_of_nobody_named_is_that_of_those_who_are() -> None:
    told = (
        Obligation(obligor=None, duty=Duty.NOTIFY, span=Span(start=0, end=4)),
        Obligation(obligor=None, duty=Duty.CEASE_FIRE, span=Span(start=0, end=4)),
    )
    found = entry(agreements=(TOLD.model_copy(update={"obligations": told}),))
    assert [(d.obligor.id if d.obligor else None, d.duty, d.told) for d in found.obligations] == [
        ("ARM", Duty.CEASE_FIRE, ("r1/a1",)),
        ("AZE", Duty.CEASE_FIRE, ("r1/a1",)),
        ("AZE", Duty.GUARANTEE_PASSAGE, ()),
        (None, Duty.NOTIFY, ("r1/a1",)),
    ]


def lost(side: str | None, category: Category, best: int | None, low: int | None = None, high: int | None = None) -> Casualties:
    bounds = {"low": best if low is None else low, "best": best, "high": best if high is None else high}
    return Casualties.model_validate({"side": side, "effect": "killed", "category": category, **bounds, "rule": "middle", "claims": ()})


SOLDIERS, CIVILIANS, PEOPLE = Category.MILITARY, Category.CIVILIAN, Category.UNKNOWN


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # eight people, two of them civilians
        ([lost("ARM", PEOPLE, 8), lost("ARM", CIVILIANS, 2)], {("ARM", "civilian"): 2, ("ARM", "unknown"): 6}),
        # the soldier who died, told without and with what he was
        ([lost("ARM", PEOPLE, 1), lost("ARM", SOLDIERS, 1)], {("ARM", "military"): 1}),
        # all who died, and those of one side
        ([lost(None, PEOPLE, 5), lost("ARM", SOLDIERS, 3)], {("ARM", "military"): 3, (None, "unknown"): 2}),
        ([lost("ARM", PEOPLE, None), lost("ARM", SOLDIERS, 3)], {("ARM", "military"): 3}),
        ([lost("ARM", SOLDIERS, 3), lost("ARM", CIVILIANS, 2)], {("ARM", "civilian"): 2, ("ARM", "military"): 3}),
        ([lost("ARM", SOLDIERS, 3), lost("AZE", SOLDIERS, 2)], {("ARM", "military"): 3, ("AZE", "military"): 2}),
    ],
)
def test_nobody_counts_twice_in_a_toll(lines: list[Casualties], expected: dict[tuple[str | None, str], int]) -> None:
    charge = said(1, ARM, Kind.SHELLING, AZE)
    counted = incident("r1/c1").model_copy(update={"casualties": tuple(lines)})
    found = entry(charge, incidents=(counted,)).tolls
    assert {(t.side, t.category.value): t.best for t in found} == expected
    assert all(t.low == t.best == t.high for t in found)


def test_tolls_are_of_incidents_inside_the_scope_and_say_what_is_untold() -> None:
    charge = said(1, ARM, Kind.SHELLING, AZE)
    incidents = [incident("r1/c1", killed=2), incident("r1/c1", killed=None), incident("r1/c1", killed=9, time=day(9, 1, 2020))]
    named = tuple(i.model_copy(update={"id": f"i{n}"}) for n, i in enumerate(incidents))
    (toll,) = entry(charge, incidents=named).tolls
    assert (toll.side, toll.low, toll.best, toll.high) == ("ARM", 2, 2, None)
    assert (toll.incidents, toll.untold) == (("i0", "i1"), 1)
