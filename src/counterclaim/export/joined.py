"""A comparison with its ids looked up: who tells what, in which report and incident, by which words."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Incident, Value
from counterclaim.records.models import Actor, Claim, Event, Report, Span
from counterclaim.views.wording import plain

GAP = " … "
"""Between stretches of words that do not stand together."""


class Joined:
    """Looks up what a comparison holds. Ids are those of the comparison (`REPORT/c3`).

    Attributes:
        reports, claims, events: by their ids.
        incidents_of: by the id of a claim, the incidents that it is in.
        claims_of: by the id of an event, the claims that tell it.
        claims_from: by the id of a report, its claims in the order of the comparison.
    """

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.reports = {report.id: report for report in comparison.reports}
        self.claims = {claim.id: claim for claim in comparison.claims}
        self.events = {event.id: event for event in comparison.events}
        self.incidents_of: dict[str, list[Incident]] = defaultdict(list)
        for incident in comparison.incidents:
            for name in incident.claims:
                self.incidents_of[name].append(incident)
        self.claims_of: dict[str, list[Claim]] = defaultdict(list)
        self.claims_from: dict[str, list[Claim]] = defaultdict(list)
        for claim in comparison.claims:
            self.claims_from[claim.id.rpartition("/")[0]].append(claim)
            for name in claim.events:
                self.claims_of[name].append(claim)

    def report(self, name: str) -> Report:
        """The report that a claim, an event, an agreement or talks are from, by their id."""
        return self.reports[name.rpartition("/")[0]]

    def words(self, name: str, spans: Iterable[Span]) -> str:
        """The words at some spans in the report of a claim or event, on one line."""
        text = self.report(name).text
        return GAP.join(" ".join(span.of(text).split()) for span in spans)

    def told_in(self, incident: Incident) -> Iterator[tuple[Claim, Event]]:
        """Each claim of an incident with each event that it tells, history left out, the earliest published first."""
        claims = [self.claims[name] for name in incident.claims if name in self.claims]
        for claim in sorted(claims, key=lambda c: (str(self.report(c.id).published), c.id)):
            for event in map(self.events.__getitem__, claim.events):
                if not event.background:
                    yield claim, event

    def claims_in(self, incident: Incident) -> list[Claim]:
        """The claims of an incident, history left out, the earliest published first."""
        return list({claim.id: claim for claim, _ in self.told_in(incident)}.values())

    def reports_in(self, incident: Incident) -> list[Report]:
        """The reports that tell an incident, the earliest published first."""
        told = [self.reports[name] for name in incident.reports if name in self.reports]
        return sorted(told, key=lambda r: (str(r.published), r.id))

    def evidence(self, claim: Claim) -> str:
        """Where a claim stands: its id with the offsets of its content, `REPORT/c3[12:40,60:75]`."""
        return f"{claim.id}[{','.join(map(offsets, claim.content))}]"


def moment_of(report: Report) -> dt.datetime | None:
    """When a report was published, in UTC; a day counts from its midnight, a time without a zone as UTC. None when nobody said."""
    published = report.published
    if published is None:
        return None
    moment = published if isinstance(published, dt.datetime) else dt.datetime.combine(published, dt.time())
    return moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def title_of(incident: Incident) -> str:
    """An incident in a few words: `shelling, Sotk, 2023-05-12`."""
    day = incident.time.start.isoformat() if incident.time and incident.time.start else None
    return ", ".join(filter(None, (plain(incident.kind), incident.place.name if incident.place else None, day)))


def value_words(value: Value) -> str:
    """The answer to a question as text, several joined by `; `."""
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def offsets(span: Span) -> str:
    """A span as `start:end`, half-open, in code points of the report's text."""
    return f"{span.start}:{span.end}"


def actor_code(actor: Actor) -> str:
    """Whom a cell names: the actor's id, or `?` and the name of somebody whom the knowledge files do not know."""
    return actor.id or f"?{actor.name or actor.role or actor.person or ''}"
