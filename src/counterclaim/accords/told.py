"""A comparison as the ledger reads it: claims with their events, the incidents they tell of, and what answers them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from counterclaim.accords.comparators import days_of
from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Incident
from counterclaim.records.replies import UNREAL, Said, answering, initiators_of
from counterclaim.records.words import Family, Kind, family_of

NEAR = 600
"""Characters between a charge and the act that it means."""
NO_ACTS = frozenset(k for k in Kind if family_of(k) in (Family.PEACE, Family.OTHER)) | {Kind.CEASEFIRE_BREACH, Kind.CASUALTY}


@dataclass(frozen=True)
class Told:
    """What several reports tell, by id."""

    said: Mapping[str, Sequence[Said]]
    incident_of: Mapping[str, Incident]
    answers: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, comparison: Comparison) -> Told:
        """Everything in a comparison."""
        events = {event.id: event for event in comparison.events}
        return cls(
            said={claim.id: [Said(claim, events[name]) for name in claim.events] for claim in comparison.claims},
            incident_of={name: incident for incident in comparison.incidents for name in incident.claims},
            answers=answering(comparison.claims),
        )

    def beside(self, claim_id: str) -> list[Said]:
        """Everything that is claimed of the incident that a claim tells of; the claim alone where it is in none."""
        incident = self.incident_of.get(claim_id)
        return [s for name in (incident.claims if incident else (claim_id,)) for s in self.said[name] if not s.event.background]

    def acts_meant(self, charge: Said, accused: str) -> list[Said]:
        """The act that a bare charge calls a breach ("it called the move a violation"): the act of the accused that the same report tells
        nearest before it, in all the claims that the report makes of it; nothing where the charge itself tells an act."""
        if charge.event.kind is not Kind.CEASEFIRE_BREACH:
            return []
        own = [
            s
            for s in self._of_report[charge.claim.id.rpartition("/")[0]]
            if s.event.kind not in NO_ACTS and accused in initiators_of(s.event) and s.event.status not in UNREAL
        ]
        at = charge.event.spans[0].start
        before = [s for s in own if s.event.spans[0].start < at and at - s.event.spans[0].start <= NEAR]
        if not before:
            return []
        meant = max(before, key=lambda s: s.event.spans[0].start).event.kind
        return [s for s in own if s.event.kind is meant and abs(s.event.spans[0].start - at) <= NEAR]

    @cached_property
    def _of_report(self) -> Mapping[str, Sequence[Said]]:
        found: dict[str, list[Said]] = defaultdict(list)
        for name, each in self.said.items():
            found[name.rpartition("/")[0]] += each
        return found

    def answers_to(self, claim_id: str) -> list[Said]:
        """What answers a claim directly."""
        return [s for name in self.answers.get(claim_id, ()) for s in self.said[name]]


@dataclass(frozen=True)
class Among:
    """Incidents by id, with their first days, to be looked up by party."""

    each: Sequence[Incident]
    days: Sequence[dt.date | None]
    by_party: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, incidents: Iterable[Incident]) -> Among:
        """All of some incidents."""
        by_party: dict[str, list[int]] = defaultdict(list)
        each = sorted(incidents, key=lambda incident: incident.id)
        for number, incident in enumerate(each):
            for party in incident.parties:
                by_party[party].append(number)
        return cls(each, [first_day(incident) for incident in each], by_party)

    def any_of(self, parties: Iterable[str], since: dt.date, until: dt.date) -> list[Incident]:
        """The incidents of some days in which one of some parties takes part, by id."""
        numbers = sorted({n for party in parties for n in self.by_party.get(party, ())})
        return [self.each[n] for n in numbers if (day := self.days[n]) is not None and since <= day <= until]


def first_day(incident: Incident) -> dt.date | None:
    """The first day on which an incident may have been."""
    days = days_of(incident.time)
    return days[0] if days else None
