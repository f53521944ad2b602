"""`hxl`: CSV with a row of HXL hashtags (standard 1.1) under the heads, a row for each incident that somebody tells as having happened."""

from __future__ import annotations

from collections import Counter

from counterclaim.export.casualties import dead_of_no_side, harmed
from counterclaim.export.coding import NOBODY_TELLS, happened, sides_of
from counterclaim.export.formats import Export, Format, Part
from counterclaim.export.joined import Joined, actor_code
from counterclaim.export.schemes import state_of
from counterclaim.export.tabular import Cell, delimited
from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Incident
from counterclaim.records.models import Event
from counterclaim.records.words import Effect

TAGS = {
    "incident": "#event+id",
    "kind": "#event+type",
    "date": "#date+occurred",
    "year": "#date+year",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "country": "#country+name",
    "iso3": "#country+code",
    "region": "#region+name",
    "adm_1": "#adm1+name",
    "place": "#loc+name",
    "place_precision": "#loc+type",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "side_a": "#group+name+first",
    "side_b": "#group+name+second",
    "weapons": "#weapon+list",
    "killed_low": "#affected+killed+min",
    "killed": "#affected+killed",
    "killed_high": "#affected+killed+max",
    "wounded": "#affected+injured",
    "displaced": "#affected+idps",
    "verdicts": "#status+verdicts+list",
    "sources": "#meta+source",
    "urls": "#meta+source+url",
    "claims": "#meta+id+claims",
    "description": "#description",
}
"""Heads and their hashtags."""


def write(comparison: Comparison) -> Export:
    """A CSV file with a head row and a row of hashtags."""
    joined, rows, left_out = Joined(comparison), list[list[Cell]](), Counter[str]()
    for incident in comparison.incidents:
        events = happened(joined, incident)
        if events:
            row = _row(joined, incident, events)
            rows.append([row[head] for head in TAGS])
        else:
            left_out[NOBODY_TELLS] += 1
    head, _, body = delimited(tuple(TAGS), rows).partition(b"\n")
    tags = ",".join(TAGS.values()).encode()
    return Export((Part("incidents.hxl.csv", b"\n".join((head, tags, body))),), len(rows), left_out)


def _row(joined: Joined, incident: Incident, events: list[Event]) -> dict[str, Cell]:
    place, time, sides = incident.place, incident.time, sides_of(events)
    state, reports = state_of(place.country if place else None), joined.reports_in(incident)
    dead, start = harmed(incident, Effect.KILLED) + dead_of_no_side(joined, incident), time.start if time else None
    claims = joined.claims_in(incident)
    told = [f"{actor_code(c.claimant)} {c.stance.value}: {joined.words(c.id, c.content)}" for c in claims]
    return {
        "incident": incident.id,
        "kind": incident.kind.value,
        "date": start if time and time.start == time.end else None,
        "year": start.year if start else None,
        "date_start": start,
        "date_end": time.end if time else None,
        "country": state.name,
        "iso3": place.country if place else None,
        "region": state.ucdp_region,
        "adm_1": place.admin1 if place else None,
        "place": place.name if place else None,
        "place_precision": place.precision.value if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "side_a": actor_code(sides.one) if sides.one else None,
        "side_b": actor_code(sides.other) if sides.other else None,
        "weapons": tuple(sorted({weapon.kind.value for event in events for weapon in event.weapons})),
        "killed_low": dead.low,
        "killed": dead.best,
        "killed_high": dead.high,
        "wounded": harmed(incident, Effect.WOUNDED).best,
        "displaced": harmed(incident, Effect.DISPLACED).best,
        "verdicts": tuple(f"{row.question}={row.verdict.value}" for row in incident.accounts),
        "sources": tuple(dict.fromkeys(r.outlet or r.id for r in reports)),
        "urls": tuple(r.url for r in reports if r.url),
        "claims": tuple(joined.evidence(claim) for claim in claims),
        "description": " | ".join(told),
    }


FORMAT = Format({"hxl": tuple(TAGS)}, write)
