"""A comparison as the ledger reads it: claims with their events, the incidents they tell of, and what answers them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.accords.comparators import days_of
from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Incident
from counterclaim.records.replies import Said, answering


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

    def answers_to(self, claim_id: str) -> list[Said]:
        """What answers a claim directly."""
        return [s for name in self.answers.get(claim_id, ()) for s in self.said[name]]


def first_day(incident: Incident) -> dt.date | None:
    """The first day on which an incident may have been."""
    days = days_of(incident.time)
    return days[0] if days else None
