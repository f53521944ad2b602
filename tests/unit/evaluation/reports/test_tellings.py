from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from counterclaim.errors import ResourceError
from counterclaim.evaluation.reports.tellings import GoldReport, Spot, party_of, read_gold, read_second, read_wire, tellings_of
from counterclaim.records.models import Actor, Record, Time
from counterclaim.records.words import Effect, Family, Kind, TimePrecision
from records_by_hand import FIRE, TEXT, border_record, span
from tellings_by_hand import BARE
from told_by_hand import ARM, AZE, claim, harm, told

QUOTE = "its forces came under fire"
EVENT: dict[str, Any] = {
    "id": "e1",
    "kind": "shelling",
    "status": "occurred",
    "background": False,
    "initiators": ["AZE:MIL"],
    "targets": ["ARM", "ARM:MIL"],
    "mediators": [],
    "place": {"name": "Sotk", "lat": 40.2, "lon": 45.87, "country": "ARM", "precision": "settlement", "quote": "Sotk"},
    "date": ["2023-05-12", "2023-05-13"],
    "weapons": [{"kind": "mortar", "quote": "mortars"}],
    "harm": [{"effect": "killed", "side": "ARM:MIL", "category": "military", "low": 5, "best": None, "high": None, "quote": "five"}],
}
CLAIM: dict[str, Any] = {"id": "c1", "claimant": "ARM:MIL", "stance": "accuses", "cue": "said", "content": [QUOTE, "Sotk"], "event": "e1"}
GOLD: dict[str, Any] = {"slug": "one", "outlet": "Highland Wire", "published": "2023-05-13", "claims": [CLAIM], "events": [EVENT]}
WIRE: dict[str, Any] = {
    "published": "2023-05-13",
    "claims": [
        {"claimant": "ARM:MIL", "stance": "accuses", "event": {**EVENT, "weapons": ["mortar"], "background": None}, "support": "its"}
    ],
}


