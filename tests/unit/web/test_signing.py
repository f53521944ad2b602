from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from counterclaim.errors import ConfigError
from counterclaim.store.people import Role, Scope
from counterclaim.store.store import Store
from counterclaim.web import passwords
from counterclaim.web.app import make_app
from counterclaim.web.desk import Desk, DeskOptions
from counterclaim.web.rendering import safe_back
from web_by_hand import PASSWORD


def csrf_of(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/").text)
    assert found
    return found[1]


def test_who_signs_in_is_greeted_and_who_signs_out_is_not(analyst: TestClient) -> None:
    assert "vey" in analyst.get("/").text
    assert analyst.post("/sign-out", data={"csrf": csrf_of(analyst)}).status_code == 200
    assert "Sign in" in analyst.get("/").text


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(filled: Store) -> None:
    client = TestClient(make_app(Desk(filled, DeskOptions(writing=True, https=True))), base_url="https://localhost", follow_redirects=False)
    cookie = client.post("/sign-in", data={"name": "vey", "password": PASSWORD}).headers["set-cookie"]
    assert cookie.startswith("__Host-session=")
    assert all(word in cookie for word in ("HttpOnly", "SameSite=strict", "Secure", "Path=/"))
    assert client.get("/").headers["strict-transport-security"]


@pytest.mark.parametrize(("name", "password"), [("vey", "another long pass phrase"), ("nobody", PASSWORD), ("", "")])
def test_who_has_no_password_gets_no_session(analyst: TestClient, name: str, password: str) -> None:
    analyst.cookies.clear()
    answer = analyst.post("/sign-in", data={"name": name, "password": password})
    assert answer.status_code in (403, 422)
    assert not analyst.cookies


def test_guessing_is_slowed_down(analyst: TestClient) -> None:
    answers = [analyst.post("/sign-in", data={"name": f"n{n}", "password": "x"}).status_code for n in range(11)]
    assert answers[-1] == 429


def test_nothing_is_decided_without_a_session_a_form_or_from_another_site(analyst: TestClient, client: TestClient) -> None:
    told = {"claim": "r1/c1"}
    assert client.post("/review/confirm", data={**told, "csrf": "x"}).status_code == 403  # read-only
    assert analyst.post("/review/confirm", data={**told, "csrf": "x"}).status_code == 403
    assert analyst.post("/review/confirm", data=told).status_code == 422
    good = {**told, "csrf": csrf_of(analyst)}
    assert analyst.post("/review/confirm", data=good, headers={"origin": "https://elsewhere.example"}).status_code == 403
    assert analyst.post("/review/confirm", data=good, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    analyst.cookies.clear()
    assert analyst.post("/review/confirm", data=good).status_code == 401


def test_a_reader_decides_nothing(analyst: TestClient, filled: Store) -> None:
    analyst.cookies.clear()
    analyst.post("/sign-in", data={"name": "orr", "password": PASSWORD})
    assert analyst.post("/review/confirm", data={"claim": "r1/c1", "csrf": csrf_of(analyst)}).status_code == 403
    assert "data-act" not in analyst.get("/review").text
    with filled.reading() as desk:
        assert desk.decisions() == []


def test_tokens_do_what_they_are_for_and_no_more(analyst: TestClient, filled: Store) -> None:
    analyst.cookies.clear()
    with filled.people(writes=True) as people:
        people.add_token("t-read", "vey", "a", [Scope.READ], None)
        people.add_token("t-review", "vey", "b", [Scope.REVIEW], None)
        people.add_token("t-old", "vey", "c", [Scope.REVIEW], filled.now() - dt.timedelta(days=1))
    told = {"kind": "confirm", "object": "r1/c1"}

    def decide(token: str) -> int:
        return analyst.post("/api/v1/decisions", json=told, headers={"authorization": f"Bearer {token}"}).status_code

    assert [decide(token) for token in ("t-read", "t-review", "t-old", "t-none")] == [403, 201, 401, 401]


def test_a_private_desk_shows_nothing_before_a_sign_in(filled: Store) -> None:
    client = TestClient(make_app(Desk(filled, DeskOptions(private=True))), base_url="http://localhost")
    answer = client.get("/incidents")
    assert answer.url.path == "/sign-in"
    assert client.get("/api/v1/incidents").status_code == 401
    assert client.get("/static/x/desk.css").status_code == 200
    assert client.post("/sign-in", data={"name": "orr", "password": PASSWORD, "back": "/incidents"}).url.path == "/incidents"


def test_sessions_end(tmp_path: Path) -> None:
    now = dt.datetime(2031, 4, 20, tzinfo=dt.UTC)
    clock = [now]
    with Store(str(tmp_path / "desk.sqlite"), clock=lambda: clock[0]) as store:
        with store.people(writes=True) as people:
            people.add("vey", Role.ADMIN, "kept")
            people.open_session("key", "vey", "csrf", now + dt.timedelta(hours=1))
        with store.people() as people:
            assert people.session("key") is not None
        clock[0] = now + dt.timedelta(hours=2)
        with store.people() as people:
            assert people.session("key") is None


def test_a_new_password_ends_sessions_and_users_go_with_their_tokens(store: Store) -> None:
    with store.people(writes=True) as people:
        people.add("vey", Role.ADMIN, "x")
        people.open_session("key", "vey", "csrf", store.now() + dt.timedelta(hours=1))
        people.add_token("t", "vey", "a", [Scope.READ], None)
        people.change("vey", password="y")
        assert people.session("key") is None
        people.remove("vey")
        assert people.token("t") is None
        with pytest.raises(ConfigError):
            people.remove("vey")


@pytest.mark.parametrize("word", ["short", "x" * 201])
def test_passwords_have_a_length(word: str) -> None:
    with pytest.raises(ConfigError):
        passwords.hashed(word)


@pytest.mark.parametrize("path", ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "javascript:1", "", "/a\nb"])
def test_nobody_is_sent_elsewhere(path: str) -> None:
    assert safe_back(path) == "/"


def test_the_way_back_is_kept() -> None:
    assert safe_back("/incidents?party=ARM") == "/incidents?party=ARM"
