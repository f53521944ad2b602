"""The blame matrix: who accuses whom of what, how often, and what the accused says to it. Frozen typed models.

Incidents and claims are named by the ids that the comparison of the same reports gives them (`REPORT/c3`).
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pydantic import Field

from counterclaim.records.models import Frozen, PartyCode
from counterclaim.records.words import Kind, Reply


class By(StrEnum):
    """How long the periods of a matrix are."""

    MONTH = "month"
    ALL = "all"


class Charge(Frozen):
    """One incident that is laid on somebody: the claims that do so, what the accused says to it, and by which claims."""

    incident: str
    day: dt.date | None = Field(description="first day of the incident, null when unknown")
    claims: tuple[str, ...]
    reply: Reply
    replies: tuple[str, ...] = Field(default=(), description="claims of the accused that deny, counter or admit; none when it is silent")


class Cell(Frozen):
    """One accuser, one accused, one kind, in one conflict and period. The four replies add up to `times`.

    `times` counts incidents, `origins` the independent origins of the reports that tell the charge.
    """

    conflict: tuple[PartyCode, PartyCode] = Field(description="the accused and the party that it is said to have acted against, sorted")
    period: str | None = Field(description="`2023-05`, `all`, or null for what lies in no one month")
    accuser: PartyCode
    accused: PartyCode
    kind: Kind
    times: int
    origins: int
    admitted: int
    denied: int
    countered: int
    silent: int
    charges: tuple[Charge, ...]


class BlameMatrix(Frozen):
    """The cells that are not empty, by conflict, period, accuser, accused and kind.

    `undated` counts charges that were left out because nobody tells their day and a stretch of days was asked for.
    """

    since: dt.date | None
    until: dt.date | None
    by: By
    cells: tuple[Cell, ...]
    undated: int
