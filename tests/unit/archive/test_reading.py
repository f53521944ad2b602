from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from archives_by_hand import FAILING, SPORT, StandIn, json_lines, numbers_in, row, write_parquet
from counterclaim.archive.cutting import cut
from counterclaim.archive.folder import ArchiveFolder, Done
from counterclaim.archive.inputs import find_inputs
from counterclaim.archive.options import ArchiveOptions
from counterclaim.archive.reading import Reader, ShardReading
from counterclaim.archive.run import outcome
from counterclaim.errors import ConfigError, RecordError, ResourceError
from counterclaim.records.models import Record, Report
from records_by_hand import border_record

pytest.importorskip("daft", reason="the archive extra is not installed")
RECORD = border_record()
OPTIONS = ArchiveOptions(shard=50)
ENDS = "This one ends the reader."


class Ending(StandIn):
    """Ends as a process does that is killed: no handler of errors sees it."""

    def read(self, reports: Iterable[Report]) -> Iterator[Record]:
        for report in reports:
            if ENDS in report.text:
                raise SystemExit
            yield Record(report=report)


class Missing(StandIn):
    def read(self, reports: Iterable[Report]) -> Iterator[Record]:
        raise ResourceError("no model")


def folder_of(tmp_path: Path) -> ArchiveFolder:
    folder = ArchiveFolder(tmp_path / "out")
    folder.open(OPTIONS)
    return folder


def run(path: Path, folder: ArchiveFolder, reader: Reader, options: ArchiveOptions = OPTIONS) -> Done:
    (found,) = find_inputs([str(path)])
    survey = folder.survey(found) or cut(found, options.shard)
    folder.keep_survey(survey)
    for shard in survey.shards:
        if shard.id not in folder.done_ids():
            ShardReading(shard, reader, options, folder).run()
    return outcome([survey], folder)


def test_what_fails_is_left_out_alone_with_its_reason(tmp_path: Path) -> None:
    rows = [row(n, FAILING if n == 3 else "") for n in range(40)] + [{"text": SPORT}]
    folder = folder_of(tmp_path)
    done = run(write_parquet(tmp_path / "a.parquet", rows), folder, StandIn())
    assert numbers_in(folder.path) == [n for n in range(40) if n != 3]
    assert done == Done(documents=41, reports=39, irrelevant=1, skipped={"reading it fails": 1})
    (path,) = folder.files("skipped")
    (skipped,) = pq.read_table(path).to_pylist()
    assert skipped == {"source": f"{tmp_path / 'a.parquet'}[3]", "reason": "reading it fails: ValueError: a list is empty"}


def test_what_ends_the_process_is_left_out_in_the_end(tmp_path: Path) -> None:
    rows = [row(n, ENDS if n == 37 else "") for n in range(40)]
    folder, path = folder_of(tmp_path), write_parquet(tmp_path / "a.parquet", rows)
    ends = 0
    while not folder.done_ids():
        try:
            run(path, folder, Ending())
        except SystemExit:
            ends += 1
            assert ends < 10
    assert ends == 4, "once among others, three times alone"
    assert numbers_in(folder.path) == [n for n in range(40) if n != 37]
    assert not folder.begun(next(iter(folder.done_ids())))


def test_a_run_that_was_killed_at_one_place_loses_nothing(tmp_path: Path) -> None:
    path, folder = write_parquet(tmp_path / "a.parquet", [row(n, ENDS if n == 5 else "") for n in range(40)]), folder_of(tmp_path)
    with pytest.raises(SystemExit):
        run(path, folder, Ending())
    assert run(path, folder, StandIn()).reports == 40


