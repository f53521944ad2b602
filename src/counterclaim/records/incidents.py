"""Incidents: one occurrence in the world, every side's account of it. Frozen typed models, as those of single reports.

Claims are named here by ids that are unique over reports: `REPORT/c3`.
"""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from counterclaim.records.models import Actor, Frozen, PartyCode, Place, Time
from counterclaim.records.words import Category, Effect, Kind, Verdict

Value = str | int | tuple[str, ...]


class Answer(Frozen):
    """What one claimant answers to a question. A denial answers "not X"; `current` is false for what the claimant has replaced since, or
    what does not count beside another answer of the same report: a part of a number, an own act told beside a charge."""

    claimant: Actor
    value: Value
    text: str
    claims: tuple[str, ...]
    current: bool = True


class Account(Frozen):
    """One row of the account table. `rule` names what decided the verdict, `origins` counts independent reports behind it."""

    question: str
    answers: tuple[Answer, ...]
    verdict: Verdict
    rule: str
    origins: int


class Range(Frozen):
    """Least, likeliest and most."""

    low: int | None
    best: int | None
    high: int | None


class Casualties(Frozen):
    """People harmed on one side, over all claimants, with the rule that made the numbers and the claims behind them."""

    side: PartyCode | None
    effect: Effect
    category: Category
    low: int | None
    best: int | None
    high: int | None
    rule: str
    claims: tuple[str, ...]
    ucdp: Range | None = Field(default=None, description="the same in the manner of UCDP; null on the conservative line")


class Link(Frozen):
    """Why two claims tell of one incident: the level of every comparator with its weight, and `base`, the weight of any pair; `score`
    is their sum, the logarithm of the odds."""

    one: str
    other: str
    score: float
    parts: dict[str, tuple[str, float]]


class Incident(Frozen):
    """One occurrence. `links` hold it together: the strongest ones of every claim."""

    id: str
    kind: Kind
    place: Place | None
    time: Time | None
    parties: tuple[PartyCode, ...]
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    accounts: tuple[Account, ...] = ()
    casualties: tuple[Casualties, ...] = ()
    links: tuple[Link, ...] = Field(default=(), description="the strongest links of each of its claims, the strongest of all first")
    gathered: tuple[str, ...] = Field(
        default=(), description="claims that tell too little to be linked and went where their best links led"
    )
    campaign: str | None = Field(default=None, description="id of the campaign that it is part of")


class Campaign(Frozen):
    """Days of fighting: incidents of the same sides, close in time and place; `parties` are those of any of them. `incidents` are ids in
    the order of their days."""

    id: str
    parties: tuple[PartyCode, ...]
    places: tuple[str, ...] = Field(description="names of the places of its incidents, in the order of their days")
    start: dt.date
    end: dt.date
    incidents: tuple[str, ...]
