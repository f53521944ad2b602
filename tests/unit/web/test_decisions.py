from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from counterclaim.records.models import Agreement, Span
from counterclaim.store.store import Store
from incidents_by_hand import Saying, record


def sent(client: TestClient, act: str, **told: str) -> Response:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/").text)
    assert found
    return client.post(f"/review/{act}", data={"csrf": found[1], **told}, follow_redirects=False)


def post(client: TestClient, act: str, **told: str) -> int:
    return sent(client, act, **told).status_code


def test_a_claim_is_edited_and_the_edit_undone(analyst: TestClient, filled: Store) -> None:
    assert post(analyst, "edit", claim="r1/c1", slot="kind", value="air_strike", why="the text says so") == 303
    with filled.reading() as desk:
        assert desk.event("r1/e1").kind == "air_strike"
        (entry,) = desk.journal("r1/c1")
        assert (entry.decision.who, entry.decision.why) == ("vey", "the text says so")
    page = analyst.get("/journal?object=r1/c1").text
    assert "air_strike" in page and "Undo" in page
    assert post(analyst, "undo", entry=str(entry.id)) == 303
    with filled.reading() as desk:
        assert desk.event("r1/e1").kind == "shelling"


def test_another_claimant(analyst: TestClient, filled: Store) -> None:
    assert post(analyst, "edit", claim="r1/c1", slot="claimant", value="AZE:MIL") == 303
    with filled.reading() as desk:
        assert desk.claim("r1/c1").claimant.id == "AZE:MIL"


def test_what_is_confirmed_or_rejected_leaves_the_queue(analyst: TestClient, filled: Store) -> None:
    assert post(analyst, "confirm", claim="r1/c1") == 303
    assert post(analyst, "reject", claim="r2/c1") == 303
    with filled.reading() as desk:
        assert [item.claim.id for item in desk.queue().items] == ["r3/c1"]


def test_incidents_are_split_and_noted(analyst: TestClient, filled: Store) -> None:
    with filled.reading() as desk:
        incident = desk.incidents().items[0]
    assert len(incident.claims) == 3
    assert post(analyst, "split", incident=incident.id, claim="r3/c1") == 303
    with filled.reading() as desk:
        assert desk.incidents().total == 2
    assert post(analyst, "note", object="r1", words="seen") == 303


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("confirm", {"claim": "r9/c9"}),
        ("edit", {"claim": "r1/c1", "slot": "kind", "value": "nonsense"}),
        ("edit", {"claim": "r1/c1", "slot": "nothing", "value": "x"}),
        ("edit", {"claim": "r9/c1", "slot": "kind", "value": "shelling"}),
        ("undo", {"entry": "99"}),
        ("merge", {"incident": "none", "other": "none"}),
    ],
)
def test_what_makes_no_sense_is_said_and_not_kept(analyst: TestClient, filled: Store, act: str, told: dict[str, str]) -> None:
    assert post(analyst, act, **told) in (404, 422)
    with filled.reading() as desk:
        assert desk.decisions() == []


def test_a_split_leads_to_the_new_incident_and_its_undoing_back(analyst: TestClient, filled: Store) -> None:
    with filled.reading() as desk:
        (before,) = desk.incidents().items
    split = sent(analyst, "split", incident=before.id, claim="r3/c1")
    with filled.reading() as desk:
        (new,) = desk.incidents_of("r3/c1")
        (entry,) = desk.decisions()
    assert split.headers["location"] == f"/incidents/{new}"
    assert 'action="/review/undo"' in analyst.get(f"/incidents/{new}").text
    undone = sent(analyst, "undo", entry=str(entry.id), back=f"/incidents/{new}")
    assert undone.headers["location"] == f"/incidents/{before.id}"
    assert analyst.get(undone.headers["location"]).status_code == 200


def test_a_merger_offers_the_incidents_around(analyst: TestClient, filled: Store) -> None:
    with filled.reading() as desk:
        (before,) = desk.incidents().items
    post(analyst, "split", incident=before.id, claim="r3/c1")
    with filled.reading() as desk:
        one, other = desk.incidents().items
    assert f'<option value="{other.id}">' in analyst.get(f"/incidents/{one.id}").text
    assert post(analyst, "merge", incident=one.id, other=other.id, why="the same shells") == 303
    with filled.reading() as desk:
        (merged,) = desk.incidents().items
    assert "the same shells" in analyst.get(f"/incidents/{merged.id}").text


def test_a_claim_of_a_report_page_is_linked_to_an_agreement(analyst: TestClient, filled: Store) -> None:
    told = record("r4", Saying(claimant="ARM:MIL"))
    agreement = Agreement(id="a1", name="the truce", spans=(Span(start=0, end=3),))
    with filled.writing() as desk:
        desk.add([told.model_copy(update={"agreements": (agreement,)})])
    page = analyst.get("/reports/r4").text
    assert '<option value="r4/a1">the truce</option>' in page
    assert post(analyst, "agreement", claim="r4/c1", agreement="r4/a1", back="/reports/r4") == 303
    with filled.reading() as desk:
        assert desk.record("r4").agreements[0].breaches == ("c1",)


@pytest.mark.parametrize("act", ["confirm", "reject", "edit", "note"])
def test_every_claim_of_a_report_can_be_decided_on_where_it_is_read(analyst: TestClient, client: TestClient, act: str) -> None:
    assert f'action="/review/{act}"' in analyst.get("/reports/r1").text
    assert f'action="/review/{act}"' not in client.get("/reports/r1").text


def test_a_note_is_kept_with_its_object(analyst: TestClient, filled: Store) -> None:
    with filled.reading() as desk:
        (incident,) = desk.incidents().items
    for thing, path in ((incident.id, f"/incidents/{incident.id}"), ("r1", "/reports/r1"), ("r1/c1", "/reports/r1")):
        assert sent(analyst, "note", object=thing, words=f"looked at {thing}", back=path).headers["location"] == path
        assert f"looked at {thing}" in analyst.get(path).text
        assert f"looked at {thing}" in analyst.get(f"/journal?object={thing}").text
    assert "looked at r1/c1" in analyst.get(f"/incidents/{incident.id}").text
