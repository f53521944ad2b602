from __future__ import annotations

import io
from pathlib import Path

import pytest

from counterclaim.cli import main
from counterclaim.cli.serve import ServeOptions, add_demo_user, check_exposure, desk_of
from counterclaim.errors import ConfigError
from counterclaim.store.people import Role, Scope
from counterclaim.store.store import Store
from counterclaim.web import passwords

Capture = pytest.CaptureFixture[str]
PASSWORD = "a long enough pass phrase"


@pytest.fixture
def db(tmp_path: Path) -> str:
    return str(tmp_path / "desk.sqlite")


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))


def options(**known: object) -> ServeOptions:
    told = {
        "db": None,
        "host": "127.0.0.1",
        "port": 0,
        "demo": False,
        "writing": False,
        "submit": False,
        "private": False,
        "https": False,
        "allowed_host": (),
        "borders": None,
    }
    return ServeOptions(**{**told, **known})  # type: ignore[arg-type]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::"])
def test_nobody_beyond_this_machine_writes_where_no_user_is_set(db: str, host: str) -> None:
    with Store(db) as store:
        for shown in ({"writing": True}, {"private": True}):
            with pytest.raises(ConfigError, match="users add"):
                check_exposure(options(host=host, **shown), store)
            check_exposure(options(**shown), store)
        check_exposure(options(host=host), store)
        with store.people(writes=True) as people:
            people.add("vey", Role.ADMIN, "kept")
        check_exposure(options(host=host, writing=True), store)


def test_only_hosts_that_were_named_are_answered(db: str) -> None:
    with Store(db) as store:
        desk = desk_of(options(host="0.0.0.0", allowed_host=("desk.example.org",)), store)
    assert desk.options.hosts == ("localhost", "127.0.0.1", "[::1]", "desk.example.org")


def test_a_demonstration_that_may_be_written_to_has_a_user_with_a_password_of_its_own(db: str, capsys: Capture) -> None:
    with Store(db) as store:
        add_demo_user(options(demo=True), store)
        assert capsys.readouterr().out == ""
        add_demo_user(options(demo=True, writing=True), store)
        password = capsys.readouterr().out.split()[-1]
        with store.people() as people:
            user = people.user("demo")
        assert user is not None and user.role is Role.ANALYST
        assert passwords.fits(password, user.password)


def test_users_come_change_and_go(db: str, typed: None, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["users", "add", "vey", "--role", "analyst", "--password-stdin", "--db", db]) == 0
    assert main(["users", "change", "vey", "--role", "reader", "--db", db]) == 0
    assert main(["users", "token", "vey", "--label", "nightly", "--scope", "review", "--days", "3", "--db", db]) == 0
    secret = capsys.readouterr().out.split()[-1]
    with Store(db) as store, store.people() as people:
        token = people.token(secret)
        user = people.user("vey")
    assert token is not None and token.scopes == (Scope.REVIEW,) and token.until is not None
    assert user is not None and user.role is Role.READER and passwords.fits(PASSWORD, user.password)
    assert main(["users", "list", "--db", db]) == 0
    listed = capsys.readouterr().out
    assert "vey  reader" in listed and "nightly" in listed and secret not in listed
    assert main(["users", "revoke", "1", "--db", db]) == 0
    assert main(["users", "remove", "vey", "--db", db]) == 0
    with Store(db) as store, store.people() as people:
        assert people.all() == []


@pytest.mark.parametrize(
    "words",
    [
        ["users", "add", "", "--password-stdin"],
        ["users", "change", "nobody"],
        ["users", "change", "nobody", "--role", "reader"],
        ["users", "remove", "nobody"],
        ["users", "revoke", "7"],
        ["users", "token", "nobody", "--label", "x", "--scope", "read"],
    ],
)
def test_what_makes_no_sense_is_said(db: str, typed: None, words: list[str], capsys: Capture) -> None:
    Store(db).close()
    assert main([*words, "--db", db]) == 2
    assert capsys.readouterr().err


def test_a_missing_extra_is_said(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("counterclaim.cli.serve.find_spec", lambda name: None)
    assert main(["serve"]) == 3
    assert main(["users", "list"]) == 3
    assert "counterclaim[web]" in capsys.readouterr().err


def test_short_passwords_are_refused(db: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert main(["users", "add", "vey", "--password-stdin", "--db", db]) == 2
    assert "12 to 200" in capsys.readouterr().err
