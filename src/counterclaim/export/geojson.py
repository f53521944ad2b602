"""`geojson`: a FeatureCollection (RFC 7946), a feature for each incident; its geometry is null where no coordinates are known."""

from __future__ import annotations

import json
from typing import Any

from counterclaim.export.formats import Export, Format, Part
from counterclaim.export.joined import Joined, actor_code, offsets, title_of
from counterclaim.records.comparison import Comparison
from counterclaim.records.distance import EXTENT_KM
from counterclaim.records.incidents import Incident

PROPERTIES = tuple(name for name in Incident.model_fields if name != "id")
TOLD = ("title", "first_day", "last_day", "extent_km", "evidence")
EVIDENCE = ("claim", "claimant", "stance", "kind", "status", "outlet", "url", "published", "words", "offsets")


def write(comparison: Comparison) -> Export:
    """One JSON file."""
    joined = Joined(comparison)
    features = [_feature(joined, incident) for incident in comparison.incidents]
    whole = {"type": "FeatureCollection", "features": features}
    return Export((Part("incidents.geojson", json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"),), len(features))


def read_incident(feature: dict[str, Any]) -> Incident:
    """The incident that a feature was made from. Raises ValidationError when it is no such feature."""
    return Incident.model_validate({"id": feature["id"], **{name: feature["properties"][name] for name in PROPERTIES}})


def _feature(joined: Joined, incident: Incident) -> dict[str, Any]:
    place, time = incident.place, incident.time
    known = place is not None and place.lat is not None and place.lon is not None
    properties = incident.model_dump(mode="json", exclude={"id"})
    day = time.start.isoformat() if time and time.start else None
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if place and known else None,
        "properties": {
            "title": title_of(incident),
            "first_day": day,
            "last_day": time.end.isoformat() if time and time.end else day,
            "extent_km": EXTENT_KM[place.precision] if place else None,
            **properties,
            "evidence": _evidence(joined, incident),
        },
    }


def _evidence(joined: Joined, incident: Incident) -> list[dict[str, Any]]:
    told = []
    for claim, event in joined.told_in(incident):
        report = joined.report(claim.id)
        values = (
            claim.id,
            actor_code(claim.claimant),
            claim.stance.value,
            event.kind.value,
            event.status.value,
            report.outlet,
            report.url,
            report.published.isoformat() if report.published else None,
            joined.words(claim.id, claim.content),
            list(map(offsets, claim.content)),
        )
        told.append(dict(zip(EVIDENCE, values, strict=True)))
    return told


FORMAT = Format({"feature": ("id", "type", "geometry", "properties"), "properties": (*TOLD, *PROPERTIES), "evidence": EVIDENCE}, write)
