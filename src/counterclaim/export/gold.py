"""`gold`: reports and claims in the format of our gold corpus (`evals/gold/GUIDE.md`), a draft for annotators to correct.

`counterclaim review --export-gold` writes what the desk has looked at in the same format; this writes what the program read, and with
each incident the machine's account table. The format names words by quotation and finds each at its first occurrence, so some are widened.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any, TypeVar

from counterclaim.export.formats import Export, Format, Part
from counterclaim.export.joined import Joined, actor_code
from counterclaim.records.comparison import Comparison
from counterclaim.records.filenames import file_stem
from counterclaim.records.incidents import Account
from counterclaim.records.models import Agreement, Claim, Event, Record, Talks
from counterclaim.review.gold import gold_group, gold_report

COLUMNS = {
    "group": ("group", "conflict", "half", "real", "incidents"),
    "incident": ("id", "kind", "place", "date", "parties", "accounts"),
    "account": ("question", "verdict", "answers"),
    "report": tuple(
        "slug outlet published style language copy_of claims events agreements obligations breaches talks".split(),
    ),
    "claim": ("id", "claimant", "claimant_quote", "relayed_by", "stance", "cue", "content", "event", "incident"),
    "event": tuple("id kind status background initiators targets mediators place other_places date date_quote weapons harm".split()),
    "place": ("name", "lat", "lon", "country", "precision", "quote"),
    "harm": ("effect", "side", "category", "low", "best", "high", "quote"),
    "weapon": ("kind", "quote"),
    "agreement": ("id", "name", "date", "parties", "brokers", "monitors", "quote"),
    "obligation": ("obligor", "duty", "place", "agreement", "quote"),
    "breach": ("claim", "against", "agreement", "answered_by"),
    "talks": ("participants", "mediators", "venue", "date", "level", "status", "quote"),
}
NO_DATE = "the report has no date, which the format asks for"
T = TypeVar("T", Agreement, Event, Talks)


def write(comparison: Comparison) -> Export:
    """A group: `group.json`, and `REPORT.txt` with `REPORT.json` for each report that has a date."""
    joined, left_out = Joined(comparison), Counter[str]()
    parts = [_part("group.json", _group(comparison))]
    dated = {report.id for report in comparison.reports if report.published_on}
    for record in records_of(joined):
        report = record.report
        if report.published_on is None:
            left_out[NO_DATE] += 1
            continue
        homes = {claim.id: i.id for claim in record.claims for i in joined.incidents_of[f"{report.id}/{claim.id}"][:1]}
        copied = report.copy_of if report.copy_of in dated else None  # the format names a copy of what is there
        named = record.model_copy(update={"report": report.model_copy(update={"copy_of": copied})})
        stem = file_stem(report.id)
        parts += [Part(f"{stem}.txt", report.text.encode()), _part(f"{stem}.json", gold_report(named, homes))]
    return Export(tuple(parts), len(comparison.claims), left_out)


def records_of(joined: Joined) -> Iterable[Record]:
    """The records that a comparison was joined from, as far as it holds them, with ids of their own again."""
    events, agreements = _by_report(joined.comparison.events), _by_report(joined.comparison.agreements)
    talks = _by_report(joined.comparison.talks)
    for report in joined.comparison.reports:
        yield Record(
            report=report,
            claims=tuple(_own(claim) for claim in joined.claims_from[report.id]),
            events=tuple(events.get(report.id, ())),
            agreements=tuple(a.model_copy(update={"breaches": tuple(map(_short, a.breaches))}) for a in agreements.get(report.id, ())),
            talks=tuple(
                t.model_copy(update={"event": _short(t.event) if t.event else None, "endangered_by": tuple(map(_short, t.endangered_by))})
                for t in talks.get(report.id, ())
            ),
        )


def _by_report(of: Iterable[T]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for item in of:
        found.setdefault(item.id.rpartition("/")[0], []).append(item.model_copy(update={"id": _short(item.id)}))
    return found


def _own(claim: Claim) -> Claim:
    answers = _short(claim.answers) if claim.answers else None
    return claim.model_copy(update={"id": _short(claim.id), "events": tuple(map(_short, claim.events)), "answers": answers})


def _group(comparison: Comparison) -> dict[str, Any]:
    group = gold_group(comparison.incidents)
    for told, incident in zip(group["incidents"], comparison.incidents, strict=True):
        told["accounts"] = [_account(row) for row in incident.accounts]
    return {**group, "group": "dev-export", "conflict": "as the program reads it"}


def _account(row: Account) -> dict[str, Any]:
    """A row in the annotators' form, which holds one answer of each claimant: the first, which is what it says happened."""
    answers = {actor_code(answer.claimant): answer.value for answer in reversed(row.answers) if answer.current}
    return {"question": row.question, "verdict": row.verdict, "answers": dict(reversed(answers.items()))}


def _short(name: str) -> str:
    return name.rpartition("/")[2]


def _part(name: str, value: dict[str, Any]) -> Part:
    return Part(name, json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n")


FORMAT = Format(COLUMNS, write, folder=True)
