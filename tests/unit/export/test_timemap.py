from __future__ import annotations

import json
from typing import Any

from counterclaim.export.timemap import write
from exports_by_hand import border_comparison


def sheets() -> dict[str, Any]:
    return {part.name: json.loads(part.content) for part in write(border_comparison()).parts}


def test_events_lead_to_sources_and_associations() -> None:
    made = sheets()
    known = {association["id"] for association in made["associations.json"]}
    for event in made["events.json"]:
        assert set(event["sources"]) <= set(made["sources.json"])
        assert {*event["associations"], event["category"]} <= known
        assert isinstance(event["latitude"], float)


def test_what_has_no_coordinates_is_counted() -> None:
    made = write(border_comparison())
    assert made.rows + made.left_out["no coordinates known"] == len(border_comparison().incidents)


def test_claimants_and_offsets_stand_in_the_words() -> None:
    made = sheets()
    event = next(e for e in made["events.json"] if "b2/c1[" in e["description"])
    assert "AZE:MIL accuses: “" in event["description"]
    assert "who_initiated: disputed (contradiction)" in event["comments"]
    assert "a1/c1[" in made["sources.json"]["a1"]["notes"]
