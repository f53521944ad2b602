"""Harm told by itself, put with the act that the same source tells."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from counterclaim.grounding.harm import OF_SPEAKER
from counterclaim.grounding.merge import Told
from counterclaim.grounding.tolls import FURTHEST, with_tolls
from counterclaim.records.models import Actor, Harm, Time
from counterclaim.records.words import Category, Effect, Kind, Sector, Status, TimePrecision
from told_by_hand import ARM, AZE, RUS, claim, harm, span, told


def told_of(kind: Kind, at: int, claimant: Actor = ARM, **known: Any) -> Told:
    return Told(claim(claimant, at=at, claim_id=f"c{at}"), told(kind, at=at, event_id=f"e{at}", **known), None)


def day(number: int) -> Time:
    return Time(start=dt.date(2023, 5, number), end=dt.date(2023, 5, number), precision=TimePrecision.DAY)


def wounded(side: Actor | None) -> Harm:
    return harm(side, 2, Effect.WOUNDED)


ACT = told_of(Kind.SHELLING, 0, initiators=(AZE,), targets=(ARM,))


def test_toll_is_of_the_act_before_it() -> None:
    (act,) = with_tolls([ACT, told_of(Kind.CASUALTY, 100, harm=(wounded(ARM),))])
    assert act.event.kind is Kind.SHELLING
    assert [(h.effect, h.side and h.side.party, h.best) for h in act.event.harm] == [(Effect.WOUNDED, "ARM", 2)]
    assert act.claim.content == (span(0), span(100))
    assert act.event.spans == (span(0), span(100))


def test_people_that_nobody_names_are_the_targets() -> None:
    (act,) = with_tolls([ACT, told_of(Kind.CASUALTY, 100, harm=(wounded(None),))])
    assert [h.side and h.side.party for h in act.event.harm] == ["ARM"]


def test_a_rule_gives_way_to_the_target() -> None:
    guessed = Actor.of("RUS", source=OF_SPEAKER)
    (act,) = with_tolls([ACT, told_of(Kind.CASUALTY, 100, harm=(wounded(guessed),))])
    assert [h.side and h.side.party for h in act.event.harm] == ["ARM"]


def test_government_and_army_in_one_statement_are_one_voice() -> None:
    act = told_of(Kind.SHELLING, 0, Actor.of("ARM", Sector.MIL), targets=(ARM,))
    assert len(with_tolls([act, told_of(Kind.CASUALTY, 100, Actor.of("ARM", Sector.GOV), harm=(wounded(ARM),))])) == 1


def test_of_several_acts_the_one_done_to_those_harmed() -> None:
    answer = told_of(Kind.SHELLING, 50, initiators=(ARM,), targets=(AZE,))
    first, second = with_tolls([ACT, answer, told_of(Kind.CASUALTY, 100, harm=(wounded(ARM),))])
    assert (len(first.event.harm), len(second.event.harm)) == (1, 0)


def test_part_of_a_toll_goes_with_it() -> None:
    total = Harm(effect=Effect.KILLED, side=ARM, category=Category.UNKNOWN, low=7, best=7, high=7, span=span())
    act = told_of(Kind.AIR_STRIKE, 0, targets=(ARM,), harm=(total,))
    part = total.model_copy(update={"category": Category.CIVILIAN, "low": 3, "best": 3, "high": 3})
    (found,) = with_tolls([act, told_of(Kind.CASUALTY, 100, harm=(part,))])
    assert [h.best for h in found.event.harm] == [7, 3]


def test_own_losses_in_another_saying_stay_a_claim_of_their_own() -> None:
    ours = Actor.of("ARM", span=span(105))
    later = told_of(Kind.CASUALTY, 100, harm=(wounded(None),), targets=(ours,))
    again = later._replace(claim=later.claim.model_copy(update={"cue": span(90)}))
    assert len(with_tolls([ACT, again])) == 2
    assert len(with_tolls([ACT, later])) == 1  # one saying tells both
    unnamed = again._replace(event=again.event.model_copy(update={"targets": (ARM,)}))
    assert len(with_tolls([ACT, unnamed])) == 1


@pytest.mark.parametrize(
    "toll",
    [
        told_of(Kind.CASUALTY, 100, AZE, harm=(wounded(ARM),)),
        told_of(Kind.CASUALTY, 100, Actor.of("ARM", Sector.MED), harm=(wounded(ARM),)),
        told_of(Kind.CASUALTY, FURTHEST + 20, harm=(wounded(ARM),)),
        told_of(Kind.CASUALTY, 100, harm=(wounded(RUS),)),
        told_of(Kind.CASUALTY, 100, harm=(wounded(ARM),), status=Status.DENIED),
        told_of(Kind.CASUALTY, 100, harm=()),
        told_of(Kind.ATTACK, 100, harm=(wounded(ARM),)),
    ],
    ids=["of another source", "of doctors", "too far", "of others", "denied", "without numbers", "an act itself"],
)
def test_toll_apart(toll: Told) -> None:
    act = told_of(Kind.SHELLING, 0, Actor.of("ARM", Sector.MIL) if toll.claim.claimant.sector else ARM, targets=(ARM,))
    assert len(with_tolls([act, toll])) == 2


def test_second_number_stays_apart() -> None:
    act = told_of(Kind.SHELLING, 0, targets=(ARM,), harm=(harm(ARM, 3),))
    assert len(with_tolls([act, told_of(Kind.CASUALTY, 100, harm=(harm(ARM, 1),))])) == 2


def test_toll_of_another_day_stays_apart() -> None:
    act = told_of(Kind.SHELLING, 0, targets=(ARM,), time=day(1))
    assert len(with_tolls([act, told_of(Kind.CASUALTY, 100, harm=(wounded(ARM),), time=day(9))])) == 2


def test_no_act_no_change() -> None:
    toll = told_of(Kind.CASUALTY, 0, harm=(wounded(ARM),))
    assert with_tolls([toll]) == [toll]
