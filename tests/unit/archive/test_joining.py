from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from archives_by_hand import written_archive
from counterclaim.archive import joining
from counterclaim.archive.joining import joined
from counterclaim.archive.linking import Stretch, link, record_texts, records
from counterclaim.cli import OK, main
from counterclaim.incidents import blocking
from counterclaim.records.models import Claim, Event, Record
from counterclaim.records.words import Stance
from generated_reports import nth_record

pytest.importorskip("daft", reason="the archive extra is not installed")


A_DAY = 15


def spread(count: int) -> list[Record]:
    """Generated records of two days in each hundred, so that those of some hundreds span years."""
    numbers = (number // (2 * A_DAY) * 100 * A_DAY + number % (2 * A_DAY) for number in range(count))
    return [nth_record(number, per_day=A_DAY, conflicts=3) for number in numbers]


def roughened(some: Sequence[Record]) -> list[Record]:
    """The same with what archives have besides: no day, no place, one party alone, long stretches, history, claims of several events."""
    dice = random.Random(7)
    return [_roughened(record, dice) for record in some]


def _roughened(record: Record, dice: random.Random) -> Record:
    report = record.report
    if dice.random() < 0.2:
        report = report.model_copy(update={"published": None})
    elif dice.random() < 0.3 and isinstance(report.published, dt.date):
        zone = dt.timezone(dt.timedelta(hours=dice.randint(-5, 5)))
        moment = dt.datetime.combine(report.published, dt.time(dice.randrange(24)), zone)
        report = report.model_copy(update={"published": moment})
    if dice.random() < 0.2:
        report = report.model_copy(update={"text": f"{report.text}\n\nReuters reported that Meridian Alpha had the story, (Reuters) said."})
    if dice.random() < 0.05:
        report = report.model_copy(update={"copy_of": "g0000000"})
    events = tuple(_event(event, dice) for event in record.events)
    claims = tuple(_claim(claim, events, dice) for claim in record.claims)
    return record.model_copy(update={"report": report, "events": events, "claims": claims})


def _event(event: Event, dice: random.Random) -> Event:
    changes: dict[str, object] = {}
    if dice.random() < 0.3:
        changes["place"] = None
    if dice.random() < 0.2:
        changes["time"] = None
    elif event.time is not None and event.time.start is not None and dice.random() < 0.2:
        changes["time"] = event.time.model_copy(update={"end": event.time.start + dt.timedelta(days=dice.choice((3, 9, 40)))})
    if dice.random() < 0.2:
        changes["initiators"] = ()
    if dice.random() < 0.05:
        changes["background"] = True
    return event.model_copy(update=changes)


def _claim(claim: Claim, events: Sequence[Event], dice: random.Random) -> Claim:
    several = (claim.events[0], dice.choice(events).id) if dice.random() < 0.1 else claim.events
    return claim.model_copy(update={"events": tuple(dict.fromkeys(several)), "stance": dice.choice((claim.stance, Stance.DENIES))})


def texts(some: Sequence[Record]) -> list[bytes]:
    return [record.model_dump_json().encode() for record in some]


def told(some: Sequence[Record], folder: Path) -> str:
    return b"".join(joined(texts(some), folder).text).decode()


def expected(some: Sequence[Record]) -> str:
    return link(some).model_dump_json(indent=2)


def test_a_comparison_that_is_written_as_it_is_made_is_the_same_to_the_byte(tmp_path: Path) -> None:
    some = roughened(spread(240))
    days = {record.report.published_on for record in some if record.report.published_on}
    assert (max(days) - min(days)).days > 700
    found = link(some)
    assert len(found.campaigns) > 3
    assert any(incident.gathered for incident in found.incidents)
    counts = joined(texts(some), tmp_path).counts
    assert counts[:1] + counts[2:] == (len(found.reports), len(found.claims), len(found.incidents), len(found.campaigns))
    (tmp_path / "again").mkdir()
    assert told(some, tmp_path / "again") == found.model_dump_json(indent=2)


def test_crowded_blocks_and_few_records_in_memory_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocking, "CROWDED", 12)
    monkeypatch.setattr(joining, "HELD", 5)
    monkeypatch.setattr(joining, "REPORTS", 7)
    monkeypatch.setattr(joining, "DAYS", 1)
    some = roughened([nth_record(number, per_day=30, conflicts=2) for number in range(80)])
    assert told(some, tmp_path) == expected(some)


def test_of_several_records_of_one_report_the_same_one_stays_in_the_same_place(tmp_path: Path) -> None:
    some = roughened(spread(20))
    other = {"outlet": "Other", "published": dt.date(2019, 1, 1)}
    later = [r.model_copy(update={"report": r.report.model_copy(update=other)}) for r in some]
    twice = [*some[:10], *later[5:], *some[8:]]
    assert told(twice, tmp_path) == expected(twice)


def test_nothing_gives_what_nothing_gives(tmp_path: Path) -> None:
    assert told([], tmp_path) == expected([])


def test_partitions_are_gone_through_in_the_order_of_the_archive(tmp_path: Path) -> None:
    some = roughened(spread(60))
    dice = random.Random(3)
    dice.shuffle(some)
    folder = written_archive(tmp_path / "out", some, shard=25)
    assert len(list(folder.path.glob("reports/day=*"))) > 4
    assert list(record_texts(folder, Stretch())) == texts(records(folder, Stretch())) == texts(some)
    since = Stretch(since=dt.date(2021, 3, 1))
    assert list(record_texts(folder, since)) == texts(records(folder, since))


def test_the_command_writes_what_one_machine_would(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    some = roughened(spread(60))
    folder = written_archive(tmp_path / "out", some, shard=25)
    assert main(["archive", "link", str(folder.path), "-o", str(tmp_path / "a.json")]) == OK
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == expected(some) + "\n"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == [], "nothing is left over"
    assert "wrote" in capsys.readouterr().err
