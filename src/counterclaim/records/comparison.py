"""What several reports become: their claims, and the incidents that these tell of. Ids are unique over reports (`REPORT/c3`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pydantic import Field

from counterclaim.records.incidents import Campaign, Incident
from counterclaim.records.models import Agreement, Claim, Event, Frozen, Record, Report, Talks


class Comparison(Frozen):
    """Several reports compared: claims are joined to events, and incidents to claims, by ids that begin with the id of the report."""

    reports: tuple[Report, ...] = Field(default=(), description="`copy_of` is the first report of the same origin")
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    incidents: tuple[Incident, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    talks: tuple[Talks, ...] = ()


def join(records: Iterable[Record], incidents: Sequence[Incident], founders: Mapping[str, str]) -> Comparison:
    """Puts records side by side, each id headed by that of its report.

    Args:
        records: one a report, each report once.
        incidents: what their claims tell of, already by such ids.
        founders: by the id of a report that of the first report of its origin; one that is missing is its own.
    """
    together = [headed(record) for record in records]
    return Comparison(
        reports=tuple(_folded(record.report, founders) for record in together),
        claims=tuple(claim for record in together for claim in record.claims),
        events=tuple(event for record in together for event in record.events),
        incidents=tuple(incidents),
        agreements=tuple(agreement for record in together for agreement in record.agreements),
        talks=tuple(talks for record in together for talks in record.talks),
    )


def _folded(report: Report, founders: Mapping[str, str]) -> Report:
    founder = founders.get(report.id, report.id)
    return report.model_copy(update={"copy_of": founder if founder != report.id else None})


def headed(record: Record) -> Record:
    """The record with ids that are unique over reports: each headed by that of its report."""
    head = record.report.id

    def all_of(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(f"{head}/{name}" for name in names)

    def one(name: str) -> str:
        return f"{head}/{name}"

    return record.model_copy(
        update={
            "claims": tuple(
                c.model_copy(update={"id": one(c.id), "events": all_of(c.events), "answers": one(c.answers) if c.answers else None})
                for c in record.claims
            ),
            "events": tuple(e.model_copy(update={"id": one(e.id)}) for e in record.events),
            "agreements": tuple(a.model_copy(update={"id": one(a.id), "breaches": all_of(a.breaches)}) for a in record.agreements),
            "talks": tuple(
                t.model_copy(update={"id": one(t.id), "event": one(t.event), "endangered_by": all_of(t.endangered_by)})
                for t in record.talks
            ),
        }
    )
