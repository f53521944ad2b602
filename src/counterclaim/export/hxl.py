"""`hxl`: CSV with a row of HXL hashtags (standard 1.1) under the heads, a row for each incident that somebody tells as having happened."""

from __future__ import annotations

from collections import Counter

from counterclaim.export.casualties import Counted, counted, total
from counterclaim.export.coding import NOBODY_TELLS, happened, sides_in
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
    "killed_rule": "#meta+rule+killed",
    "killed_claims": "#meta+claims+killed",
    "wounded_rule": "#meta+rule+injured",
    "wounded_claims": "#meta+claims+injured",
    "displaced_rule": "#meta+rule+idps",
    "displaced_claims": "#meta+claims+idps",
    "verdicts": "#status+verdicts+list",
    "sources": "#meta+source",
    "urls": "#meta+source+url",
    "claims": "#meta+id+claims",
    "description": "#description",
}
"""Heads and their hashtags; `+rule` and `+claims` are attributes of ours, as the standard allows."""
EFFECTS = {"killed": Effect.KILLED, "wounded": Effect.WOUNDED, "displaced": Effect.DISPLACED}


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
    place, time, sides = incident.place, incident.time, sides_in(joined, incident)
    state, reports = state_of(place.country if place else None), joined.reports_in(incident)
    harmed = {head: counted(joined, incident, effect) for head, effect in EFFECTS.items()}
    dead, start = total(harmed["killed"]), time.start if time else None
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
        "wounded": total(harmed["wounded"]).best,
        "displaced": total(harmed["displaced"]).best,
        **{cell: value for head, parts in harmed.items() for cell, value in _behind(head, parts).items()},
        "verdicts": tuple(f"{row.question}={row.verdict.value}" for row in incident.accounts),
        "sources": tuple(dict.fromkeys(r.outlet or r.id for r in reports)),
        "urls": tuple(r.url for r in reports if r.url),
        "claims": tuple(joined.evidence(claim) for claim in claims),
        "description": " | ".join(told),
    }


def _behind(head: str, parts: list[Counted]) -> dict[str, Cell]:
    """How a figure came about: the rule of each side, and every claim of it with its claimant, words and offsets."""
    claims = dict.fromkeys(toll.described for part in parts for toll in part.tolls)
    return {f"{head}_rule": tuple(part.by_rule for part in parts), f"{head}_claims": tuple(claims)}


FORMAT = Format({"hxl": tuple(TAGS)}, write)
