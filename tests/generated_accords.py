"""Mentions of agreements and talks for generated reports (`generated_reports.py`), so that the books have something to join.

Two reports of three mention an agreement of the two sides of their conflict, half of these with its day, half with a charge that it
was broken; each conflict has four. Every other report tells of talks within a month of it, one in four that something endangers them.
"""

from __future__ import annotations

import datetime as dt
import random

from counterclaim.records.models import Actor, Agreement, Obligation, Record, Span, Talks, Time
from counterclaim.records.words import Duty, TalksStatus, TimePrecision
from generated_reports import START, words

AGREEMENTS = 4
APART = dt.timedelta(days=45)
"""Between two agreements of one conflict."""
DUTIES = (Duty.CEASE_FIRE, Duty.WITHDRAW, Duty.GRANT_ACCESS)
LEAST = Span(start=0, end=12)


def with_mentions(record: Record) -> Record:
    """The record with what its report tells of agreements and talks."""
    dice = random.Random(f"mentions of {record.report.id}")
    told = next((event for event in record.events if len(event.targets + event.initiators) > 1), None)
    if told is None or record.report.published_on is None:
        return record
    sides = tuple(sorted((*told.initiators, *told.targets), key=lambda actor: actor.party or ""))
    agreements = (_agreement(dice, sides),) if dice.random() < 2 / 3 else ()
    talks = (_talks(dice, sides, record.report.published_on),) if dice.random() < 1 / 2 else ()
    return record.model_copy(update={"agreements": agreements, "talks": talks})


def _agreement(dice: random.Random, sides: tuple[Actor, ...]) -> Agreement:
    number = dice.randrange(AGREEMENTS)
    own = random.Random(f"{sides[0].party} {number}")
    day = START + number * APART + dt.timedelta(days=own.randrange(20))
    return Agreement(
        id="a1",
        name=f"{own.choice(words()).capitalize()} ceasefire" if dice.random() < 3 / 4 else "the ceasefire",
        date=_on(day) if dice.random() < 1 / 2 else None,
        parties=sides,
        obligations=(Obligation(obligor=dice.choice(sides), duty=dice.choice(DUTIES), span=LEAST),),
        breaches=("c2",) if dice.random() < 1 / 2 else (),
        spans=(LEAST,),
    )


def _talks(dice: random.Random, sides: tuple[Actor, ...], told: dt.date) -> Talks:
    return Talks(
        id="t1",
        participants=sides,
        time=_on(told + dt.timedelta(days=dice.randint(-3, 30))) if dice.random() < 3 / 4 else None,
        status=dice.choice((TalksStatus.PROPOSED, TalksStatus.SCHEDULED, TalksStatus.HELD)),
        event=None,
        endangered_by=("c2",) if dice.random() < 1 / 4 else (),
        spans=(LEAST,),
    )


def _on(day: dt.date) -> Time:
    return Time(start=day, end=day, precision=TimePrecision.DAY)
