from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from archives_by_hand import HTML, json_lines, page, response, row, text_of, write_parquet, write_warc, write_zstd
from counterclaim.archive.cutting import Shard, cut
from counterclaim.archive.documents import Document, documents, glance_at
from counterclaim.archive.folder import BY_DAY, ArchiveFolder, Done
from counterclaim.archive.inputs import Form, Input, find_inputs
from counterclaim.errors import ConfigError, RecordError
from counterclaim.ingest.options import MAX_BYTES, Failure

pytest.importorskip("daft", reason="the archive extra is not installed")


def input_of(path: Path) -> Input:
    (found,) = find_inputs([str(path)])
    return found


def read_all(path: Path, size: int) -> list[list[str]]:
    """The texts of each shard; of a failure its message."""
    shards = cut(input_of(path), size).shards
    return [[read(each) for each in documents(shard, MAX_BYTES)] for shard in shards]


def read(document: Document | Failure) -> str:
    return str(document.error) if isinstance(document, Failure) else document.read().text


def plain_lines(path: Path) -> Path:
    path.write_bytes(json_lines(range(7)))
    return path


def zipped_lines(path: Path) -> Path:
    half = json_lines(range(4))
    path.write_bytes(gzip.compress(half) + gzip.compress(json_lines(range(4, 7))))
    return path


@pytest.mark.parametrize("size", [1, 3, 7, 100])
@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("a.jsonl", plain_lines),
        ("a.jsonl.gz", zipped_lines),
        ("a.ndjson.zst", lambda path: write_zstd(path, json_lines(range(7)))),
        ("a.parquet", lambda path: write_parquet(path, [row(n) for n in range(7)], group=2)),
    ],
)
def test_shards_hold_every_document_once_and_in_order(tmp_path: Path, name: str, write: object, size: int) -> None:
    path = write(tmp_path / name)  # type: ignore[operator]
    found = read_all(path, size)
    assert [text for shard in found for text in shard] == [text_of(n) for n in range(7)]
    assert [len(shard) for shard in found[:-1]] == [min(size, 7)] * (len(found) - 1)


@pytest.mark.parametrize("size", [1, 2, 100])
@pytest.mark.parametrize("whole", [False, True])
def test_pages_are_found_whether_a_warc_is_compressed_by_record_or_as_a_whole(tmp_path: Path, size: int, whole: bool) -> None:
    records = [response(page(text_of(n)), n) for n in range(5)]
    path = write_warc(tmp_path / "a.warc.gz", [b"".join(records)] if whole else records)
    found = [text for shard in read_all(path, size) for text in shard]
    assert [f"village {n} " in text for n, text in enumerate(found)] == [True] * 5


def test_what_is_no_page_says_why(tmp_path: Path) -> None:
    records = [
        response(b"x", 1, "image/png"),
        response(page("x"), 2, status="404 Not Found"),
        response(b" ", 3),
        response(page("short"), 4),
    ]
    (found,) = read_all_with_errors(write_warc(tmp_path / "a.warc.gz", records))
    assert found == [
        "no page: its media type is image/png",
        "no page: HTTP status 404",
        "empty: no text in it",
        "no article text in this page",
    ]


def read_all_with_errors(path: Path) -> list[list[str]]:
    found = list[list[str]]()
    for shard in cut(input_of(path), 100).shards:
        found.append([])
        for each in documents(shard, MAX_BYTES):
            try:
                found[-1].append(read(each))
            except RecordError as error:
                found[-1].append(str(error))
    return found


def test_a_page_has_its_address_and_when_it_was_fetched(tmp_path: Path) -> None:
    path = write_warc(tmp_path / "a.warc.gz", [response(page(text_of(1)), 1)])
    (document,) = documents(cut(input_of(path), 10).shards[0], MAX_BYTES)
    assert isinstance(document, Document)
    found = document.read()
    assert found.url == "https://news.example/1"
    assert found.fetched_at is not None
    assert found.published is None, "the day of fetching is not that of publication"


def test_a_file_that_breaks_off_keeps_what_was_before(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(json_lines(range(900)))[:-500])
    survey = cut(input_of(path), 100)
    assert survey.documents > 500
    assert survey.broken is not None
    assert survey.broken.startswith("cannot be read")
    found = [read(each) for shard in survey.shards for each in documents(shard, MAX_BYTES)]
    assert found == [text_of(n) for n in range(survey.documents)]


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"")
    assert cut(input_of(tmp_path / "a.jsonl"), 2).shards == ()


