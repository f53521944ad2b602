from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.cli import OK, SOME_FAILED, WRONG_USE, main
from counterclaim.store.store import Store
from incidents_by_hand import FRIDAY, Saying, harm, record

RULE = '[[rule]]\nid = "killed"\ncasualties = { at_least = 3 }\nwithin_days = 36500\n'


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a store of one clash."""
    monkeypatch.setenv("COUNTERCLAIM_DB", str(tmp_path / "desk.sqlite"))
    with Store(str(tmp_path / "desk.sqlite")) as store, store.writing() as work:
        work.add([record("r1", Saying(harm=(harm(4, "ARM"),)), published=FRIDAY)])
    return tmp_path


def rules(desk: Path, text: str) -> str:
    path = desk / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_dry_run_and_then_once(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    feed = desk / "alerts.xml"
    file = rules(desk, f'{RULE}[deliver.feed]\npath = "{feed}"\n')
    assert main(["alerts", file, "--dry-run"]) == OK
    shown = capsys.readouterr().out
    assert shown.startswith("[killed] Shelling, Sotk, 12 May 2023\n    Shelling between ARM and AZE at Sotk")
    assert not feed.exists()
    assert main(["alerts", file]) == OK
    assert capsys.readouterr().out == shown
    assert "Shelling, Sotk, 12 May 2023" in feed.read_text(encoding="utf-8")
    before = feed.stat().st_mtime_ns
    assert main(["alerts", file]) == OK
    assert capsys.readouterr().out == ""
    assert feed.stat().st_mtime_ns == before


def test_a_secret_that_is_not_there(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = rules(desk, RULE + '[deliver.webhook]\nurl = "https://hooks.example/"\nsecret = { env = "NO_SUCH_SECRET" }\n')
    assert main(["alerts", file]) == WRONG_USE
    assert "no secret in NO_SUCH_SECRET" in capsys.readouterr().err


def test_what_cannot_be_sent_is_said(desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK", "word")
    file = rules(desk, RULE + '[deliver.webhook]\nurl = "http://127.0.0.1:1/"\nsecret = { env = "HOOK" }\nallow_host = true\n')
    assert main(["alerts", file]) == SOME_FAILED
    assert "1 not sent and to be tried again, 0 given up" in capsys.readouterr().err
    assert main(["status"]) == OK
    assert "alerts: 1 still to be sent by webhook" in capsys.readouterr().out
