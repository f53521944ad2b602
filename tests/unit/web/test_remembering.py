"""Answers are kept until somebody writes, by whatever process; nobody gets what was made for somebody else."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from fastapi import Request
from fastapi.testclient import TestClient

from counterclaim.review.decisions import Decision, Sort
from counterclaim.store.store import Store
from counterclaim.web import remembering
from counterclaim.web.desk import Desk, DeskOptions
from counterclaim.web.recognising import Guest, by_cookie
from counterclaim.web.remembering import Answer, Kept
from incidents_by_hand import Saying, record
from web_by_hand import PASSWORD


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


def sign_in(client: TestClient, name: str) -> str:
    """The session of a user who signs in."""
    client.cookies.clear()
    client.post("/sign-in", data={"name": name, "password": PASSWORD})
    return client.cookies["session"]


def test_who_is_signed_in_has_pages_of_his_own_that_are_kept(analyst: TestClient, filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first = analyst.get("/incidents")
    with monkeypatch.context() as patched:
        patched.setattr(filled, "reading", None)  # who reads now fails
        again = analyst.get("/incidents")
        assert (again.status_code, again.text, again.headers["etag"]) == (200, first.text, first.headers["etag"])
        assert analyst.get("/incidents", headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    with filled.writing() as desk:
        desk.add([record("r9", Saying())])
    assert analyst.get("/incidents", headers={"If-None-Match": first.headers["etag"]}).text != first.text


def test_no_session_gets_the_page_of_another(analyst: TestClient) -> None:
    one = analyst.cookies["session"]
    two, reader = sign_in(analyst, "vey"), sign_in(analyst, "orr")
    pages, words = [], []
    for held in (one, two, reader, one, two, reader, "ended"):
        analyst.cookies.clear()
        analyst.cookies.set("session", held)
        pages.append(analyst.get("/review").text)
        words.append(re.findall(r'name="csrf" value="([^"]+)"', pages[-1]))
    assert pages[:3] == pages[3:6]
    assert len({word for each in words for word in each}) == 3
    assert [len(set(each)) for each in words] == [1, 1, 1, 1, 1, 1, 0]
    assert ["vey" in page for page in pages[:3]] == [True, True, False]
    assert not any(name in pages[-1] for name in ("vey", "orr", "Sign out"))


def test_a_session_that_has_ended_has_no_pages(analyst: TestClient, filled: Store) -> None:
    held = analyst.cookies["session"]
    tag = analyst.get("/incidents").headers["etag"]
    with filled.people(writes=True) as people:
        people.close_session(held)
    answer = analyst.get("/incidents", headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert "Sign out" not in answer.text


def test_a_private_desk_shows_nothing_that_it_keeps_to_strangers(opened: Callable[[DeskOptions], TestClient]) -> None:
    client = opened(DeskOptions(private=True))
    sign_in(client, "orr")
    tag = client.get("/api/v1/incidents").headers["etag"]
    assert client.get("/incidents").status_code == 200
    client.cookies.clear()
    assert client.get("/api/v1/incidents", headers={"If-None-Match": tag}).status_code == 401
    assert client.get("/incidents", follow_redirects=False).status_code == 303


def test_what_is_made_while_a_session_ends_is_not_kept(analyst: TestClient, filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    held = analyst.cookies["session"]

    def ending(request: Request, desk: Desk) -> Guest | None:
        guest = by_cookie(request, desk)
        with filled.people(writes=True) as people:
            people.close_session(held)
        return guest

    before = analyst.get("/timeline").text
    with monkeypatch.context() as patched:
        patched.setattr(remembering, "by_cookie", ending)
        assert "Sign out" not in analyst.get("/incidents").text
    assert "Sign out" in before
    assert "Sign out" not in analyst.get("/timeline").text


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
