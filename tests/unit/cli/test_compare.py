from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from counterclaim.cli import main
from counterclaim.incidents.compare import compare
from counterclaim.records.blame import BlameMatrix
from counterclaim.records.comparison import Comparison
from counterclaim.records.models import Record, Report
from counterclaim.records.words import Stance
from incidents_by_hand import Saying, harm, record

Capture = pytest.CaptureFixture[str]
SAYINGS = {
    "Alpha": (Saying(claimant="ARM:MIL", harm=(harm(2, "ARM"),)), Saying(claimant="NARRATOR", background=True)),
    "Beta": (Saying(claimant="AZE:MIL", stance=Stance.ACCUSES, initiators=("ARM",), targets=("AZE",)),),
}


@pytest.fixture(autouse=True)
def _stand_in_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports are read by name: the first word of a report says which claims it makes."""

    def records_of(reports: Iterable[Report], engine: str, workers: int) -> Iterator[Record]:
        for report in reports:
            name = report.text.split(maxsplit=1)[0]
            made = record(report.id, *SAYINGS.get(name, ()))
            own_words = " ".join(f"{name}{n}" for n in range(60))
            text = f"{made.report.text} {'' if report.copy_of else own_words}"
            known = {"text": text, "outlet": report.outlet, "published": report.published, "copy_of": report.copy_of}
            yield made.model_copy(update={"report": made.report.model_copy(update=known)})

    monkeypatch.setattr("counterclaim.cli.compare.records_of", records_of)
    monkeypatch.setenv("COUNTERCLAIM_DB", "")
    monkeypatch.setenv("XDG_DATA_HOME", "/nonexistent")
    monkeypatch.setattr("counterclaim.cli.compare.landmarks_of", lambda _: [])
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    words = "and the other side each said that the guns had opened fire near the village on Friday evening."
    lines = [
        {"text": f"{name} {words}", "outlet": f"Outlet {name}", "published": f"2023-05-1{n}", "language": "en"}
        for n, name in enumerate(SAYINGS, 3)
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


@pytest.fixture
def comparison(reports: Path, capsys: Capture) -> Comparison:
    assert main(["compare", str(reports), "--json"]) == 0
    return Comparison.model_validate_json(capsys.readouterr().out)


def test_prints_each_incident_with_its_accounts(reports: Path, capsys: Capture) -> None:
    assert main(["compare", str(reports)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("2 reports of 2 origins, 3 claims, 1 incident\n")
    assert "who began  ≠ disputed  (the answers contradict each other; 2 origins)" in out
    assert "low 2 – best 2 – high 2" in out
    assert err == ""


def test_json_holds_the_parts_of_the_contract(reports: Path, comparison: Comparison, capsys: Capture) -> None:
    main(["compare", str(reports), "--json"])
    assert list(json.loads(capsys.readouterr().out)) == ["reports", "claims", "events", "incidents", "campaigns", "agreements", "talks"]
    assert len(comparison.incidents) == 1
    assert {name for name in comparison.incidents[0].claims} <= {claim.id for claim in comparison.claims}


def test_writes_a_dossier(reports: Path, tmp_path: Path, capsys: Capture) -> None:
    page = tmp_path / "dossier.html"
    assert main(["compare", str(reports), "--html", str(page)]) == 0
    assert capsys.readouterr() == ("", f"wrote {page} (2 reports of 2 origins, 3 claims, 1 incident)\n")
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_report_that_is_given_twice_counts_once_and_is_said(reports: Path, capsys: Capture) -> None:
    assert main(["compare", str(reports), str(reports)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("2 reports of 2 origins")
    assert err == "counterclaim: 2 reports left out: word for word the same as another\n"


def test_copies_are_folded_and_the_fold_says_why(reports: Path, tmp_path: Path, capsys: Capture) -> None:
    line = json.loads(reports.read_text(encoding="utf-8").splitlines()[0])
    copies = tmp_path / "copies.jsonl"
    repeated = [{**line, "copy_of": "0" * 16, "outlet": outlet, "text": f"{line['text']} {outlet}"} for outlet in ("Echo", "Mirror")]
    copies.write_text("\n".join(map(json.dumps, repeated)), encoding="utf-8")
    assert main(["compare", str(copies), "--width", "200"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("2 reports of 1 origin")
    assert "(same origin: near duplicate, “" in out


def test_a_failure_is_told_and_the_rest_compared(reports: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["compare", str(reports), str(tmp_path / "none.txt")]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("2 reports")
    assert "none.txt" in err


def test_nothing_read_prints_nothing_but_json_stays_json(tmp_path: Path, capsys: Capture) -> None:
    assert main(["compare", str(tmp_path / "none.txt"), "--html", str(tmp_path / "x.html")]) == 1
    assert capsys.readouterr().out == ""
    assert not (tmp_path / "x.html").exists()
    assert main(["compare", str(tmp_path / "none.txt"), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["incidents"] == []


def test_why(reports: Path, comparison: Comparison, capsys: Capture) -> None:
    incident, claim = comparison.incidents[0].id, comparison.incidents[0].claims[0]
    head, _, tail = claim.partition("/")
    assert main(["why", incident[:4], f"{head[:6]}/{tail}", str(reports)]) == 0
    out = capsys.readouterr().out
    assert "It was linked by what it shares" in out
    assert f"score {comparison.incidents[0].links[0].score:+.2f}" in out
    for name, (level, weight) in comparison.incidents[0].links[0].parts.items():
        assert f"{name:<8} {level:<14} {weight:+.2f}" in out


@pytest.mark.parametrize(
    ("incident", "claim", "message"),
    [
        ("nonsense", "c1", "there is no incident 'nonsense', but for instance i"),
        ("i", "ffff/c99", "there is no claim 'ffff/c99'"),
        ("i", "c1", "2 claims begin with 'c1': write more of the id"),
        ("i", "c2", "it tells of history and is in no incident"),
    ],
)
def test_why_of_what_is_not_there(incident: str, claim: str, message: str, reports: Path, capsys: Capture) -> None:
    assert main(["why", incident, claim, str(reports)]) == 2
    out, err = capsys.readouterr()
    assert message in err
    assert out == ""


@pytest.mark.parametrize("words", [["compare"], ["why", "i1", "c1"], ["accords"], ["talks"]])
def test_no_source_is_wrong_use(words: list[str], capsys: Capture) -> None:
    assert main(words) == 2
    assert "name at least one SOURCE" in capsys.readouterr().err


def test_schema_of_a_comparison(comparison: Comparison, capsys: Capture) -> None:
    assert main(["schema", "--of", "comparison"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["$id"] == "urn:counterclaim:comparison:1.2"
    assert set(schema["required"]) == set(comparison.model_dump(mode="json"))


def test_what_is_compared_is_what_the_library_compares(comparison: Comparison) -> None:
    records = [record(r.id, *SAYINGS[str(r.outlet).removeprefix("Outlet ")]) for r in comparison.reports]
    assert [i.claims for i in compare(records, {}).incidents] == [i.claims for i in comparison.incidents]


def test_blame_in_the_terminal_as_json_and_as_a_page(reports: Path, tmp_path: Path, capsys: Capture) -> None:
    page = tmp_path / "blame.html"
    assert main(["blame", str(reports), "--by", "month"]) == 0
    assert "1 charge in 1 conflict (by month)\n\nARM – AZE, May 2023\n" in capsys.readouterr().out
    assert main(["blame", str(reports), "--json", "--html", str(page)]) == 0
    out, err = capsys.readouterr()
    matrix = BlameMatrix.model_validate_json(out)
    assert [(c.accuser, c.accused, c.silent) for c in matrix.cells] == [("AZE", "ARM", 1)]
    assert err == f"wrote {page} (1 charge in 1 conflict)\n"
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_blame_of_a_stretch_of_days(reports: Path, capsys: Capture) -> None:
    assert main(["blame", str(reports), "--since", "2023-05-13", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["cells"] == []
    assert main(["blame", str(reports), "--since", "2023-05-12", "--until", "2023-05-12", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["cells"]) == 1


@pytest.mark.parametrize("words", [["--since", "May"], ["--since", "2023-05-02", "--until", "2023-05-01"], ["--by", "week"]])
def test_blame_of_no_days(words: list[str], reports: Path, capsys: Capture) -> None:
    assert main(["blame", str(reports), *words]) == 2
    assert capsys.readouterr().out == ""


def test_schema_of_a_matrix(reports: Path, capsys: Capture) -> None:
    assert main(["schema", "--of", "blame"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["$id"] == "urn:counterclaim:blame:1.2"
    assert set(schema["required"]) == set(BlameMatrix.model_fields)