def test_without_a_model_the_run_stops_and_no_shard_is_marked(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    with pytest.raises(ResourceError, match="no model"):
        run(write_parquet(tmp_path / "a.parquet", [row(1)]), folder, Missing())
    assert not folder.done_ids()


def test_a_file_that_cannot_be_read_any_more_is_not_taken_for_empty(tmp_path: Path) -> None:
    path, folder = write_parquet(tmp_path / "a.parquet", [row(1)]), folder_of(tmp_path)
    (found,) = find_inputs([str(path)])
    (shard,) = cut(found, 5).shards
    path.write_bytes(b"gone")
    with pytest.raises(RecordError, match="cannot be read"):
        ShardReading(shard, StandIn(), OPTIONS, folder).run()
    assert not folder.done_ids()


def test_leftovers_of_a_killed_process_are_not_read_and_replaced(tmp_path: Path) -> None:
    path, folder = write_parquet(tmp_path / "a.parquet", [row(1)]), folder_of(tmp_path)
    (found,) = find_inputs([str(path)])
    (shard,) = cut(found, 50).shards
    old = folder.path / "reports" / "day=1999-01-01" / f"{shard.id}.parquet"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"half")
    assert list(folder.files("reports")) == []
    run(path, folder, StandIn())
    assert not old.exists()
    assert numbers_in(folder.path) == [1]


def test_everything_is_read_without_a_threshold(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "The cat sat on the mat and looked at the birds in the garden."}\n')
    every = ArchiveOptions(threshold=None)
    folder = ArchiveFolder(tmp_path / "out")
    folder.open(every)
    assert run(path, folder, StandIn(), every).reports == 1
    (file,) = folder.files("reports")
    assert pq.read_table(file).to_pylist()[0]["relevance"] is None


def test_other_options_and_other_files_under_one_name_are_refused(tmp_path: Path) -> None:
    folder, path = folder_of(tmp_path), tmp_path / "a.jsonl"
    path.write_bytes(json_lines(range(2)))
    run(path, folder, StandIn())
    with pytest.raises(ConfigError, match="other options \\(shard 50\\)"):
        folder.open(ArchiveOptions(shard=51))
    path.write_bytes(json_lines(range(3)))
    with pytest.raises(ConfigError, match="is not what it was"):
        run(path, folder, StandIn())
    with pytest.raises(ConfigError, match="holds no run"):
        ArchiveFolder(tmp_path).open(OPTIONS)
    with pytest.raises(ConfigError, match="holds no run"):
        ArchiveFolder(tmp_path).surveys()


class Whole(StandIn):
    def read(self, reports: Iterable[Report]) -> Iterator[Record]:
        for _ in reports:
            yield RECORD


def test_rows_tell_what_the_record_tells(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    done = run(write_parquet(tmp_path / "a.parquet", [row(1)]), folder, Whole())
    tables = {
        table: [r for path in folder.files(table) for r in pq.ParquetFile(path).read().to_pylist()]
        for table in ("reports", "claims", "events")
    }
    assert Record.model_validate_json(tables["reports"][0]["record"]) == RECORD
    assert done.claims == len(tables["claims"]) == len(RECORD.claims)
    assert [r["event"] for r in tables["events"]] == [event.id for event in RECORD.events]
    first = tables["claims"][0]
    assert first["claimant"] == RECORD.claims[0].claimant.id
    assert first["content"] == [span.of(RECORD.report.text) for span in RECORD.claims[0].content]
    assert {r["place"] for r in tables["events"]} == {event.place.name if event.place else None for event in RECORD.events}


def test_a_report_without_text_is_empty_and_not_beside_the_point(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": ""}\n{"text": " \\n "}\n')
    done = run(path, folder_of(tmp_path), StandIn())
    assert done == Done(documents=2, skipped={"empty": 2}, fruitless={str(path): "empty"})


def test_a_file_of_which_nothing_could_be_read_is_named(tmp_path: Path) -> None:
    folder, path, empty = folder_of(tmp_path), tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    path.write_bytes(b"none\n" * 3)
    empty.write_bytes(b"")
    assert run(path, folder, StandIn()).fruitless == {str(path): "not JSON"}
    assert run(empty, folder, StandIn()).fruitless == {str(empty): "there is nothing in it"}
    path = tmp_path / "c.jsonl"
    path.write_bytes(b"none\n" + json_lines([1]))
    assert run(path, folder, StandIn()).fruitless == {}
