"""`gold`: reports and claims in the format of our gold corpus (`evals/gold/GUIDE.md`), a draft for annotators to correct.

The format names words by quotation and finds each at its first occurrence. A quotation that occurs earlier too is widened word by word
until its first occurrence is the one that is meant. A value that did not come from the text has no quotation. The half is `dev`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from counterclaim.export.formats import Export, Format, Part
from counterclaim.export.joined import Joined, actor_code
from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Incident
from counterclaim.records.models import Actor, Agreement, Claim, Event, Harm, Place, Report, Span, Talks, Time

GROUP = ("group", "conflict", "half", "real", "incidents")
INCIDENT = ("id", "kind", "place", "date", "parties", "accounts")
ACCOUNT = ("question", "verdict", "answers")
REPORT = (
    "slug",
    "outlet",
    "published",
    "style",
    "language",
    "copy_of",
    "claims",
    "events",
    "agreements",
    "obligations",
    "breaches",
    "talks",
)
CLAIM = ("id", "claimant", "claimant_quote", "relayed_by", "stance", "cue", "content", "event", "incident")
EVENT = tuple("id kind status background initiators targets mediators place other_places date date_quote weapons harm".split())
PLACE = ("name", "lat", "lon", "country", "precision", "quote")
HARM = ("effect", "side", "category", "low", "best", "high", "quote")
WEAPON = ("kind", "quote")
AGREEMENT = ("id", "name", "date", "parties", "brokers", "monitors", "quote")
OBLIGATION = ("obligor", "duty", "place", "agreement", "quote")
BREACH = ("claim", "against", "agreement", "answered_by")
TALKS = ("participants", "mediators", "venue", "date", "level", "status", "quote")
WORD = re.compile(r"\s*\S+")
NO_DATE = "the report has no date, which the format asks for"
UNKNOWN = "UNKNOWN"
"""Stands for somebody whom the knowledge files do not know: the format has codes only; the quotation says who."""
Json = dict[str, Any]


def write(comparison: Comparison) -> Export:
    """A group: `group.json`, and `REPORT.txt` with `REPORT.json` for each report that has a date."""
    joined, left_out = Joined(comparison), Counter[str]()
    numbers = {incident.id: f"i{n}" for n, incident in enumerate(comparison.incidents, start=1)}
    parts = [_part("group.json", _group(comparison, numbers))]
    for report in comparison.reports:
        if report.published_on is None:
            left_out[NO_DATE] += 1
        else:
            parts += [Part(f"{report.id}.txt", report.text.encode()), _part(f"{report.id}.json", _report(joined, report, numbers))]
    return Export(tuple(parts), len(comparison.claims), left_out)


def quotation(span: Span, text: str) -> str:
    """The words of a span, widened to the right, then to the left, until their first occurrence is there."""
    start, end = span.start, span.end
    while text.index(text[start:end]) != start and (more := WORD.match(text, end)):
        end = more.end()
    while text.index(text[start:end]) != start and start:
        start = text.rfind(" ", 0, start - 1) + 1
    return text[start:end]


def _part(name: str, value: Json) -> Part:
    return Part(name, json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n")


def _object(keys: tuple[str, ...], *values: object) -> Json:
    return dict(zip(keys, values, strict=True))


def _group(comparison: Comparison, numbers: Mapping[str, str]) -> Json:
    incidents = [_incident(incident, numbers[incident.id]) for incident in comparison.incidents]
    return _object(GROUP, "dev-export", "export", "dev", True, incidents)


def _incident(incident: Incident, number: str) -> Json:
    accounts = [
        _object(ACCOUNT, row.question, row.verdict.value, {actor_code(a.claimant): a.value for a in row.answers if a.current})
        for row in incident.accounts
    ]
    place = incident.place.name if incident.place else None
    return _object(INCIDENT, number, incident.kind.value, place, _days(incident.time), list(incident.parties), accounts)


def _report(joined: Joined, report: Report, numbers: Mapping[str, str]) -> Json:
    claims = joined.claims_from[report.id]
    events = [joined.events[name] for claim in claims for name in claim.events[:1]]
    agreements = [a for a in joined.comparison.agreements if a.id.startswith(f"{report.id}/")]
    talks = [t for t in joined.comparison.talks if t.id.startswith(f"{report.id}/")]
    return _object(
        REPORT,
        report.id,
        report.outlet,
        str(report.published_on),
        "agency",
        report.language or "en",
        report.copy_of,
        [_claim(joined, claim, report.text, numbers) for claim in claims],
        [_event(event, report.text) for event in {event.id: event for event in events}.values()],
        [_agreement(agreement, report.text) for agreement in agreements],
        [
            _object(OBLIGATION, _code(o.obligor), o.duty, o.place.name if o.place else None, _short(a.id), quotation(o.span, report.text))
            for a in agreements
            for o in a.obligations
        ],
        [_object(BREACH, _short(name), _accused(joined, name), _short(a.id), None) for a in agreements for name in a.breaches],
        [_talks(meeting, report.text) for meeting in talks],
    )


def _claim(joined: Joined, claim: Claim, text: str, numbers: Mapping[str, str]) -> Json:
    incident = next((numbers[i.id] for i in joined.incidents_of[claim.id]), None)
    return _object(
        CLAIM,
        _short(claim.id),
        _code(claim.claimant),
        _quoted(claim.claimant.span, text),
        _codes(claim.relayed_by),
        claim.stance.value,
        _quoted(claim.cue, text),
        [quotation(span, text) for span in claim.content],
        _short(claim.events[0]),
        incident,
    )


def _event(event: Event, text: str) -> Json:
    return _object(
        EVENT,
        _short(event.id),
        event.kind.value,
        event.status.value,
        event.background,
        _codes(event.initiators),
        _codes(event.targets),
        _codes(event.mediators),
        _place(event.place, text),
        [_place(place, text) for place in event.other_places],
        _days(event.time),
        _quoted(event.time.span if event.time else None, text),
        [_object(WEAPON, weapon.kind.value, quotation(weapon.span, text)) for weapon in event.weapons],
        [_harm(harm, text) for harm in event.harm],
    )


def _place(place: Place | None, text: str) -> Json | None:
    if place is None:
        return None
    return _object(PLACE, place.name, place.lat, place.lon, place.country, place.precision.value, _quoted(place.span, text))


def _harm(harm: Harm, text: str) -> Json:
    side = _code(harm.side) if harm.side else None
    return _object(HARM, harm.effect.value, side, harm.category.value, harm.low, harm.best, harm.high, quotation(harm.span, text))


def _agreement(agreement: Agreement, text: str) -> Json:
    whose = map(_codes, (agreement.parties, agreement.brokers, agreement.monitors))
    return _object(AGREEMENT, _short(agreement.id), agreement.name, _days(agreement.date), *whose, quotation(agreement.spans[0], text))


def _talks(talks: Talks, text: str) -> Json:
    who, venue = map(_codes, (talks.participants, talks.mediators)), talks.venue.name if talks.venue else None
    level = talks.level.value if talks.level else None
    return _object(TALKS, *who, venue, _days(talks.time), level, talks.status.value, quotation(talks.spans[0], text))


def _accused(joined: Joined, name: str) -> str | None:
    claim = joined.claims[name]
    return next((_code(actor) for event in claim.events for actor in joined.events[event].initiators), None)


def _short(name: str) -> str:
    return name.rpartition("/")[2]


def _code(actor: Actor | None) -> str | None:
    return (actor.id or UNKNOWN) if actor else None


def _codes(actors: Iterable[Actor]) -> list[str]:
    return [actor.id or UNKNOWN for actor in actors]


def _days(time: Time | None) -> list[str] | None:
    return [str(time.start), str(time.end or time.start)] if time and time.start else None


def _quoted(span: Span | None, text: str) -> str | None:
    return quotation(span, text) if span else None


FORMAT = Format(
    {
        "group": GROUP,
        "incident": INCIDENT,
        "account": ACCOUNT,
        "report": REPORT,
        "claim": CLAIM,
        "event": EVENT,
        "place": PLACE,
        "harm": HARM,
        "weapon": WEAPON,
        "agreement": AGREEMENT,
        "obligation": OBLIGATION,
        "breach": BREACH,
        "talks": TALKS,
    },
    write,
    folder=True,
)
