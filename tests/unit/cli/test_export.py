from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from counterclaim.cli import main
from counterclaim.cli.export import filter_of
from counterclaim.export.selection import Selection, select
from counterclaim.records.models import Record, Report
from counterclaim.records.words import Kind, Stance, Verdict
from counterclaim.store.store import Store
from incidents_by_hand import FRIDAY, KUT, SATURDAY, Saying, harm, record
from records_by_hand import border_record

Capture = pytest.CaptureFixture[str]
SAYINGS = {
    "Alpha": (Saying(claimant="ARM:MIL", harm=(harm(2, "ARM"),)),),
    "Beta": (Saying(claimant="AZE:MIL", stance=Stance.ACCUSES, initiators=("ARM",), targets=("AZE",)),),
}


def records_of(reports: Iterable[Report], engine: str, workers: int) -> Iterator[Record]:
    """Reports are read by name: the first word of a report says which claims it makes."""
    for report in reports:
        made = record(report.id, *SAYINGS.get(report.text.split(maxsplit=1)[0], ()))
        yield made.model_copy(update={"report": report.model_copy(update={"text": f"{made.report.text} {report.text}"})})


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("counterclaim.cli.compare.records_of", records_of)
    path = tmp_path / "reports.jsonl"
    words = "and the other side each said that the guns had opened fire near the village on Friday evening."
    lines = [{"text": f"{name} {words}", "outlet": f"Outlet {name}", "published": "2023-05-13", "language": "en"} for name in SAYINGS]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def test_writes_a_file(reports: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "events.csv"
    assert main(["export", "acled", str(reports), "-o", str(out)]) == 0
    assert capsys.readouterr() == ("", f"wrote {out} (1 row)\n")
    with out.open(newline="", encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert (row["location"], row["fatalities"]) == ("Sotk", "2")


def test_writes_a_folder_but_not_over_files(reports: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "tables"
    assert main(["export", "csv", str(reports), "-o", str(out)]) == 0
    assert (out / "claims.csv").exists()
    assert main(["export", "csv", str(reports), "-o", str(out)]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert main(["export", "csv", str(reports), "-o", str(reports)]) == 2
    assert "is a file: name a folder" in capsys.readouterr().err


def test_what_is_left_out_is_told(reports: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["export", "ucdp", str(reports), "-o", str(tmp_path / "ged.csv"), "--party", "RUS"]) == 0
    assert capsys.readouterr().err.endswith("(0 rows)\n")
    assert main(["export", "hxl", str(reports), "-o", str(tmp_path / "x.csv"), "--near", "40.2,45.9,50", "--kind", "shelling"]) == 0
    assert capsys.readouterr().err.endswith("(1 row)\n")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["--near", "40.2,45.9"], "is no latitude, longitude and kilometres"),
        (["--near", "95,45.9,1"], "is no latitude, longitude and kilometres"),
        (["--kind", "tempest"], "'tempest' is none of armed_clash"),
        (["--verdict", "true"], "'true' is none of agreed"),
        (["--since", "2023-05-02", "--until", "2023-05-01"], "--since comes after --until"),
    ],
)
def test_what_makes_no_sense_is_told(typed: list[str], told: str, reports: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["export", "acled", str(reports), "-o", str(tmp_path / "x"), *typed]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_without_a_source_the_store_is_written(tmp_path: Path, capsys: Capture) -> None:
    database, out = tmp_path / "desk.sqlite", tmp_path / "incidents.geojson"
    with Store(str(database)) as store, store.writing() as desk:
        desk.add([record("r1", *SAYINGS["Alpha"]), record("r2", *SAYINGS["Beta"])])
    assert main(["export", "geojson", "--db", str(database), "-o", str(out)]) == 0
    assert capsys.readouterr().err == f"wrote {out} (1 row)\n"
    (feature,) = json.loads(out.read_text(encoding="utf-8"))["features"]
    assert feature["properties"]["claims"] == ["r1/c1", "r2/c1"]


def test_without_a_source_and_a_store_nothing_is_made(tmp_path: Path, capsys: Capture) -> None:
    database = tmp_path / "none.sqlite"
    assert main(["export", "acled", "--db", str(database), "-o", str(tmp_path / "x.csv")]) == 2
    assert "does not exist" in capsys.readouterr().err
    assert not database.exists()


SELECTIONS = (
    Selection(since=FRIDAY, until=FRIDAY),
    Selection(parties=("ARM",)),
    Selection(kinds=(Kind.SHELLING,)),
    Selection(kinds=(Kind.TALKS,)),
    Selection(verdicts=(Verdict.SINGLE_SOURCE,)),
    Selection(places=("kut",)),
    Selection(outlets=("OUTLET R1",)),
)


@pytest.mark.parametrize("asked", SELECTIONS, ids=str)
def test_what_the_store_leaves_out_would_be_left_out_anyway(asked: Selection, tmp_path: Path) -> None:
    told = [
        record("r1", Saying(), Saying(where=KUT, days=None, initiators=("EU",), targets=())),
        record("r2", Saying(days=(SATURDAY, SATURDAY), kind=Kind.AIR_STRIKE)),
        border_record(),
    ]
    with Store(str(tmp_path / "desk.sqlite")) as store:
        with store.writing() as desk:
            desk.add(told)
        with store.reading() as desk:
            assert select(desk.comparison(filter_of(asked), all_meetings=True), asked) == select(desk.comparison(), asked)
