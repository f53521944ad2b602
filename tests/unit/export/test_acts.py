"""Coded acts of claims, and the formats that write them: PLOVER, POLECAT, GDELT."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from urllib.parse import parse_qsl

import pandas
import pytest

from counterclaim.export import cameo, plover, polecat
from counterclaim.export.acts import acts_of
from counterclaim.export.joined import Joined
from counterclaim.export.tabular import as_written
from counterclaim.incidents.compare import compare
from counterclaim.records.words import Kind, Stance, Status
from duckdb_reading import asked
from exports_by_hand import HOSTILE, border_comparison
from incidents_by_hand import VAYK, Saying, record


def acts(*sayings: Saying) -> list[tuple[str, str | None, list[str | None], list[str | None]]]:
    joined = Joined(compare([record("r1", *sayings)], {}))
    return [
        (a.name.rpartition("/")[2], a.codes.plover_event, [x.id for x in a.sources], [x.id for x in a.targets]) for a in acts_of(joined)
    ]


@pytest.mark.parametrize(
    ("saying", "expected"),
    [
        (Saying(), [("deed", "ASSAULT", ["AZE"], ["ARM"])]),
        (Saying(stance=Stance.ACCUSES), [("deed", "ASSAULT", ["AZE"], ["ARM"]), ("word", "ACCUSE", ["ARM:MIL"], ["AZE"])]),
        (Saying(claimant="AZE:MIL", stance=Stance.DENIES, status=Status.DENIED), [("word", None, ["AZE:MIL"], ["ARM"])]),
        (
            Saying(stance=Stance.CALLS_FOR, kind=Kind.WITHDRAWAL, status=Status.HYPOTHETICAL, targets=()),
            [("word", "REQUEST", ["ARM:MIL"], ["AZE"])],
        ),
        (Saying(background=True), []),
    ],
)
def test_deeds_and_words(saying: Saying, expected: list[object]) -> None:
    assert acts(saying) == expected


def test_mutual_acts_pair_their_initiators() -> None:
    joined = Joined(compare([record("r1", Saying(kind=Kind.ARMED_CLASH, initiators=("ARM", "AZE"), targets=()))], {}))
    (act,) = acts_of(joined)
    assert [(one.party, other.party) for one, other in act.pairs() if one and other] == [("ARM", "AZE"), ("AZE", "ARM")]


def test_somebody_unnamed_is_none() -> None:
    joined = Joined(compare([record("r1", Saying(initiators=()))], {}))
    (act,) = acts_of(joined)
    assert [(one, other.party) for one, other in act.pairs() if other] == [(None, "ARM")]


def gdelt(tmp_path: Path) -> list[dict[str, str | None]]:
    path = tmp_path / "gdelt.tsv"
    path.write_bytes(cameo.write(border_comparison()).parts[0].content)
    names = "[" + ", ".join(f"'{column}'" for column in cameo.COLUMNS) + "]"
    read = asked(f"SELECT * FROM read_csv('{path}', delim='\t', header=false, all_varchar=true, quote='', names={names})")
    return [dict(zip(cameo.COLUMNS, row, strict=True)) for row in read.fetchall()]


CONTENT = ";".join(f"{span.start},{span.end}" for c in border_comparison().claims if c.id == "a1/c1" for span in c.content)


def evidence_in(cell: str | None) -> dict[str, str]:
    return dict(parse_qsl((cell or "").partition("#")[2]))


def test_gdelt_has_61_columns_and_no_head(tmp_path: Path) -> None:
    lines = cameo.write(border_comparison()).parts[0].content.decode().splitlines()
    assert len(cameo.COLUMNS) == 61
    assert {line.count("\t") for line in lines} == {60}
    assert len(gdelt(tmp_path)) == len(lines)


def test_a_row_of_gdelt(tmp_path: Path) -> None:
    row = next(r for r in gdelt(tmp_path) if (r["SOURCEURL"] or "").startswith("urn:counterclaim:report:a1#claim=a1/c1&"))
    assert (row["Day"], row["MonthYear"], row["Year"], row["FractionDate"]) == ("20230512", "202305", "2023", "2023.3616")
    assert (row["Actor1Code"], row["Actor1CountryCode"], row["Actor2Code"]) == ("AZE", "AZE", "ARM")
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"], row["QuadClass"], row["GoldsteinScale"]) == (
        "194",
        "194",
        "19",
        "4",
        "-10.0",
    )
    assert (row["ActionGeo_Type"], row["ActionGeo_CountryCode"], row["ActionGeo_Lat"]) == ("4", "AM", "40.2")
    assert evidence_in(row["SOURCEURL"]) == {"claim": "a1/c1", "by": "ARM:MIL", "stance": "accuses", "char": CONTENT}
    assert row["DATEADDED"] == "20230513000000"


def test_numbers_of_gdelt_are_whole_and_differ(tmp_path: Path) -> None:
    numbers = [int(row["GLOBALEVENTID"] or "x") for row in gdelt(tmp_path)]
    assert len(set(numbers)) == len(numbers)
    assert max(numbers) < 2**60


@pytest.mark.parametrize(("root", "quad"), [("01", 1), ("05", 1), ("06", 2), ("09", 2), ("10", 3), ("14", 3), ("15", 4), ("20", 4)])
def test_quads(root: str, quad: int) -> None:
    assert cameo.quad_class(root) == quad


def test_a_row_of_polecat(tmp_path: Path) -> None:
    path = tmp_path / "polecat.tsv"
    path.write_bytes(polecat.write(border_comparison()).parts[0].content)
    read = asked(f"SELECT * FROM read_csv('{path}', delim='\t', header=true, all_varchar=true, quote='')")
    assert tuple(read.columns) == polecat.COLUMNS
    rows = [dict(zip(read.columns, row, strict=True)) for row in read.fetchall()]
    row = next(r for r in rows if r["Event ID"].partition("#")[0] == "a1/c1/e1/deed")
    assert evidence_in(row["Event ID"]) == {"by": "ARM:MIL", "stance": "accuses", "char": CONTENT}
    assert evidence_in(next(r["Event ID"] for r in rows if r["Event ID"].startswith("c3/")))["by"] == f"?{HOSTILE}"
    assert (row["Event Type"], row["Event Mode"], row["Quad Code"]) == ("ASSAULT", "heavy-weapons", "MATERIAL CONFLICT")
    assert (row["Actor COW"], row["Recipient COW"], row["Recipient Country"]) == ("373", "371", "ARM")
    assert (row["City"], row["Placename"], row["Country"], row["Feature Type"]) == ("Sotk", "Sotk", "ARM", "settlement")
    word = next(r for r in rows if r["Event ID"].partition("#")[0] == "a1/c1/e1/word")
    assert (word["Event Type"], word["Primary Actor Sector"]) == ("ACCUSE", "MIL")
    assert as_written(next(r for r in rows if r["Event ID"].startswith("c3/"))["Source"]) == "@SUM(A1)"


def test_an_outlet_that_begins_with_a_quote_shifts_no_cell_of_polecat() -> None:
    made = record("r1", Saying(), Saying())
    made = made.model_copy(update={"report": made.report.model_copy(update={"outlet": '"Open quote'})})
    content = polecat.write(compare([made], {})).parts[0].content.decode()
    for reader in (
        pandas.read_csv(io.StringIO(content), sep="\t"),
        pandas.read_csv(io.StringIO(content), sep="\t", quoting=csv.QUOTE_NONE),
    ):
        assert [as_written(cell, tabbed=True) for cell in reader["Source"]] == ['"Open quote', '"Open quote']


def test_an_event_of_plover() -> None:
    events = json.loads(plover.write(border_comparison()).parts[0].content)
    event = next(e for e in events if e["id"] == "906a70725eda9241/c1/e1/deed")
    report = next(r for r in border_comparison().reports if r.id == "906a70725eda9241")
    assert event["source"] == [{"actorText": "Azerbaijan", "code": "AZE", "sector": None}]
    assert event["target"] == [{"actorText": "Armenia", "code": "ARM", "sector": "MIL"}]
    assert event["comment"] == "ARM:MIL accuses: 906a70725eda9241/c1"
    cue = next(m for m in event["textInfo"]["markup"] if m["role"] == "cue")
    assert report.text[cue["start"] : cue["end"]] == "said"


def test_acts_that_have_no_code_are_counted() -> None:
    made = plover.write(compare([record("r1", Saying(kind=Kind.DISPLACEMENT, where=VAYK))], {}))
    assert (made.rows, made.left_out) == (0, {"the scheme has no code for it": 1})
