from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from counterclaim.store.store import Store


def post(client: TestClient, act: str, **told: str) -> int:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/").text)
    assert found
    return client.post(f"/review/{act}", data={"csrf": found[1], **told}, follow_redirects=False).status_code


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
