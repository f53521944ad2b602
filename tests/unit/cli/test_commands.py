from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from counterclaim.cli import main
from counterclaim.errors import CounterclaimError, RecordError, ResourceError
from counterclaim.records.models import Record, Report
from places_by_hand import world
from records_by_hand import TEXT, border_record, empty_record

Capture = pytest.CaptureFixture[str]
FORECAST = "Rain is expected over the northern hills on Monday, and the museum will open its doors at nine in the morning.\n"


@pytest.fixture(autouse=True)
def _stand_in_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stages are tested elsewhere: here the report about Sotk gives the record made by hand, any other gives no claims."""

    def records_of(reports: Iterable[Report], engine: str, workers: int) -> Iterator[Record]:
        for report in reports:
            known = border_record() if "Sotk" in report.text else empty_record()
            yield known.model_copy(update={"report": report.model_copy(update={"text": known.report.text})})

    monkeypatch.setattr("counterclaim.cli.read.records_of", records_of)
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def forecast(tmp_path: Path) -> Path:
    path = tmp_path / "forecast.txt"
    path.write_text(FORECAST, encoding="utf-8")
    return path


def test_prints_the_claims(report: Path, capsys: Capture) -> None:
    assert main(["read", str(report), "--published", "2023-05-12", "--outlet", "Highland Wire"]) == 0
    out, err = capsys.readouterr()
    assert "Highland Wire · 12 May 2023" in out
    assert "c1  accuses: shelling, occurred" in out
    assert "\x1b" not in out
    assert err == ""


def test_no_claims_is_no_failure(forecast: Path, capsys: Capture) -> None:
    assert main(["read", str(forecast)]) == 0
    assert "no attributed claims found" in capsys.readouterr().out


def test_width(report: Path, capsys: Capture) -> None:
    assert main(["read", str(report), "--width", "50"]) == 0
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 50


def test_json_of_one_report_is_one_readable_object(report: Path, capsys: Capture) -> None:
    assert main(["read", str(report), "--json", "--title", "Blame"]) == 0
    out = capsys.readouterr().out
    assert out.startswith('{\n  "report"')
    assert Record.model_validate_json(out).report.title == "Blame"


def test_json_of_several_reports_is_one_a_line(report: Path, forecast: Path, capsys: Capture) -> None:
    assert main(["read", str(report), str(forecast), str(report), "--json"]) == 0
    assert [len(json.loads(line)["claims"]) for line in capsys.readouterr().out.splitlines()] == [6, 0, 6]


def test_json_stays_lines_when_one_of_two_fails(report: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["read", str(report), str(tmp_path / "none.txt"), "--json"]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_failure_is_one_line_on_stderr_and_the_rest_is_read(report: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "empty.txt").write_text("")
    assert main(["read", str(tmp_path / "empty.txt"), str(report), str(tmp_path / "none.txt")]) == 1
    out, err = capsys.readouterr()
    assert "c1  accuses" in out
    assert [line.split(": ")[:2] for line in err.splitlines()] == [
        ["counterclaim", str(tmp_path / "empty.txt")],
        ["counterclaim", str(tmp_path / "none.txt")],
    ]


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert main(["read", "-", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["claims"]) == 6


def test_samples(capsys: Capture) -> None:
    assert main(["read", "--samples", "--json"]) == 0
    outlets = [json.loads(line)["report"]["outlet"] for line in capsys.readouterr().out.splitlines()]
    assert len(set(outlets)) == len(outlets) >= 3


def test_page(report: Path, forecast: Path, tmp_path: Path, capsys: Capture) -> None:
    page = tmp_path / "claims.html"
    page.write_text("old")
    assert main(["read", str(report), str(forecast), "--html", str(page)]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"wrote {page} (2 reports)\n"
    assert page.read_text(encoding="utf-8").count('<section class="report"') == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["claims.html", "forecast.txt", "report.txt"]


def test_page_and_json_together(report: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["read", str(report), "--json", "--html", str(tmp_path / "claims.html")]) == 0
    assert len(json.loads(capsys.readouterr().out)["claims"]) == 6


def test_no_page_when_nothing_was_read(tmp_path: Path, capsys: Capture) -> None:
    page = tmp_path / "claims.html"
    page.write_text("old")
    assert main(["read", str(tmp_path / "none.txt"), "--html", str(page)]) == 1
    assert page.read_text() == "old"
    assert "no such file" in capsys.readouterr().err


def test_page_to_a_device(report: Path) -> None:
    assert main(["read", str(report), "--html", "/dev/null"]) == 0
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["read"], "name at least one SOURCE"),
        (["read", "x", "--published", "yesterday"], "a publication date is written like"),
        (["read", "x", "--timeout", "-1"], "time limit"),
        (["read", "x", "--language", "English"], "ISO 639"),
        (["read", "x", "--width", "3"], "--width"),
        (["read", "x", "--nonsense"], "--nonsense"),
        (["nonsense"], "nonsense"),
        (["read", "x", "--html", "."], "is a folder"),
        (["read", "x", "--html", "no-such-folder/claims.html"], "does not exist"),
    ],
)
def test_wrong_use_is_said_and_exits_2(words: list[str], message: str, capsys: Capture) -> None:
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert message in err
    assert "Traceback" not in err
    assert out == ""


@pytest.mark.parametrize(("error", "status"), [(ResourceError("no model"), 3), (RecordError("no text"), 1), (KeyboardInterrupt(), 130)])
def test_errors_become_exit_codes(
    error: CounterclaimError | KeyboardInterrupt, status: int, report: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def fails(reports: Iterable[Report], engine: str, workers: int) -> Iterator[Record]:
        raise error

    monkeypatch.setattr("counterclaim.cli.read.records_of", fails)
    assert main(["read", str(report)]) == status
    assert capsys.readouterr().err == f"counterclaim: {str(error) or 'interrupted'}\n"


def test_schema(capsys: Capture) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$id"] == "urn:counterclaim:record:1.2"


def test_version(capsys: Capture) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("counterclaim 0.")


def test_gazetteer_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    seen: list[tuple[Path, Path | None]] = []

    def build_index(path: Path, progress: object, dump: Path | None) -> int:
        seen.append((path, dump))
        assert callable(progress)
        progress(5, 10)
        return 12345

    monkeypatch.setattr("counterclaim.grounding.gazetteer_build.build_index", build_index)
    index, dump = tmp_path / "places.sqlite", tmp_path / "AM.zip"
    dump.touch()
    assert main(["gazetteer", "build", "--into", str(index)]) == 0
    assert main(["gazetteer", "build", str(dump), "--into", str(index)]) == 0
    assert seen == [(index, None), (index, dump)]
    assert capsys.readouterr().out == f"12,345 places in {index}\n" * 2


def test_gazetteer_explain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("counterclaim.grounding.gazetteer.Gazetteer.open", lambda **_: world(tmp_path))
    assert main(["gazetteer", "explain", "Martuni", "--country", "arm", "--near", "40.2,45.4"]) == 0
    first, likeliest, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith("Martuni: Martuni, confidence ")
    assert "ARM" in likeliest and "story_country +0.80" in likeliest and "near_others" in likeliest
    assert main(["gazetteer", "explain", "Nowhere"]) == 0
    assert capsys.readouterr().out == "Nowhere: not in the index of places\n"


@pytest.mark.parametrize("words", [["--near", "100,0"], ["--near", "here"], ["--country", "XYZ"]])
def test_gazetteer_explain_refuses_what_is_no_place(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.grounding.gazetteer.Gazetteer.open", lambda **_: world(tmp_path))
    assert main(["gazetteer", "explain", "Paris", *words]) == 2


@pytest.mark.parametrize(
    ("words", "level"),
    [(["schema"], logging.WARNING), (["--verbose", "read", "--samples"], logging.DEBUG), (["read", "--samples", "-v"], logging.DEBUG)],
)
def test_verbose(words: list[str], level: int) -> None:
    main(words)
    assert logging.getLogger("counterclaim").level == level
