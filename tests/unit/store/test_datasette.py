"""Datasette opens the default store with the metadata that we ship."""

from __future__ import annotations

import asyncio
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from datasette.app import Datasette

from counterclaim.store.store import Store
from counterclaim.store.tables import metadata
from incidents_by_hand import Saying, record
from records_by_hand import border_record

SHIPPED: dict[str, Any] = json.loads((files("counterclaim.store") / "datasette.json").read_text(encoding="utf-8"))
TABLES: dict[str, dict[str, Any]] = SHIPPED["databases"]["desk"]["tables"]


def test_every_table_of_the_store_is_told_of() -> None:
    assert set(metadata.tables) - set(TABLES) == set()


def test_every_table_and_column_that_is_named_exists() -> None:
    for name, told in TABLES.items():
        known = set(metadata.tables[name].columns.keys())
        facets = {next(iter(f.values())) if isinstance(f, dict) else f for f in told.get("facets", ())}
        named = facets | set(told.get("columns", {})) | {told[key] for key in ("label_column", "sort", "sort_desc") if key in told}
        assert named <= known, (name, named - known)


def test_datasette_shows_the_store(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    with Store(str(path)) as store, store.writing() as desk:
        desk.add([border_record(), record("r1", Saying(claimant="AZE:MIL"))])

    async def answers() -> list[Any]:
        app = Datasette([str(path)], metadata=SHIPPED)
        await app.invoke_startup()
        paths = ["/desk.json", *(f"/desk/{name}.json?_labels=on&_extra=facet_results" for name in ("reports", "claims", "incidents"))]
        pages = [await app.client.get(p) for p in (*paths, "/", "/desk/claims", "/desk/incidents")]
        assert {page.status_code for page in pages} == {200}
        secret = [await app.client.get(f"/desk/{name}.json") for name in ("users", "sessions", "tokens")]
        assert {page.status_code for page in secret} == {403}
        return [page.json() for page in pages[:4]] + [page.text for page in pages[4:]]

    database, reports, claims, incidents, home, page, _ = asyncio.run(answers())
    shown = {table["name"]: table for table in database["tables"]}
    assert shown["pairs"]["hidden"]
    assert not shown["claims"]["hidden"]
    stances = (
        claims["facet_results"]["stance"]["results"]
        if "stance" in claims["facet_results"]
        else claims["facet_results"]["results"]["stance"]["results"]
    )
    assert {"asserts", "accuses"} <= {value["value"] for value in stances}
    assert len(reports["rows"]) == 2
    assert incidents["rows"]
    assert "Counterclaim" in home
    assert "Two sides trade blame after shelling near Sotk" in page  # a claim shows its report by title
    assert "one claimant, one stance, one content" in page
