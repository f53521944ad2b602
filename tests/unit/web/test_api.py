from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from counterclaim.store.store import Store
from counterclaim.web.app import make_app
from counterclaim.web.desk import Desk, DeskOptions

EXAMPLES = 4
"""For each address: seconds, not minutes."""
DOCS = (Path(__file__).parents[3] / "docs" / "desk.md").read_text(encoding="utf-8")


def test_everything_that_pages_show_is_there(client: TestClient) -> None:
    incident = client.get("/api/v1/incidents?party=ARM").json()
    assert incident["total"] == 1
    name = incident["items"][0]["id"]
    for path in (f"/incidents/{name}", f"/incidents/{name}/dossier", f"/incidents/{name}/standings", "/situation", "/timeline", "/blame",
                 "/map", "/reports?q=village", "/reports/r1", "/reports/r1/record?machine=true", "/claims/r1/c1", "/events/r1/e1",
                 "/agreements", "/talks", "/queue", "/journal", "/status", "", "/settlements?south=1&west=1&north=2&east=2"):  # fmt: skip
        answer = client.get(f"/api/v1{path}")
        assert answer.status_code == 200, path
        assert answer.headers["content-type"] == "application/json"


def test_pages_of_a_list(client: TestClient) -> None:
    page = client.get("/api/v1/reports?size=1&start=2").json()
    assert (page["total"], page["start"], len(page["items"])) == (3, 2, 1)
    assert client.get("/api/v1/reports?size=1000").status_code == 422


def test_borders_come_from_the_file_that_was_named(filled: Store, tmp_path: Path) -> None:
    file = tmp_path / "lines.geojson"
    file.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    client = TestClient(make_app(Desk(filled, DeskOptions(borders=file))), base_url="http://localhost")
    assert client.get("/api/v1/borders").json()["type"] == "FeatureCollection"
    assert "lines.geojson" in client.get("/map").text


def test_every_address_is_documented(client: TestClient) -> None:
    for path in client.get("/api/v1/openapi.json").json()["paths"]:
        assert f"`{path}`" in DOCS, path


def test_answers_are_as_described_whatever_is_asked(filled: Store) -> None:
    described = schemathesis.openapi.from_asgi("/api/v1/openapi.json", make_app(Desk(filled, DeskOptions(hosts=("*",)))))
    checks = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
    operations = [found.ok() for found in described.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) > 20
    for operation in operations:

        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
        @given(case=operation.as_strategy())
        def asked(case: Any) -> None:
            case.call_and_validate(checks=checks)

        asked()


def test_the_map_is_told_in_columns(client: TestClient) -> None:
    told = client.get("/api/v1/map").json()
    columns = told["columns"]
    assert {len(column) for column in columns.values()} == {1}
    assert told["kinds"][columns["kind"][0]] == "shelling"
    assert told["families"] == ["violence"]
    assert told["parties"][columns["parties"][0]] == ["ARM", "AZE"]
    assert dt.date(1970, 1, 1) + dt.timedelta(days=columns["first"][0]) == dt.date.fromisoformat(
        client.get("/api/v1/incidents").json()["items"][0]["time"]["start"]
    )
    assert client.get("/api/v1/map?party=USA").json()["columns"]["id"] == []
