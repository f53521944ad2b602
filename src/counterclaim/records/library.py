"""Agreements as a library knows them: facts from primary documents, in TOML, one file an agreement.

The starter library and the files of users have the same form; `docs/accords.md` tells it.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from counterclaim.records.models import Frozen, PartyCode
from counterclaim.records.words import AccordKind, Duty

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Area(Frozen):
    """Where fire stops: a country as a whole, or a circle."""

    name: str
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    radius_km: float | None = Field(default=None, gt=0)

    @model_validator(mode="after")
    def _one_extent(self) -> Self:
        circle = (self.lat, self.lon, self.radius_km)
        if (self.country is None) == any(value is None for value in circle) or (self.country and any(v is not None for v in circle)):
            raise ValueError("an area is a country, or a circle of lat, lon and radius_km")
        return self


class Clause(Frozen):
    """One clause: who must do what."""

    id: str
    duty: Duty
    obligors: tuple[PartyCode, ...] = Field(min_length=1)
    text: str
    place: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    monitor: tuple[PartyCode, ...] = ()


class LibraryAgreement(Frozen):
    """An agreement of the library. `in_force` is the day of signing where the file does not tell another."""

    slug: Slug
    name: str
    aliases: tuple[str, ...] = ()
    kind: AccordKind
    signed: dt.date
    in_force: dt.date | None = None
    ended: dt.date | None = None
    ended_reason: str | None = None
    parties: tuple[PartyCode, ...] = Field(min_length=1)
    brokers: tuple[PartyCode, ...] = ()
    monitors: tuple[PartyCode, ...] = ()
    place: str | None = None
    source: str
    follows: Slug | None = None
    area: tuple[Area, ...] = ()
    clauses: tuple[Clause, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if (self.ended is None) != (self.ended_reason is None):
            raise ValueError("ended and ended_reason stand together")
        if self.ended and self.ended < self.begins:
            raise ValueError("it ends before it is in force")
        names = [clause.id for clause in self.clauses]
        if len(names) != len(set(names)):
            raise ValueError("two clauses share an id")
        known = {*self.parties, *self.brokers, *self.monitors}
        strangers = {party for clause in self.clauses for party in clause.obligors} - known
        if strangers:
            raise ValueError(f"obligors that are no party, broker or monitor: {', '.join(sorted(strangers))}")
        return self

    @property
    def begins(self) -> dt.date:
        """The first day in force."""
        return self.in_force or self.signed
