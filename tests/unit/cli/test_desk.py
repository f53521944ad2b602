"""`add`, `review`, `status` and `reprocess` with a stand-in for the pipeline."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from counterclaim.cli import main
from counterclaim.cli.app import app
from counterclaim.cli.sources import LazyPipeline
from counterclaim.records.models import Record, Report
from counterclaim.records.words import Kind, Stance
from incidents_by_hand import Saying, harm, record

Capture = pytest.CaptureFixture[str]
TOLD: dict[str, tuple[Saying, ...]] = {
    "Alpha": (Saying(claimant="ARM:MIL", stance=Stance.ACCUSES, harm=(harm(2, "ARM"),)),),
    "Beta": (Saying(claimant="AZE:MIL", initiators=("ARM",), targets=("AZE",)),),
}


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[Saying, ...]]:
    """What is read in a report by its first word; tests may change it."""
    told = dict(TOLD)

    def read(_self: LazyPipeline, reports: Sequence[Report]) -> list[Record]:
        made = [(report, record(report.id, *told[report.text.split(maxsplit=1)[0]])) for report in reports]
        return [one.model_copy(update={"report": report}) for report, one in made]

    monkeypatch.setattr(LazyPipeline, "read", read)
    return told


@pytest.fixture
def db(tmp_path: Path) -> str:
    return str(tmp_path / "desk.sqlite")


@pytest.fixture
def reports(tmp_path: Path) -> str:
    path = tmp_path / "reports.jsonl"
    lines = [
        {
            "text": f"{name} " + " ".join(f"{name.lower()}{n}" for n in range(60)),
            "outlet": f"{name} Wire",
            "published": "2023-05-13",
            "language": "en",
        }
        for name in TOLD
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return str(path)


@pytest.fixture
def filled(db: str, reports: str, readings: dict[str, tuple[Saying, ...]], capsys: Capture) -> str:
    assert main(["add", reports, "--db", db]) == 0
    capsys.readouterr()
    return db


def walk(db: str, *lines: str) -> str:
    done = CliRunner().invoke(app, ["review", "--db", db, "--as", "ana"], input="\n".join([*lines, "q"]) + "\n", standalone_mode=False)
    assert done.exception is None, done.output
    return done.output


@pytest.mark.usefixtures("readings")
def test_add_says_what_became_of_each_report(db: str, reports: str, capsys: Capture) -> None:
    assert main(["add", reports, "--db", db]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["stored", "stored", "2"]
    assert lines[-1] == "2 stored; the store holds 2 reports, 2 claims and 1 incident"
    assert main(["add", reports, "--db", db, "--quiet"]) == 0
    assert capsys.readouterr().out == "2 known; the store holds 2 reports, 2 claims and 1 incident\n"


def test_compare_shows_the_store_where_no_source_is_named(filled: str, capsys: Capture) -> None:
    assert main(["compare", "--db", filled]) == 0
    assert "who" in capsys.readouterr().out
    assert main(["compare", "--db", f"{filled}.none"]) == 2
    assert "`counterclaim add` makes it" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["compare", "blame", "accords", "talks", "review"])
def test_an_empty_store_is_said_to_be_empty(command: str, db: str, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "empty.txt").touch()
    main(["add", str(tmp_path / "empty.txt"), "--db", db])
    capsys.readouterr()
    assert main([command, "--db", db]) == 0
    assert "holds no reports yet" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["accords", "talks"])
def test_ledger_and_calendar_are_those_of_the_store_where_no_source_is_named(command: str, filled: str, capsys: Capture) -> None:
    assert main([command, "--db", filled, "--json"]) == 0
    stored = json.loads(capsys.readouterr().out)
    assert stored["entries" if command == "accords" else "meetings"] == []
    assert stored.get("as_of", "2023-05-13") == "2023-05-13"


def test_status_without_a_store_asks_for_no_source(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Capture) -> None:
    monkeypatch.delenv("COUNTERCLAIM_DB", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert main(["status"]) == 2
    err = capsys.readouterr().err
    assert "there is no store yet" in err
    assert "SOURCE" not in err


def test_status_counts_and_checks(filled: str, capsys: Capture) -> None:
    assert main(["status", "--db", filled, "--check"]) == 0
    out = capsys.readouterr().out
    assert "2 reports" in out
    assert "(this version)" in out
    assert "the store is whole" in out


def test_the_queue_is_walked_and_decisions_are_written(filled: str, capsys: Capture) -> None:
    out = walk(filled, "c", "right", "e", "kind", "air_strike", "", "u", "", "")
    assert "1: confirm" in out
    assert "2: edit" in out
    assert main(["review", "--db", filled, "--journal"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert "ana confirm" in lines[0]
    assert lines[0].endswith("; right")
    assert 'kind: "shelling" → "air_strike"' in lines[1]


def test_what_makes_no_sense_is_said_and_the_claim_comes_again(filled: str) -> None:
    out = walk(filled, "w", "armenia", "x", "m", "i0", "")
    assert "not done: armenia is no party" in out
    assert "write one of the letters" in out
    assert "not done: there is no incident i0" in out
    assert out.endswith("0 decided\n")


def test_reports_that_were_looked_at_whole_are_written_as_gold(filled: str, tmp_path: Path) -> None:
    walk(filled, "c", "")
    assert main(["review", "--db", filled, "--export-gold", str(tmp_path / "gold")]) == 0
    written = sorted(p.suffix for p in (tmp_path / "gold" / "desk").iterdir())
    assert written == [".json", ".json", ".txt"]


def test_reprocess_prints_what_changed(filled: str, readings: dict[str, tuple[Saying, ...]], capsys: Capture) -> None:
    assert main(["reprocess", "--db", filled]) == 0
    assert capsys.readouterr().out == "0 read again, 0 of them with changes\n"
    readings["Beta"] = (Saying(claimant="AZE:MIL", initiators=("ARM",), targets=("AZE",), kind=Kind.AIR_STRIKE),)
    assert main(["reprocess", "--db", filled, "--all"]) == 0
    out = capsys.readouterr().out
    assert "  c1: kind shelling → air_strike\n" in out
    assert out.endswith("2 read again, 1 of them with changes\n")


def test_accords_and_talks_without_a_source_read_the_store(filled: str, capsys: Capture) -> None:
    assert main(["accords", "--db", filled, "--json"]) == 0
    ledger = json.loads(capsys.readouterr().out)
    assert set(ledger) >= {"entries"}
    assert main(["talks", "--db", filled, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["as_of"] == "2023-05-13"
    assert main(["accords", "--db", f"{filled}-absent"]) == 2
