"""Frozen models → rows. A record becomes the rows of all tables that hang on its report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Table

from counterclaim.records.comparison import headed
from counterclaim.records.incidents import Incident
from counterclaim.records.models import Actor, Agreement, Claim, Event, Frozen, Place, Record, Report, Skipped, Talks, Time
from counterclaim.records.words import Effect, Verdict
from counterclaim.store import tables

Row = dict[str, Any]
REPORT = [tables.reports.c[name] for name in Report.model_fields]
"""The columns that make a report."""


def report_row(report: Report) -> Row:
    """The columns of a report that come from the report itself. Publication and fetching are kept as the model writes them."""
    written = report.model_dump(mode="json")
    return {**written, "published_on": report.published_on}


def report_of(row: Any) -> Report:
    """The report of a row, as it was."""
    kept = {name: value for name in Report.model_fields if (value := getattr(row, name)) is not None}
    return Report.model_validate_strings(kept)  # in any other way of validation a day would become a moment


def record_of(row: Any, told: str) -> Record:
    """The record of a row of `reports`; `told` is its `machine` or its `corrected`."""
    rest = _Rest.model_validate_json(told)
    return Record.model_construct(report=report_of(row), **{name: getattr(rest, name) for name in _Rest.model_fields})


class _Rest(Frozen):
    """A record without its report."""

    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    agreements: tuple[Agreement, ...]
    talks: tuple[Talks, ...]
    skipped: tuple[Skipped, ...]


def told_json(record: Record) -> str:
    """The record as JSON, without its report."""
    return record.model_dump_json(exclude={"report"})


def rows_of(record: Record, maker: int) -> Iterator[tuple[Table, list[Row]]]:
    """The rows of everything that a record holds but its report, in an order in which they may be inserted."""
    whole = headed(record)
    made = {"report": whole.report.id, "maker": maker}
    yield tables.claims, [{**_claim(claim), **made, "position": n} for n, claim in enumerate(whole.claims)]
    yield tables.events, [{**_event(event), **made, "position": n} for n, event in enumerate(whole.events)]
    yield (
        tables.claim_events,
        [{"claim": c.id, "position": n, "event": name} for c in whole.claims for n, name in enumerate(c.events)],
    )
    yield tables.event_actors, [row for event in whole.events for row in _event_actors(event)]
    yield tables.places, [row for event in whole.events for row in _places(event)]
    yield tables.weapons, [{"event": e.id, "position": n, "kind": w.kind} for e in whole.events for n, w in enumerate(e.weapons)]
    yield tables.harm, [row for event in whole.events for row in _harm(event)]
    yield tables.agreements, [{**_agreement(a), **made, "position": n} for n, a in enumerate(whole.agreements)]
    yield tables.agreement_actors, [row for a in whole.agreements for row in _agreement_actors(a)]
    yield tables.obligations, [row for a in whole.agreements for row in _obligations(a)]
    yield tables.breaches, [row for a in whole.agreements for row in _named("agreement", a.id, a.breaches)]
    yield tables.talks, [{**_talks(t), **made, "position": n} for n, t in enumerate(whole.talks)]
    yield tables.talks_actors, [row for t in whole.talks for row in _talks_actors(t)]
    yield tables.dangers, [row for t in whole.talks for row in _named("talks", t.id, t.endangered_by)]


def _claim(claim: Claim) -> Row:
    return {
        "id": claim.id,
        "claimant": claim.claimant.id,
        "claimant_party": claim.claimant.party,
        "claimant_sector": claim.claimant.sector,
        "claimant_name": claim.claimant.name,
        "stance": claim.stance,
        "interest": claim.interest,
        "answers": claim.answers,
        "confidence": claim.confidence,
        "json": claim.model_dump_json(),
    }


def _event(event: Event) -> Row:
    return {
        "id": event.id,
        "kind": event.kind,
        "status": event.status,
        "background": event.background,
        **_days(event.time),
        "json": event.model_dump_json(),
    }


def _days(time: Time | None) -> Row:
    return {"first_day": time.start if time else None, "last_day": (time.end or time.start) if time else None}


def _event_actors(event: Event) -> Iterator[Row]:
    for role, actors in (("initiator", event.initiators), ("target", event.targets), ("mediator", event.mediators)):
        yield from ({"event": event.id, "sector": a.sector, **row} for a, row in zip(actors, _in_role(role, actors), strict=True))


def _in_role(role: str, actors: Sequence[Actor]) -> list[Row]:
    return [{"role": role, "position": n, "actor": a.id, "party": a.party, "name": a.name} for n, a in enumerate(actors)]


def _places(event: Event) -> Iterator[Row]:
    """The place of the event at position 0, where it has one; further places from 1 on."""
    numbered: list[tuple[int, Place]] = list(enumerate(event.other_places, start=1))
    if event.place is not None:
        numbered.insert(0, (0, event.place))
    for position, place in numbered:
        yield {"event": event.id, "position": position, **place.model_dump(exclude={"span", "source"})}


def _harm(event: Event) -> Iterator[Row]:
    for position, harm in enumerate(event.harm):
        told = harm.model_dump(exclude={"span", "side"})
        yield {"event": event.id, "position": position, "side": harm.side.party if harm.side else None, **told}


def _agreement(agreement: Agreement) -> Row:
    return {"id": agreement.id, "name": agreement.name, **_days(agreement.date), "json": agreement.model_dump_json()}


def _agreement_actors(agreement: Agreement) -> Iterator[Row]:
    for role, actors in (("party", agreement.parties), ("broker", agreement.brokers), ("monitor", agreement.monitors)):
        yield from ({"agreement": agreement.id, **row} for row in _in_role(role, actors))


def _obligations(agreement: Agreement) -> Iterator[Row]:
    for position, duty in enumerate(agreement.obligations):
        yield {
            "agreement": agreement.id,
            "position": position,
            "obligor": duty.obligor.party if duty.obligor else None,
            "duty": duty.duty,
            "place": duty.place.name if duty.place else None,
        }


def _talks(talks: Talks) -> Row:
    return {
        "id": talks.id,
        "status": talks.status,
        "level": talks.level,
        "venue": talks.venue.name if talks.venue else None,
        **_days(talks.time),
        "event": talks.event,
        "json": talks.model_dump_json(),
    }


def _talks_actors(talks: Talks) -> Iterator[Row]:
    for role, actors in (("participant", talks.participants), ("mediator", talks.mediators), ("host", talks.hosts)):
        yield from ({"talks": talks.id, **row} for row in _in_role(role, actors))


def _named(table: str, name: str, claims: Iterable[str]) -> Iterator[Row]:
    yield from ({table: name, "claim": claim, "position": n} for n, claim in enumerate(dict.fromkeys(claims)))


def incident_row(incident: Incident) -> Row:
    """The columns of an incident. `killed` is the best figure over all sides, None where nobody tells one."""
    place, verdicts = incident.place, [account.verdict for account in incident.accounts]
    told = [c.best for c in incident.casualties if c.effect is Effect.KILLED and c.rule != CONSERVATIVE and c.best is not None]
    return {
        "id": incident.id,
        "kind": incident.kind,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "precision": place.precision if place else None,
        **_days(incident.time),
        "parties": " ".join(incident.parties),
        "claims": len(incident.claims),
        "reports": len(incident.reports),
        "disputed": verdicts.count(Verdict.DISPUTED),
        "admitted": verdicts.count(Verdict.ADMITTED),
        "killed": sum(told) if told else None,
        "campaign": incident.campaign,
        "json": incident.model_dump_json(),
    }


CONSERVATIVE = "conservative"
"""The rule of the lines of casualties that stand beside the others and do not add to them."""


def incident_rows(incident: Incident) -> Iterator[tuple[Table, list[Row]]]:
    """The rows that hang on an incident."""
    yield tables.incident_parties, [{"incident": incident.id, "party": party} for party in incident.parties]
    yield (
        tables.incident_claims,
        [{"incident": incident.id, "claim": c, "position": n, "gathered": c in incident.gathered} for n, c in enumerate(incident.claims)],
    )
    yield (
        tables.casualties,
        [
            {"incident": incident.id, "position": n, **line.model_dump(exclude={"claims"}, mode="json")}
            for n, line in enumerate(incident.casualties)
        ],
    )
