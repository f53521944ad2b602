"""Records to rows of the three tables: reports, claims and events. `docs/archives.md` tells what each column holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from counterclaim.records.models import Actor, Claim, Event, Record, Report, Span

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
UNDATED = "unknown"
"""The day of reports of which nobody says when they were published."""

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "reports": {
        "report": "string",
        "source": "string",
        "number": "int32",
        "published": "string",
        "outlet": "string",
        "title": "string",
        "url": "string",
        "claims": "int32",
        "events": "int32",
        "relevance": "float",
        "record": "string",
    },
    "claims": {
        "report": "string",
        "claim": "string",
        "claimant": "string",
        "party": "string",
        "claimant_name": "string",
        "stance": "string",
        "interest": "string",
        "confidence": "float",
        "cue": "string",
        "content": "strings",
        "events": "strings",
    },
    "events": {
        "report": "string",
        "event": "string",
        "kind": "string",
        "status": "string",
        "background": "bool",
        "initiators": "strings",
        "targets": "strings",
        "place": "string",
        "country": "string",
        "lat": "double",
        "lon": "double",
        "place_precision": "string",
        "start": "date",
        "end": "date",
        "time_precision": "string",
        "weapons": "strings",
        "words": "strings",
    },
    "skipped": {"source": "string", "reason": "string"},
}
"""Table, column, type. Ids of claims and events are those of the record, unique in their report."""


@cache
def schema(table: str) -> pa.Schema:
    """The Arrow schema of a table."""
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "strings": pa.list_(pa.string()),
        "int32": pa.int32(),
        "float": pa.float32(),
        "double": pa.float64(),
        "bool": pa.bool_(),
        "date": pa.date32(),
    }
    return pa.schema([(name, types[kind]) for name, kind in COLUMNS[table].items()])


def day_of(report: Report) -> str:
    """The partition of a report: its day of publication."""
    return str(report.published_on or UNDATED)


def report_row(record: Record, source: str, number: int, relevance: float | None) -> Row:
    """The row of a report, with its whole record as JSON; `number` is its place among the reports of its shard."""
    report = record.report
    return {
        "report": report.id,
        "source": source,
        "number": number,
        "published": report.published.isoformat() if report.published else None,
        "outlet": report.outlet,
        "title": report.title,
        "url": report.url,
        "claims": len(record.claims),
        "events": len(record.events),
        "relevance": relevance,
        "record": record.model_dump_json(),
    }


def claim_row(claim: Claim, report: Report) -> Row:
    """The row of a claim."""
    return {
        "report": report.id,
        "claim": claim.id,
        "claimant": claim.claimant.id,
        "party": claim.claimant.party,
        "claimant_name": _name(claim.claimant),
        "stance": claim.stance.value,
        "interest": claim.interest.value,
        "confidence": claim.confidence,
        "cue": claim.cue.of(report.text) if claim.cue else None,
        "content": _words(claim.content, report),
        "events": list(claim.events),
    }


def event_row(event: Event, report: Report) -> Row:
    """The row of an event as a claim has it."""
    place, time = event.place, event.time
    return {
        "report": report.id,
        "event": event.id,
        "kind": event.kind.value,
        "status": event.status.value,
        "background": event.background,
        "initiators": [name for actor in event.initiators if (name := actor.id or _name(actor))],
        "targets": [name for actor in event.targets if (name := actor.id or _name(actor))],
        "place": place.name if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "place_precision": place.precision.value if place else None,
        "start": time.start if time else None,
        "end": time.end if time else None,
        "time_precision": time.precision.value if time else None,
        "weapons": [weapon.kind.value for weapon in event.weapons],
        "words": _words(event.spans, report),
    }


def _name(actor: Actor) -> str | None:
    return actor.name or actor.person or actor.role


def _words(spans: Iterable[Span], report: Report) -> list[str]:
    return [span.of(report.text) for span in spans]
