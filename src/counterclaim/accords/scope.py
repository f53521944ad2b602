"""Where, when and between whom an agreement stops fire: which incidents lie inside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.accords.comparators import FIRE_STOPS, days_of
from counterclaim.accords.told import first_day
from counterclaim.records.distance import EXTENT_KM, km_between
from counterclaim.records.incidents import Incident
from counterclaim.records.library import Area, LibraryAgreement
from counterclaim.records.models import Place, Time
from counterclaim.records.words import Duty, PlacePrecision

EXACT = frozenset({PlacePrecision.SETTLEMENT, PlacePrecision.DISTRICT, PlacePrecision.CORRIDOR, PlacePrecision.BORDER})


@dataclass(frozen=True)
class Scope:
    """The parties, the first and last day and the areas of an agreement; `areas` is None where nothing tells where it holds."""

    parties: frozenset[str]
    begins: dt.date | None
    ends: dt.date | None
    areas: tuple[Area, ...] | None

    @classmethod
    def of_library(cls, agreement: LibraryAgreement) -> Scope:
        """The scope as the library has it."""
        return cls(frozenset(agreement.parties), agreement.begins, agreement.ended, agreement.area or None)

    @classmethod
    def of_mentions(cls, parties: Iterable[str], time: Time | None) -> Scope:
        """The scope of a candidate: its area is not known."""
        days = days_of(time)
        return cls(frozenset(parties), days[1] if days else None, None, None)

    def holds_on(self, incident: Incident) -> bool:
        """Whether an incident falls on a day on which the agreement is in force, as far as the day is known."""
        day = first_day(incident)
        return day is not None and self.begins is not None and self.begins <= day and (self.ends is None or day <= self.ends)

    def covers(self, place: Place | None) -> bool:
        """Whether a place lies in one of the areas; a place known only by its region or country does not tell."""
        return place is not None and self.areas is not None and any(_inside(place, area) for area in self.areas)


def stops_fire(agreement: LibraryAgreement) -> bool:
    """Whether the parties must cease fire under it."""
    return agreement.kind in FIRE_STOPS or any(clause.duty is Duty.CEASE_FIRE for clause in agreement.clauses)


def _inside(place: Place, area: Area) -> bool:
    if area.country is not None:
        return place.country == area.country
    if place.lat is None or place.lon is None or area.lat is None or area.lon is None or area.radius_km is None:
        return False
    reach = EXTENT_KM[place.precision] if place.precision in EXACT else 0.0
    return km_between(place.lat, place.lon, area.lat, area.lon) <= area.radius_km + reach