def write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of one group with one report, annotated twice."""
    write(tmp_path / "test-toy-a/group.json", {"group": "test-toy-a", "half": "test"})
    write(tmp_path / "test-toy-a/one.json", GOLD)
    write(tmp_path / "test-toy-a/one.txt", TEXT)
    write(tmp_path / "second/test-toy-a/one.json", {**GOLD, "claims": [{**CLAIM, "stance": "asserts"}]})
    return tmp_path


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """One report of the wire."""
    write(tmp_path / "gold/one.json", WIRE)
    write(tmp_path / "texts/one.txt", TEXT)
    return tmp_path


def test_a_record_is_told_claim_by_claim() -> None:
    told_by_record = tellings_of(border_record())
    assert [t.claimant for t in told_by_record] == ["ARM:MIL", "ARM:MIL", "AZE", "MEDIA", "NARRATOR", "NARRATOR"]
    first = told_by_record[0]
    assert first == replace(
        BARE,
        initiators=frozenset({"AZE"}),
        targets=frozenset({"ARM"}),
        place=Spot("Sotk", 40.2, 45.87, "ARM"),
        date=("2023-05-12", "2023-05-12"),
        weapons=frozenset({"mortar", "drone"}),
        content=((span(FIRE).start, span(FIRE).end),),
    )
    assert (first.party, first.sector, first.family) == ("ARM", "MIL", Family.VIOLENCE)
    assert told_by_record[1].harm == {("wounded", "ARM", 5)}
    assert told_by_record[4].mediators == {"EU"}
    assert told_by_record[4].status == "planned"
    assert told_by_record[5].background is True


def test_a_record_without_claims_tells_nothing() -> None:
    assert tellings_of(border_record().model_copy(update={"claims": ()})) == []


def test_a_claim_of_several_events_is_told_once_for_each() -> None:
    events = (told(Kind.SHELLING), told(Kind.CASUALTY, "e2"))
    record = Record(report=border_record().report, claims=(claim(ARM, events=("e2", "e1")),), events=events)
    assert [t.kind for t in tellings_of(record)] == [Kind.CASUALTY, Kind.SHELLING]


def test_what_a_record_does_not_know_stays_empty() -> None:
    nowhen = Time(start=None, end=None, precision=TimePrecision.VAGUE, reason="no publication date")
    event = told(Kind.ATTACK, initiators=(Actor.of(None, name="gunmen"), AZE), harm=(harm(None, best=None),), time=nowhen)
    record = Record(report=border_record().report, claims=(claim(Actor.of(None, name="a villager")),), events=(event,))
    (telling,) = tellings_of(record)
    assert (telling.claimant, telling.party, telling.sector) == ("", "", None)
    assert telling.initiators == {"AZE"}
    assert (telling.place, telling.date) == (None, None)
    assert telling.harm == {("killed", None, None)}


def test_a_time_without_an_end_is_one_day() -> None:
    event = told(Kind.ATTACK, time=Time(start=dt.date(2023, 5, 1), end=None, precision=TimePrecision.DAY))
    record = Record(report=border_record().report, claims=(claim(ARM),), events=(event,))
    assert tellings_of(record)[0].date == ("2023-05-01", "2023-05-01")


@pytest.mark.parametrize(("low", "best", "high", "number"), [(5, 7, 9, 7), (5, None, 9, 5), (None, None, 9, 9), (0, None, 9, 0)])
def test_the_number_of_harm_is_the_best_then_the_low_then_the_high(
    low: int | None, best: int | None, high: int | None, number: int
) -> None:
    hurt = harm(ARM).model_copy(update={"low": low, "best": best, "high": high, "effect": Effect.WOUNDED})
    record = Record(report=border_record().report, claims=(claim(ARM),), events=(told(Kind.ATTACK, harm=(hurt,)),))
    assert tellings_of(record)[0].harm == {("wounded", "ARM", number)}


def test_a_party_is_what_stands_before_the_sector() -> None:
    assert [party_of(code) for code in ("ARM:MIL", "ARM", "")] == ["ARM", "ARM", ""]


def test_reads_gold(corpus: Path) -> None:
    (report,) = read_gold(corpus)
    start = TEXT.index(QUOTE)
    assert (report.slug, report.half) == ("test-toy-a/one", "test")
    assert (report.report.text, report.report.outlet, report.report.published) == (TEXT, "Highland Wire", dt.date(2023, 5, 13))
    assert report.tellings == (
        replace(
            BARE,
            initiators=frozenset({"AZE"}),
            targets=frozenset({"ARM"}),
            place=Spot("Sotk", 40.2, 45.87, "ARM"),
            date=("2023-05-12", "2023-05-13"),
            weapons=frozenset({"mortar"}),
            harm=frozenset({("killed", "ARM", 5)}),
            content=((start, start + len(QUOTE)), (TEXT.index("Sotk"), TEXT.index("Sotk") + 4)),
        ),
    )


def test_gold_that_leaves_slots_out_is_read_as_empty(corpus: Path) -> None:
    known = {name: EVENT[name] for name in ("id", "kind", "status")}
    write(corpus / "test-toy-a/one.json", {**GOLD, "events": [{**known, "date": None, "harm": None, "place": None}]})
    (telling,) = next(read_gold(corpus)).tellings
    assert replace(telling, content=BARE.content) == BARE


def test_somebody_unknown_in_gold_is_the_same_as_in_a_record(corpus: Path) -> None:
    write(corpus / "test-toy-a/one.json", {**GOLD, "claims": [{**CLAIM, "claimant": None}]})
    (telling,) = next(read_gold(corpus)).tellings
    assert (telling.claimant, telling.party, telling.sector) == ("", "", None)


def test_reads_the_second_annotation_on_the_text_of_the_first(corpus: Path) -> None:
    (first,), (second,) = read_gold(corpus), read_second(corpus)
    assert second.slug == first.slug
    assert second.report.text == first.report.text
    assert [t.stance for t in (*first.tellings, *second.tellings)] == ["accuses", "asserts"]


def test_the_second_annotation_is_no_group_of_the_first(corpus: Path) -> None:
    write(corpus / "second/test-toy-a/two.json", GOLD)
    assert [g.slug for g in read_gold(corpus)] == ["test-toy-a/one"]


def test_reads_the_wire(wire: Path) -> None:
    (report,) = read_wire(wire)
    (telling,) = report.tellings
    assert (report.slug, report.report.text, report.report.published) == ("one", TEXT, dt.date(2023, 5, 13))
    assert telling.content == ()
    assert telling.weapons == {"mortar"}
    assert telling.background is False
    assert telling.harm == {("killed", "ARM", 5)}


def test_reads_by_name(corpus: Path) -> None:
    for group, slug in (("test-toy-a", "zulu"), ("test-toy-a", "alpha"), ("dev-toy-a", "one")):
        write(corpus / f"{group}/group.json", {"group": group, "half": group[:4].strip("-")})
        write(corpus / f"{group}/{slug}.json", GOLD)
        write(corpus / f"{group}/{slug}.txt", TEXT)
    assert [g.slug for g in read_gold(corpus)] == ["dev-toy-a/one", "test-toy-a/alpha", "test-toy-a/one", "test-toy-a/zulu"]


Reader = Callable[[Path], list[GoldReport]]


def gold(folder: Path) -> list[GoldReport]:
    return list(read_gold(folder))


def second(folder: Path) -> list[GoldReport]:
    return list(read_second(folder))


def of_the_wire(folder: Path) -> list[GoldReport]:
    return list(read_wire(folder))


@pytest.mark.parametrize("read", [gold, second, of_the_wire])
def test_a_folder_without_reports_is_said(tmp_path: Path, read: Reader) -> None:
    with pytest.raises(ResourceError, match="holds no reports"):
        read(tmp_path)


BROKEN: dict[str, object] = {
    "no JSON": "{",
    "no object": [],
    "no claims": {k: v for k, v in GOLD.items() if k != "claims"},
    "claims are nothing": {**GOLD, "claims": None},
    "no outlet": {k: v for k, v in GOLD.items() if k != "outlet"},
    "no day": {**GOLD, "published": "yesterday"},
    "a dangling event": {**GOLD, "events": []},
    "a quote that is not there": {**GOLD, "claims": [{**CLAIM, "content": ["never said"]}]},
    "an unknown kind": {**GOLD, "events": [{**EVENT, "kind": "skirmish"}]},
    "half a date": {**GOLD, "events": [{**EVENT, "date": ["2023-05-12"]}]},
    "a place that is a word": {**GOLD, "events": [{**EVENT, "place": "Sotk"}]},
}


@pytest.mark.parametrize(("path", "read"), [("test-toy-a/one.json", gold), ("second/test-toy-a/one.json", second)])
@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_broken_gold_is_said_with_its_name(corpus: Path, path: str, read: Reader, broken: object) -> None:
    write(corpus / path, broken)
    with pytest.raises(ResourceError, match=path):
        read(corpus)


@pytest.mark.parametrize("group", ["{", "[]", '{"group": "test-toy-a"}'])
def test_a_broken_group_is_said_with_its_name(corpus: Path, group: str) -> None:
    write(corpus / "test-toy-a/group.json", group)
    with pytest.raises(ResourceError, match="group.json"):
        gold(corpus)


@pytest.mark.parametrize("read", [gold, second])
def test_a_missing_text_is_said_with_its_name(corpus: Path, read: Reader) -> None:
    (corpus / "test-toy-a/one.txt").unlink()
    with pytest.raises(ResourceError, match=r"one\.txt cannot be read"):
        read(corpus)


@pytest.mark.parametrize("broken", ["{", {**WIRE, "claims": None}, {**WIRE, "published": "now"}, {"published": "2023-05-13"}])
def test_a_broken_wire_is_said_with_its_name(wire: Path, broken: object) -> None:
    write(wire / "gold/one.json", broken)
    with pytest.raises(ResourceError, match=r"one\.json"):
        list(read_wire(wire))


def test_text_that_is_not_utf_8_is_said(wire: Path) -> None:
    (wire / "texts/one.txt").write_bytes(b"\xff")
    with pytest.raises(ResourceError, match=r"one\.txt cannot be read"):
        list(read_wire(wire))
