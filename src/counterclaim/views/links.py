"""Where the parts of a view lead: anchors on the same page in a file, addresses of other pages on the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from counterclaim.records.incidents import Incident
from counterclaim.records.models import Report
from counterclaim.views.comparison import Names
from counterclaim.views.page import web_address


class Links(Protocol):
    """What a template asks for when it names something."""

    def claim(self, claim_id: str, incident: Incident | None = None) -> str:
        """Where the evidence of a claim is shown, seen from an incident."""

    def incident(self, incident: Incident) -> str:
        """Where an incident is shown."""

    def report(self, report: Report) -> str | None:
        """Where a report is shown; None where nowhere."""


@dataclass(frozen=True)
class Anchors:
    """Links within one page that holds everything."""

    names: Names

    def claim(self, claim_id: str, incident: Incident | None = None) -> str:
        """The claim in the list of its incident."""
        return f"#{incident.id}-{self.names.claim(claim_id)}" if incident else f"#{self.names.claim(claim_id)}"

    def incident(self, incident: Incident) -> str:
        """The section of the incident, or its line where one claim alone tells of it."""
        return f"#{incident.id}" if len(incident.claims) > 1 else f"#once-{incident.id}"

    def report(self, report: Report) -> str | None:
        """The address that the report came from, if a reader can follow it."""
        return web_address(report.url)
