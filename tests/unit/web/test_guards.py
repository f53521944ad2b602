from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from counterclaim.web.guards import LARGEST
from web_by_hand import PATHS


class Inline(HTMLParser):
    """Finds what a strict policy would not let run: inline style, script and handlers, and what comes from elsewhere."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "style" or (tag == "script" and not told.get("src")):
            self.found.append(tag)
        self.found += [f"{tag} {name}" for name in told if name == "style" or name.startswith("on")]
        for name in ("src", "href", "action"):
            value = told.get(name) or ""
            if (tag in ("script", "link", "img", "iframe", "form") and re.match(r"(https?:)?//", value)) or value.startswith("javascript:"):
                self.found.append(f"{tag} {value}")


@pytest.mark.parametrize("path", PATHS)
def test_pages_hold_nothing_inline_and_load_nothing_from_elsewhere(client: TestClient, path: str) -> None:
    assert Inline(client.get(path).text).found == []


@pytest.mark.parametrize("path", ["/", "/nowhere", "/api/v1/status", "/static/x/desk.css", "/incidents?since=x"])
def test_every_answer_has_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"


def test_other_hosts_are_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400


def test_large_bodies_are_refused(analyst: TestClient) -> None:
    assert analyst.post("/submit", content=b"x" * (LARGEST + 1)).status_code == 413


def test_what_is_known_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/v1/incidents")
    again = client.get("/api/v1/incidents", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/incidents").headers["etag"] != first.headers["etag"]


def test_head_has_no_body(client: TestClient) -> None:
    assert client.get("/static/x/nothing.js").status_code == 404
    assert client.get("/static/x/leaflet/../../secret").status_code == 404


def test_leaflet_comes_from_the_package_that_carries_it(client: TestClient) -> None:
    for name in ("leaflet-src.esm.js", "leaflet.css"):
        answer = client.get(f"/static/x/leaflet/{name}")
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
