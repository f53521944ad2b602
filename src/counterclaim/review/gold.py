"""Corrected records as annotated reports, in the format of the gold corpus (`evals/gold/GUIDE.md`), for the score sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from counterclaim.records.filenames import file_stem
from counterclaim.records.incidents import Incident
from counterclaim.records.models import Actor, Agreement, Claim, Event, Harm, Place, Record, Span, Talks, Time

GROUP = "desk"


def gold_group(incidents: Iterable[Incident]) -> dict[str, Any]:
    """The group of reports that the desk has looked at. Verdicts are left out: the machine made them, and nobody annotated them."""
    return {
        "group": GROUP,
        "conflict": "reviewed at the desk",
        "half": "dev",
        "real": True,
        "incidents": [
            {
                "id": i.id,
                "kind": i.kind,
                "place": i.place.name if i.place else None,
                "date": _days(i.time),
                "parties": list(i.parties),
                "accounts": [],
            }
            for i in incidents
        ],
    }


def gold_report(record: Record, homes: Mapping[str, str]) -> dict[str, Any]:
    """A record as an annotated report.

    Args:
        record: as corrected.
        homes: by local id of a claim the incident that it belongs to.
    """
    report = record.report
    return {
        "slug": file_stem(report.id),
        "outlet": report.outlet,
        "published": report.published_on.isoformat() if report.published_on else None,
        "style": "agency",
        "language": report.language,
        "copy_of": file_stem(report.copy_of) if report.copy_of else None,
        "claims": [claim for told in record.claims for claim in _claims(told, report.text, homes)],
        "events": [_event(event, report.text) for event in record.events],
        "agreements": [_agreement(agreement, report.text) for agreement in record.agreements],
        "obligations": [duty for agreement in record.agreements for duty in _obligations(agreement, report.text)],
        "breaches": [breach for agreement in record.agreements for breach in _breaches(agreement, record)],
        "talks": [_talks(talks, report.text) for talks in record.talks],
    }


def quote_at(text: str, span: Span) -> str:
    """The words of a span, with as many before them as it takes for their first occurrence in the text to be the right one."""
    start = span.start
    while start > 0 and text.find(text[start : span.end]) != start:
        start = text.rfind(" ", 0, start - 1) + 1 if " " in text[: start - 1] else 0
    return text[start : span.end]


def _claims(claim: Claim, text: str, homes: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """One for each event: a claim of the corpus tells one."""
    for number, event in enumerate(claim.events):
        yield {
            "id": f"{claim.id}.{number + 1}" if number else claim.id,
            "claimant": _code(claim.claimant),
            "claimant_quote": _quote(claim.claimant.span, text),
            "relayed_by": _codes(claim.relayed_by),
            "stance": claim.stance,
            "cue": _quote(claim.cue, text),
            "content": [quote_at(text, span) for span in claim.content],
            "event": event,
            "incident": homes.get(claim.id),
        }


def _event(event: Event, text: str) -> dict[str, Any]:
    return {
        "id": event.id,
        "kind": event.kind,
        "status": event.status,
        "background": event.background,
        "initiators": _codes(event.initiators),
        "targets": _codes(event.targets),
        "mediators": _codes(event.mediators),
        "place": _place(event.place, text),
        "other_places": [_place(place, text) for place in event.other_places],
        "date": _days(event.time),
        "date_quote": _quote(event.time.span, text) if event.time else None,
        "weapons": [{"kind": weapon.kind, "quote": quote_at(text, weapon.span)} for weapon in event.weapons],
        "harm": [_harm(harm, text) for harm in event.harm],
    }


def _harm(harm: Harm, text: str) -> dict[str, Any]:
    told = harm.model_dump(mode="json", include={"effect", "category", "low", "best", "high"})
    return {**told, "side": _code(harm.side) if harm.side else None, "quote": quote_at(text, harm.span)}


def _place(place: Place | None, text: str) -> dict[str, Any] | None:
    if place is None:
        return None
    told = place.model_dump(mode="json", include={"name", "lat", "lon", "country", "precision"})
    return {**told, "quote": _quote(place.span, text)}


def _agreement(agreement: Agreement, text: str) -> dict[str, Any]:
    return {
        "id": agreement.id,
        "name": agreement.name,
        "date": _days(agreement.date),
        "parties": _codes(agreement.parties),
        "brokers": _codes(agreement.brokers),
        "monitors": _codes(agreement.monitors),
        "quote": quote_at(text, agreement.spans[0]),
    }


def _obligations(agreement: Agreement, text: str) -> Iterator[dict[str, Any]]:
    for duty in agreement.obligations:
        yield {
            "obligor": _code(duty.obligor) if duty.obligor else None,
            "duty": duty.duty,
            "place": duty.place.name if duty.place else None,
            "agreement": agreement.id,
            "quote": quote_at(text, duty.span),
        }


def _breaches(agreement: Agreement, record: Record) -> Iterator[dict[str, Any]]:
    claims = {claim.id: claim for claim in record.claims}
    for name in agreement.breaches:
        against = [_code(actor) for event in claims[name].events for actor in record.event(event).initiators]
        yield {"claim": name, "against": against[0] if against else None, "agreement": agreement.id, "answered_by": None}


def _talks(talks: Talks, text: str) -> dict[str, Any]:
    return {
        "participants": _codes(talks.participants),
        "mediators": _codes(talks.mediators),
        "venue": talks.venue.name if talks.venue else None,
        "date": _days(talks.time),
        "level": talks.level,
        "status": talks.status,
        "quote": quote_at(text, talks.spans[0]),
    }


def _code(actor: Actor) -> str:
    return actor.id or "UNKNOWN"


def _codes(actors: Sequence[Actor]) -> list[str]:
    return [_code(actor) for actor in actors]


def _days(time: Time | None) -> list[str] | None:
    return [time.start.isoformat(), (time.end or time.start).isoformat()] if time and time.start else None


def _quote(span: Span | None, text: str) -> str | None:
    return quote_at(text, span) if span is not None else None
