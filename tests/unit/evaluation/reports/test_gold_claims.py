from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from counterclaim.errors import ResourceError
from counterclaim.evaluation.reports.gold_claims import read_groups, read_parts
from counterclaim.records.words import Kind, Sector
from gold_by_hand import FIRST, TEXT, write_group


def test_reads_the_claims_of_a_group_with_their_incidents(tmp_path: Path) -> None:
    (group,) = read_groups(write_group(tmp_path))
    assert (group.name, group.half) == ("dev-toy-a", "dev")
    assert [(c.told.key, c.incident) for c in group.claims] == [
        ("dev-toy-a/one/c1", "dev-toy-a/i1"),
        ("dev-toy-a/one/c2", "dev-toy-a/i2"),
        ("dev-toy-a/two/c1", "dev-toy-a/i1"),
        ("dev-toy-a/two/c2", None),
    ]
    assert [i["id"] for i in group.incidents] == ["i1", "i2"]


def test_groups_beside_the_corpus_are_a_part_of_their_own(tmp_path: Path) -> None:
    gold = write_group(tmp_path / "gold")
    assert [part for part, _, _ in read_parts(gold)] == ["dev"]
    group = write_group(tmp_path / "fresh") / "dev-toy-a" / "group.json"
    group.write_text(json.dumps(json.loads(group.read_text(encoding="utf-8")) | {"half": "fresh"}), encoding="utf-8")
    (_, dev, _), (fresh, groups, reports) = read_parts(gold)
    assert ([g.half for g in dev], fresh, [g.half for g in groups]) == (["dev"], "fresh", ["fresh"])
    assert [r.half for r in reports] == ["fresh", "fresh"]


def test_a_claim_is_told_as_the_program_would_tell_it(tmp_path: Path) -> None:
    told = next(iter(read_groups(write_group(tmp_path)))).claims[0].told
    assert told.claim.claimant.id == "ARM:MIL"
    assert told.claim.claimant.sector is Sector.MIL
    assert [s.of(told.report.text) for s in told.claim.content] == ["guns fired on Sotk"]
    assert told.event.kind is Kind.SHELLING
    assert told.parties == {"ARM", "AZE"}
    assert told.days == (dt.date(2023, 5, 12), dt.date(2023, 5, 12))
    assert told.event.place is not None
    assert told.event.place.lat == 40.2
    assert [w.span.of(TEXT) for w in told.event.weapons] == ["guns"]
    assert [h.best for h in told.event.harm] == [2]


def test_no_place_and_no_date_stay_unknown(tmp_path: Path) -> None:
    told = next(iter(read_groups(write_group(tmp_path)))).claims[1].told
    assert told.event.place is None
    assert told.days is None


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    write_group(tmp_path)
    path = tmp_path / "dev-toy-a/one.json"
    path.write_text(json.dumps({"outlet": "x", "published": "2023-05-13", **FIRST, "events": []}), encoding="utf-8")
    with pytest.raises(ResourceError, match=r"one\.json: not in the format"):
        list(read_groups(tmp_path))
