"""`timemap`: the JSON that Forensic Architecture's TimeMap reads: events, sources and associations.

An event is an incident with known coordinates; its associations are filters by kind, party and verdict, its sources the reports.
Offsets and claimants stand in the event's `description` and in the `notes` of each source.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from counterclaim.export.formats import Export, Format, Part
from counterclaim.export.joined import Joined, actor_code, title_of
from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Incident
from counterclaim.records.models import Report
from counterclaim.views.accords import days_of_words
from counterclaim.views.wording import plain

EVENT = tuple(
    """id description date time time_precision location latitude longitude x y z type category category_full associations sources comments
    time_display narrative___stepStyles shape colour""".split()
)
LISTS = frozenset({"associations", "sources", "narrative___stepStyles", "paths", "filter_paths"})
"""Keys that hold lists; all others hold text, empty where nothing is known: TimeMap's validators take neither numbers nor null."""
SOURCE = tuple("id title thumbnail paths type affil_s url description parent author date notes".split())
ASSOCIATION = ("id", "title", "desc", "mode", "filter_paths")
NO_PLACE = "no coordinates known"
FILTER, CATEGORY = "FILTER", "CATEGORY"
Json = dict[str, Any]


def write(comparison: Comparison) -> Export:
    """`events.json`, `sources.json` and `associations.json`."""
    joined, events, left_out = Joined(comparison), list[Json](), Counter[str]()
    for incident in comparison.incidents:
        if incident.place is None or incident.place.lat is None or incident.place.lon is None:
            left_out[NO_PLACE] += 1
        else:
            events.append(_event(joined, incident))
    sources = {report.id: _source(joined, report) for report in comparison.reports}
    used = sorted({name for event in events for name in event["associations"]})
    kinds = sorted({event["category"] for event in events})
    associations = [*map(_association, used), *(dict(zip(ASSOCIATION, (k, k, "", CATEGORY, []), strict=True)) for k in kinds)]
    whole = {"events": events, "sources": sources, "associations": associations}
    parts = tuple(Part(f"{name}.json", json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n") for name, value in whole.items())
    return Export(parts, len(events), left_out)


def _event(joined: Joined, incident: Incident) -> Json:
    place, time, kind = incident.place, incident.time, incident.kind.value
    claims = [
        f"{actor_code(c.claimant)} {c.stance.value}: “{joined.words(c.id, c.content)}” ({joined.evidence(c)})"
        for c in joined.claims_in(incident)
    ]
    verdicts = [f"{row.question}: {row.verdict.value} ({row.rule})" for row in incident.accounts]
    values: tuple[object, ...] = (
        incident.id,
        "\n".join((title_of(incident), *claims)),
        time.start.isoformat() if time and time.start else None,
        None,
        time.precision.value if time else None,
        place.name if place else None,
        place.lat if place else None,
        place.lon if place else None,
        *(None, None, None),
        kind,
        kind,
        plain(kind),
        list(_filters(incident)),
        [report.id for report in joined.reports_in(incident)],
        "\n".join(verdicts),
        days_of_words(time) or None,
        [],
        None,
        None,
    )
    return _told(EVENT, values)


def _told(keys: Iterable[str], values: Iterable[object]) -> Json:
    """Keys with their values as TimeMap takes them: lists as they are, anything else as text, empty for None."""
    return {k: v if k in LISTS else "" if v is None else str(v) for k, v in zip(keys, values, strict=True)}


def _filters(incident: Incident) -> Iterable[str]:
    yield f"kind/{incident.kind.value}"
    yield from (f"party/{party}" for party in incident.parties)
    yield from sorted({f"verdict/{row.verdict.value}" for row in incident.accounts})


def _association(name: str) -> Json:
    head, _, word = name.partition("/")
    return dict(zip(ASSOCIATION, (name, word, f"{head}: {word}", FILTER, [head, word]), strict=True))


def _source(joined: Joined, report: Report) -> Json:
    claims = [f"{actor_code(c.claimant)} {c.stance.value} ({joined.evidence(c)})" for c in joined.claims_from[report.id]]
    published = str(report.published_on) if report.published_on else None
    values: tuple[object, ...] = (
        report.id,
        report.title or report.id,
        None,
        [],
        "Article",
        report.outlet,
        report.url,
        report.title,
        report.copy_of,
        report.outlet,
        published,
        "\n".join(claims),
    )
    return _told(SOURCE, values)


FORMAT = Format({"events": EVENT, "sources": SOURCE, "associations": ASSOCIATION}, write, folder=True)
