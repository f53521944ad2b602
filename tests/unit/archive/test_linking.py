from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from archives_by_hand import StandIn
from counterclaim.archive.cutting import cut
from counterclaim.archive.folder import ArchiveFolder
from counterclaim.archive.inputs import find_inputs
from counterclaim.archive.linking import Stretch, counted, link, records, records_by_day
from counterclaim.archive.options import ArchiveOptions
from counterclaim.archive.reading import ShardReading
from counterclaim.cli import OK, main
from counterclaim.evaluation.reports.gold_claims import read_groups
from counterclaim.incidents.told import Told
from counterclaim.records.models import Record, Report

pytest.importorskip("daft", reason="the archive extra is not installed")
GOLD = Path(__file__).parents[3] / "evals" / "gold"
GROUPS = ("dev-arm-aze-a", "dev-sdn-a")


def squeezed(text: str) -> str:
    """A text without its line breaks, which ingest may set otherwise."""
    return " ".join(text.split())


def gold() -> dict[str, Record]:
    """What a perfect reader would make of some reports, by their texts."""
    told: dict[str, list[Told]] = defaultdict(list)
    for group in read_groups(GOLD):
        if group.name in GROUPS:
            for claim in group.claims:
                told[squeezed(claim.told.report.text)].append(claim.told)
    return {
        text: Record(report=some[0].report, claims=tuple(t.claim for t in some), events=tuple({t.event.id: t.event for t in some}.values()))
        for text, some in told.items()
    }


class Perfect(StandIn):
    def __init__(self, known: dict[str, Record]) -> None:
        super().__init__()
        self._known = known

    def read(self, reports: Iterable[Report]) -> Iterator[Record]:
        for report in reports:
            yield self._known[squeezed(report.text)]


@pytest.fixture(scope="module")
def known() -> dict[str, Record]:
    return gold()


@pytest.fixture(scope="module")
def folder(known: dict[str, Record], tmp_path_factory: pytest.TempPathFactory) -> ArchiveFolder:
    """The reports read in shards of three, the last shard first."""
    place, options = tmp_path_factory.mktemp("linking"), ArchiveOptions(shard=3, threshold=None)
    lines = [json.dumps({"text": record.report.text, "published": str(record.report.published)}) for record in known.values()]
    (place / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    folder = ArchiveFolder(place / "out")
    folder.open(options)
    survey = cut(find_inputs([str(place / "a.jsonl")])[0], options.shard)
    folder.keep_survey(survey)
    for shard in reversed(survey.shards):
        ShardReading(shard, Perfect(known), options, folder).run()
    return folder


def test_incidents_over_partitions_are_those_of_one_machine(folder: ArchiveFolder, known: dict[str, Record]) -> None:
    assert len(list(folder.path.glob("reports/day=*"))) > 3
    found = link(records(folder, Stretch()))
    assert found.incidents
    assert found == link(known.values())


def test_a_stretch_of_days_takes_its_partitions_alone(folder: ArchiveFolder, known: dict[str, Record]) -> None:
    days = sorted(day for record in known.values() if (day := record.report.published_on))
    first, last = days[2], days[-3]
    inside = [record for record in known.values() if (day := record.report.published_on) and first <= day <= last]
    assert 0 < len(inside) < len(known)
    assert link(records(folder, Stretch(first, last))) == link(inside)


def test_undated_reports_belong_to_all_days_together() -> None:
    assert "unknown" in Stretch()
    assert "unknown" not in Stretch(since=dt.date(2023, 1, 1))
    assert "2023-01-01" in Stretch(since=dt.date(2023, 1, 1))
    assert "2023-01-02" not in Stretch(until=dt.date(2023, 1, 1))


def test_what_was_read_goes_into_the_store(
    folder: ArchiveFolder, known: dict[str, Record], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = str(tmp_path / "desk.sqlite")
    assert main(["archive", "add", str(folder.path), "--db", db]) == OK
    told = capsys.readouterr().out
    assert f"the store holds {len(known)} reports" in told
    assert f"and {len(link(known.values()).incidents)} incidents" in told
    assert main(["archive", "add", str(folder.path), "--db", db]) == OK
    assert f"{len(known)} known" in capsys.readouterr().out


def test_days_come_in_their_order(folder: ArchiveFolder) -> None:
    days = [record.report.published_on for record in records_by_day(folder, Stretch())]
    dated = [day for day in days if day is not None]
    assert dated == sorted(dated)
    assert len(days) == counted(folder, Stretch())
    assert days[: len(dated)] == dated
