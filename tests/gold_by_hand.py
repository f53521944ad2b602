"""A corpus of one group by hand: two reports on one shelling, a meeting, and the incidents with their verdicts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

TEXT = "Shelling near Sotk\n\nThe ministry said guns fired on Sotk on Friday. Talks are planned."
PLACE = {"name": "Sotk", "lat": 40.2, "lon": 45.87, "country": "ARM", "precision": "settlement"}


def event(number: int, kind: str = "shelling", **known: Any) -> dict[str, Any]:
    usual = {
        "id": f"e{number}",
        "kind": kind,
        "status": "occurred",
        "background": False,
        "initiators": ["AZE:MIL"],
        "targets": ["ARM"],
        "mediators": [],
        "place": PLACE,
        "date": ["2023-05-12", "2023-05-12"],
        "weapons": [{"kind": "artillery", "quote": "guns"}],
        "harm": [],
    }
    return {**usual, **known}


def claim(number: int, claimant: str, incident: str | None, stance: str = "accuses", quote: str = "guns fired on Sotk") -> dict[str, Any]:
    return {"id": f"c{number}", "claimant": claimant, "stance": stance, "content": [quote], "event": f"e{number}", "incident": incident}


TALKS = event(2, "talks", initiators=["ARM", "AZE"], targets=[], place=None, date=None, weapons=[], status="planned")
HARM = {"effect": "killed", "side": "ARM:MIL", "category": "military", "low": 2, "best": 2, "high": 2}
FIRST = {
    "claims": [claim(1, "ARM:MIL", "i1"), claim(2, "NARRATOR", "i2", "asserts", "Talks are planned")],
    "events": [event(1, harm=[HARM]), TALKS],
}
SECOND = {
    "claims": [claim(1, "AZE:MIL", "i1"), claim(2, "NARRATOR", None, "asserts")],
    "events": [event(1, initiators=["ARM:MIL"], targets=["AZE"]), event(2, background=True)],
}
GROUP = {
    "group": "dev-toy-a",
    "half": "dev",
    "incidents": [
        {
            "id": "i1",
            "accounts": [
                {"question": "who_initiated", "verdict": "disputed"},
                {"question": "killed[ARM]", "verdict": "admitted"},
                {"question": "wounded[ARM]", "verdict": "agreed"},
            ],
        },
        {"id": "i2", "accounts": [{"question": "what", "verdict": "unattributed"}]},
    ],
}


def write_group(folder: Path) -> Path:
    """Writes the group below a folder and returns the folder."""
    inside = folder / "dev-toy-a"
    inside.mkdir(parents=True)
    (inside / "group.json").write_text(json.dumps(GROUP), encoding="utf-8")
    for slug, annotated in (("one", FIRST), ("two", SECOND)):
        (inside / f"{slug}.txt").write_text(TEXT, encoding="utf-8")
        whole = {"slug": slug, "outlet": "Highland Wire", "published": "2023-05-13", **annotated}
        (inside / f"{slug}.json").write_text(json.dumps(whole), encoding="utf-8")
    return folder
