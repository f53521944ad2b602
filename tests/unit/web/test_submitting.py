from __future__ import annotations

import re

from fastapi.testclient import TestClient

from counterclaim.store.store import Store


def csrf_of(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/").text)
    assert found
    return found[1]


def test_it_is_off_by_default(client: TestClient) -> None:
    assert client.get("/submit").status_code == 404
    assert client.post("/submit", data={"text": "x"}).status_code == 404
    assert client.post("/api/v1/submissions", json={"text": "x"}).status_code == 404


def test_what_is_sent_in_waits_and_enters_only_when_it_is_accepted(analyst: TestClient, filled: Store) -> None:
    answer = analyst.post("/submit", data={"text": "Something happened.", "title": "News", "outlet": "Us", "published": "2031-04-17"})
    assert "waits as number 1" in answer.text
    with filled.reading() as desk:
        assert desk.counts()["reports"] == 3
    assert "Something happened." in analyst.get("/moderation").text
    accepted = analyst.post("/moderation/1/accept", data={"csrf": csrf_of(analyst)})
    assert accepted.status_code == 200
    with filled.reading() as desk:
        assert f'Read into the record: <a href="/reports/{desk.report_ids()[-1]}"' in accepted.text
        assert desk.counts()["reports"] == 4
    assert analyst.post("/moderation/1/accept", data={"csrf": csrf_of(analyst)}).status_code == 404


def test_an_address_is_fetched_only_when_it_is_accepted(analyst: TestClient, filled: Store) -> None:
    assert analyst.post("/api/v1/submissions", json={"url": "https://example.org/story"}).status_code == 202
    analyst.post("/moderation/1/accept", data={"csrf": csrf_of(analyst)})
    with filled.reading() as desk:
        assert desk.counts()["reports"] == 4


def test_what_is_refused_stays_out(analyst: TestClient, filled: Store) -> None:
    analyst.post("/submit", data={"text": "Buy now."})
    analyst.post("/moderation/1/refuse", data={"csrf": csrf_of(analyst), "why": "no report"})
    assert "Nothing waits" in analyst.get("/moderation").text
    with filled.submissions() as waiting:
        assert waiting.one(1).why == "no report"
    with filled.reading() as desk:
        assert desk.counts()["reports"] == 3


def test_lines_end_as_they_do_everywhere_not_as_forms_send_them(analyst: TestClient, filled: Store) -> None:
    analyst.post("/submit", data={"text": "One line.\r\n\r\nAnother.\rA third."})
    with filled.submissions() as waiting:
        assert waiting.one(1).sent.text == "One line.\n\nAnother.\nA third."


def test_nonsense_is_refused_at_once(analyst: TestClient) -> None:
    for told in ({}, {"url": "javascript:alert(1)"}, {"text": "x", "published": "soon"}):
        assert analyst.post("/submit", data=told).status_code == 422


def test_nobody_sends_too_much(analyst: TestClient) -> None:
    assert [analyst.post("/submit", data={"text": f"Report {n}"}).status_code for n in range(7)][-1] == 429


def test_only_analysts_see_what_waits(analyst: TestClient) -> None:
    analyst.cookies.clear()
    assert analyst.get("/moderation").status_code == 403
