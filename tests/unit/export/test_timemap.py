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
        assert -90 <= float(event["latitude"]) <= 90


EVENT = """id description date time time_precision location latitude longitude x y z type category category_full associations sources
    comments time_display narrative___stepStyles shape colour""".split()
LISTS = {"associations", "sources", "narrative___stepStyles", "paths", "filter_paths"}


def test_events_have_the_columns_of_the_datasheet_with_their_types() -> None:
    made = sheets()
    assert all(list(event) == EVENT for event in made["events.json"])
    for row in (*made["events.json"], *made["sources.json"].values(), *made["associations.json"]):
        assert {key for key, value in row.items() if isinstance(value, list)} == LISTS & set(row)
        assert all(isinstance(value, str) for key, value in row.items() if key not in LISTS)


def test_days_are_told_in_words_and_what_is_unknown_is_empty() -> None:
    event = next(e for e in sheets()["events.json"] if "b2/c1[" in e["description"])
    assert (event["date"], event["time_display"]) == ("2023-05-12", "12 May 2023")
    assert [event[key] for key in ("time", "x", "y", "z", "shape", "colour")] == [""] * 6


def test_what_has_no_coordinates_is_counted() -> None:
    made = write(border_comparison())
    assert made.rows + made.left_out["no coordinates known"] == len(border_comparison().incidents)


def test_claimants_and_offsets_stand_in_the_words() -> None:
    made = sheets()
    event = next(e for e in made["events.json"] if "b2/c1[" in e["description"])
    assert "AZE:MIL accuses: “" in event["description"]
    assert "who_initiated: disputed (contradiction)" in event["comments"]
    assert "a1/c1[" in made["sources.json"]["a1"]["notes"]
