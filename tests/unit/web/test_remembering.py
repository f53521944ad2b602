"""Answers are kept until somebody writes, by whatever process; nobody gets what was made for somebody else."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from counterclaim.review.decisions import Decision, Sort
from counterclaim.store.store import Store
from counterclaim.web.remembering import Answer, Kept
from incidents_by_hand import Saying, record


def test_who_has_an_answer_is_told_so_before_any_work(client: TestClient, filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get("/incidents")
    monkeypatch.setattr(filled, "reading", None)  # who reads now fails
    assert client.get("/incidents", headers={"If-None-Match": f'W/"x", {first.headers["etag"]}'}).status_code == 304
    again = client.get("/incidents")
    assert (again.status_code, again.text, again.headers["etag"]) == (200, first.text, first.headers["etag"])


def test_what_another_process_writes_is_shown_at_once(client: TestClient, filled: Store) -> None:
    first = client.get("/api/v1/status")
    with Store(str(filled.engine.url.database)) as other, other.writing() as desk:
        desk.add([record("r9", Saying())])
    second = client.get("/api/v1/status", headers={"If-None-Match": first.headers["etag"]})
    assert second.status_code == 200
    assert second.json()["reports"] == first.json()["reports"] + 1


def test_a_report_that_is_known_changes_nothing_and_a_decision_does(filled: Store) -> None:
    with filled.writing() as desk:
        before = filled.revision()
        desk.add([record("r3", Saying(claimant="ARM:MIL"))])
    assert filled.revision() == before
    with filled.writing() as desk:
        desk.decide(Decision(kind=Sort.CONFIRM, object="r1/c1", who="vey"))
    assert filled.revision() != before


def test_questions_and_encodings_are_told_apart(client: TestClient) -> None:
    assert client.get("/incidents?party=ARM").text != client.get("/incidents?party=USA").text
    assert client.get("/incidents", headers={"Accept-Encoding": "identity"}).headers.get("content-encoding") is None
    assert client.get("/incidents", headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"
    assert client.get("/incidents", headers={"Accept-Encoding": "identity"}).headers.get("content-encoding") is None


def test_nobody_sees_the_page_of_somebody_else(analyst: TestClient) -> None:
    own = analyst.get("/review").text
    assert "Sign out" in own
    analyst.cookies.clear()
    stranger = analyst.get("/review").text
    assert "Sign out" not in stranger
    assert 'name="csrf"' not in stranger


def test_what_is_not_there_is_not_kept(client: TestClient, filled: Store) -> None:
    assert client.get("/reports/r9").status_code == 404
    with filled.writing() as desk:
        desk.add([record("r9", Saying())])
    assert client.get("/reports/r9").status_code == 200


def test_the_answer_not_asked_for_longest_is_forgotten_first() -> None:
    kept = Kept(most=2 * Answer(200, (), b"1234").size)
    for name in "abc":
        kept.put(name, Answer(200, (), b"1234"))
        kept.get("a")
    assert [name for name in "abc" if kept.get(name)] == ["a", "c"]


def test_an_answer_that_is_kept_again_takes_its_room_once() -> None:
    kept = Kept(most=2 * Answer(200, (), b"1234").size)
    for name in "aab":
        kept.put(name, Answer(200, (), b"1234"))
    assert all(kept.get(name) for name in "ab")
