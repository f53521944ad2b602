from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from counterclaim.archive.folder import ArchiveFolder, Done
from counterclaim.archive.options import ArchiveOptions
from counterclaim.cli import OK, WRONG_USE, main
from counterclaim.cli.archive import RunOptions, outcome_lines
from counterclaim.cli.pace import Pace, pace_words, time_words
from counterclaim.errors import ConfigError


def options(**typed: object) -> RunOptions:
    usual = {"inputs": (), "output": Path(), "everything": False, "relevance": None, "shard": 1000, "engine": "counterclaim"}
    placed = {"workers": 3, "ray": None, "cpus": 1.0, "memory": None}
    return RunOptions(**{**usual, **placed, **typed})  # type: ignore[arg-type]


def test_what_became_of_documents_is_told() -> None:
    reasons = {f"reason {n}": 20 - n for n in range(10)}
    lines = outcome_lines(Done(documents=5000, reports=1200, claims=9000, irrelevant=3645, skipped=reasons, broken={"a.gz": "cut off"}))
    assert lines[0] == "5,000 documents: 1,200 read, with 9,000 claims; 3,645 not about armed conflict; 155 left out"
    assert lines[1].split() == ["20", "reason", "0"]
    assert lines[9].split() == ["23", "for", "other", "reasons"]
    assert lines[-1] == "  the rest of a.gz cannot be read: cut off"
    assert outcome_lines(Done(fruitless={"a.json": "not JSON"}))[-1] == "  nothing could be read of a.json: not JSON"


def test_options_are_read() -> None:
    assert options().archive() == ArchiveOptions()
    assert options(everything=True).archive().threshold is None
    assert options(relevance=0.5).archive().threshold == 0.5
    assert options(memory="1.5g").placed().memory == 3 * (1 << 29)
    with pytest.raises(click.UsageError, match="1.5G"):
        options(memory="much").placed()


@pytest.mark.parametrize("score", [float("nan"), float("inf")])
def test_a_score_that_is_no_number_is_refused(score: float) -> None:
    with pytest.raises(click.UsageError, match="--all"):
        options(relevance=score).archive()


def test_a_stretch_of_no_days_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ArchiveFolder(tmp_path / "out").open(ArchiveOptions())
    days = ["--since", "2023-05-12", "--until", "2023-05-11"]
    assert main(["archive", "link", str(tmp_path / "out"), "-o", str(tmp_path / "a.json"), *days]) == WRONG_USE
    assert "no day lies between" in capsys.readouterr().err
    assert not (tmp_path / "a.json").exists()


def test_a_cluster_that_takes_no_connection_is_told_at_once() -> None:
    pytest.importorskip("daft", reason="the archive extra is not installed")
    from counterclaim.archive.running import Workers, prepare

    with pytest.raises(ConfigError, match=r"no Ray cluster answers at 127\.0\.0\.1:1: "):
        prepare(Workers(1, "127.0.0.1:1"))


def test_linking_wants_a_folder_of_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["archive", "link", str(tmp_path), "-o", str(tmp_path / "a.json")]) == WRONG_USE
    assert "holds no run" in capsys.readouterr().err
    folder = ArchiveFolder(tmp_path / "out")
    folder.open(ArchiveOptions())
    assert main(["archive", "link", str(folder.path), "-o", str(tmp_path / "a.json")]) == OK
    assert (tmp_path / "a.json").read_text(encoding="utf-8").startswith("{")


def test_speed_and_time_left_are_told() -> None:
    assert pace_words(0, 10, 5.0) == ""
    assert pace_words(50, 100, 10.0) == ", 5.0 a second, 20 s left"
    assert pace_words(50, 0, 10.0) == ", 5.0 a second"
    assert [time_words(s) for s in (59, 61, 3_700, 200_000)] == ["59 s", "1 min 1 s", "1 h 1 min", "2 d 7 h"]


def test_without_a_screen_a_line_is_told_now_and_then(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    now = iter([0.0, 1.0, 40.0])
    monkeypatch.setattr("counterclaim.cli.pace.time.monotonic", lambda: next(now))
    with Pace() as pace:
        pace("reading documents", 100, 1_000)
        pace("reading documents", 110, 1_000)
        pace("reading documents", 500, 1_000)
    err = capsys.readouterr().err
    assert re.findall(r"counterclaim: (.*)", err) == ["reading documents: 500 of 1,000, 10.0 a second, 50 s left"]