def test_a_file_that_is_no_parquet_is_broken_from_the_start(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"none")
    survey = cut(input_of(tmp_path / "a.parquet"), 2)
    assert (survey.shards, survey.broken is not None) == ((), True)


def test_bad_lines_stand_in_their_place(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n{\n" + json_lines([1]) + b'{"text": 5}\n')
    (shard,) = cut(input_of(path), 10).shards
    found = list(documents(shard, MAX_BYTES))
    assert [isinstance(each, Failure) for each in found] == [True, False, True]
    assert [each.source for each in found] == [f"{path}:2", f"{path}:3", f"{path}:4"]


def test_folders_are_searched_and_names_without_files_are_errors(tmp_path: Path) -> None:
    plain_lines(tmp_path / "a.jsonl")
    (tmp_path / "b").mkdir()
    write_parquet(tmp_path / "b" / "c.parquet", [row(1)])
    (tmp_path / "b" / "readme.txt").write_text("none of these")
    assert [(Path(i.path).name, i.form) for i in find_inputs([str(tmp_path)])] == [("a.jsonl", Form.LINES), ("c.parquet", Form.PARQUET)]
    assert len(find_inputs([str(tmp_path), str(tmp_path / "a.jsonl")])) == 2
    for name in ("none.jsonl", "b/readme.txt", "n*.jsonl"):
        with pytest.raises(ConfigError, match="no"):
            find_inputs([str(tmp_path / name)])


def test_a_glance_leaves_markup_and_scripts() -> None:
    html = HTML.format(title="Shelling", text="Two <b>soldiers</b> fell.<script>var war = 1;</script>")
    assert glance_at(html).split() == ["Shelling", "Shelling", "Two", "soldiers", "fell."]
    assert "loose words" in glance_at("<div>loose words</div>")


def test_a_shard_goes_through_json(tmp_path: Path) -> None:
    (shard,) = cut(input_of(plain_lines(tmp_path / "a.jsonl")), 10).shards
    assert Shard.model_validate_json(shard.model_dump_json()) == shard


def test_what_a_killed_process_left_half_written_goes_when_the_shard_is_finished(tmp_path: Path) -> None:
    day = tmp_path / "reports" / "day=2023-05-12"
    day.mkdir(parents=True)
    left, other = day / ".s-1.parquet.host.7.part", day / ".s-2.parquet.host.7.part"
    for path in (left, other):
        path.write_bytes(b"half")
    ArchiveFolder(tmp_path).finish("s-1", {table: {} for table in BY_DAY}, [], Done())
    assert not left.exists()
    assert other.exists()


@pytest.mark.parametrize("wrapped", [False, True])
@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("name", ["a.json", "a.json.gz"])
def test_a_json_file_that_is_one_value_is_read_whole(tmp_path: Path, name: str, indent: int | None, wrapped: bool) -> None:
    rows = [row(n) for n in range(7)]
    text = json.dumps({"reports": rows} if wrapped else rows, indent=indent).encode()
    path = tmp_path / name
    path.write_bytes(gzip.compress(text) if name.endswith(".gz") else text)
    found = read_all(path, 3)
    if wrapped and indent is None:
        assert [text for shard in found for text in shard] == [text_of(n) for n in range(7)], "one line, that holds them all"
        return
    assert found == [[text_of(n) for n in range(first, min(first + 3, 7))] for first in (0, 3, 6)]


def test_a_list_that_is_set_over_lines_is_read_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps([row(1), {"text": 5}], indent=1))
    assert read_all(path, 10) == [[text_of(1), "the report's 'text' is not a string"]]


def test_a_broken_list_counts_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("[\n" + json.dumps(row(1)) + ",\n")
    (told,) = read_all(path, 10)
    assert [text.partition(":")[0] for text in told] == ["not JSON", "not JSON"]


def test_a_value_too_large_to_be_parsed_whole_is_refused_with_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.archive.cutting.WHOLE_BYTES", 100)
    path = tmp_path / "a.json"
    path.write_text(json.dumps([row(1)], indent=1))
    survey = cut(input_of(path), 10)
    assert survey.broken is not None
    assert "JSON Lines" in survey.broken


def test_patterns_over_the_web_say_why_they_find_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_name: str) -> None:
        raise ValueError

    monkeypatch.setattr("daft.from_glob_path", nothing)
    with pytest.raises(ConfigError, match="a web server lists no files"):
        find_inputs(["https://news.example/*.jsonl"])
