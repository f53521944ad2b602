from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from counterclaim.store.store import Store
from counterclaim.web.app import make_app
from counterclaim.web.desk import Desk, DeskOptions
from web_by_hand import PATHS


def incident_of(store: Store) -> str:
    with store.reading() as desk:
        return desk.incidents().items[0].id


@pytest.mark.parametrize("path", PATHS[:-1])
def test_every_page_shows(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "<h1>" in answer.text


def test_an_empty_desk_says_what_to_do_next(store: Store) -> None:
    page = TestClient(make_app(Desk(store)), base_url="http://localhost").get("/").text
    assert "counterclaim add" in page
    assert "counterclaim serve --demo" in page


def test_a_dossier_shows_both_accounts_with_a_way_to_the_evidence(client: TestClient, filled: Store) -> None:
    page = client.get(f"/incidents/{incident_of(filled)}").text
    assert "≠ disputed" in page
    assert "ARM:MIL" in page and "AZE:MIL" in page
    found = re.search(r'href="(/reports/r2\?claim=c1[^"]*)"', page)
    assert found
    report = client.get(found[1].replace("&amp;", "&")).text
    assert '<article class="card h0 on" id="r1-c1"' in report
    assert re.search(r'<span class="claim h0 on[^"]*" data-claims="r1-c1">[^<]*opened fire', report)
    assert "Back to the incident" in report


def test_what_is_not_there_is_said(client: TestClient) -> None:
    for path in ("/incidents/none", "/reports/none", "/nowhere"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "Not here" in answer.text
    assert "There is no none here" in client.get("/incidents/none").text
    answer = client.get("/api/v1/incidents/none/standings")
    assert (answer.status_code, answer.json()) == (404, {"detail": "There is no none here."})


def test_a_fault_of_the_program_is_not_taken_for_something_missing(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise KeyError("a key of ours")

    monkeypatch.setattr(filled, "reading", broken)
    client = TestClient(make_app(Desk(filled)), base_url="http://localhost", raise_server_exceptions=False)
    assert client.get("/incidents").status_code == 500


def test_what_makes_no_sense_is_said(client: TestClient) -> None:
    answer = client.get("/incidents?since=yesterday")
    assert answer.status_code == 422
    assert "Since cannot be “yesterday”: it is a day, as 2023-05-12." in answer.text
    assert 'href="/incidents">Start again here' in answer.text
    assert "Party cannot be “xx”: it is a code in capitals, as ARM." in client.get("/map?party=xx").text
    assert client.get("/api/v1/incidents?party=xx").json()["detail"].startswith("party.0: String should match")


def test_who_is_signed_in_is_told_so_where_there_is_no_page(analyst: TestClient) -> None:
    answer = analyst.get("/nowhere")
    assert answer.status_code == 404
    assert "There is no such page." in answer.text
    assert "Sign out" in answer.text


def test_blank_fields_of_a_form_are_no_filter(client: TestClient) -> None:
    assert client.get("/incidents?since=&until=&party=&kind=&verdict=&q=&order=latest").status_code == 200


def test_filters_narrow_the_list_and_stay_in_the_address(client: TestClient) -> None:
    assert "No incident fits" in client.get("/incidents?party=USA").text
    page = client.get("/incidents?party=ARM&verdict=disputed").text
    assert 'value="ARM"' in page
    assert 'value="disputed" selected' in page
    assert 'href="/map?party=ARM&amp;verdict=disputed"' in page


def test_a_search_marks_what_it_found_and_offers_facets(client: TestClient) -> None:
    page = client.get("/search?q=village").text
    assert "<mark>village</mark>" in page
    assert 'href="/search?q=village&amp;party=ARM"' in page


def test_long_lists_have_pages(client: TestClient) -> None:
    page = client.get("/search?size=1&start=1").text
    assert "2–2 of 3" in page
    assert 'rel="prev"' in page and 'rel="next"' in page


def test_a_demonstration_says_that_it_is_one(filled: Store) -> None:
    page = TestClient(make_app(Desk(filled, DeskOptions(demo=True))), base_url="http://localhost").get("/").text
    assert "Nothing here happened" in page


def test_the_evidence_of_a_charge_is_shown_where_it_is_asked_for(client: TestClient) -> None:
    page = client.get("/blame?since=2023-01-01").text
    assert "opened fire" not in page
    found = re.search(r'href="(/blame\?since=2023-01-01&amp;cell=[^"]+)#evidence"', page)
    assert found
    shown = client.get(found[1].replace("&amp;", "&")).text
    assert '<div id="evidence">' in shown
    assert "opened fire" in shown
    assert '<div id="evidence">' not in client.get("/blame?cell=of/no/matrix").text


def test_the_situation_counts_the_disputed(client: TestClient) -> None:
    assert re.search(r"≠</span> 1</b> disputed", client.get("/").text)
