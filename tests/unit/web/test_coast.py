"""Coast lines: made of a topology, drawn where they are, told of in words where they are not."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from counterclaim.web import assets
from counterclaim.web.coast import lines_of


def topology(*arcs: list[list[int]]) -> dict[str, Any]:
    return {"transform": {"scale": [0.5, 0.25], "translate": [-180, -90]}, "arcs": arcs}


def test_points_are_the_way_from_the_one_before() -> None:
    assert lines_of(topology([[400, 480], [1, 0], [0, -2]])) == [[3000, 2000, 0, 50, -50, 0]]


def test_the_edge_of_the_sheet_is_no_coast() -> None:
    down_the_edge = [[719, 400], [1, 0], [0, -40], [-1, 0], [-10, 0]]
    assert lines_of(topology(down_the_edge)) == [[0, 17950, 0, -500]]


def test_points_that_round_to_one_are_one() -> None:
    near = {"transform": {"scale": [0.001, 0.001], "translate": [0, 0]}, "arcs": [[[0, 0], [1, 1], [100, 0]], [[4, 4], [-1, 0]]]}
    assert lines_of(near) == [[0, 0, 0, 10]]


@pytest.mark.parametrize(("there", "words"), [(True, "Coast lines: Natural Earth"), (False, "There are no coast lines")])
def test_the_map_says_whether_it_has_them(client: TestClient, monkeypatch: pytest.MonkeyPatch, there: bool, words: str) -> None:
    monkeypatch.setattr("counterclaim.web.pages.maps.has_coast", lambda: there)
    assert words in client.get("/map").text
    assert ("data-coast" in client.get("/map").text) is there


def test_what_is_not_there_is_not_served(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "has_coast", lambda: False)
    assert client.get("/static/x/coast.json").status_code == 404
