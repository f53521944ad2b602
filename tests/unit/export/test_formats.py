"""What holds of every format: the registry, the documentation, emptiness, evidence, and that the same input gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from counterclaim.errors import ConfigError
from counterclaim.export.formats import FORMATS, Export, load_format
from counterclaim.records.comparison import Comparison
from exports_by_hand import border_comparison

ROOT = Path(__file__).parents[3]
DOCS = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
WITH_CLAIMS = sorted(set(FORMATS) - {"ics"})


def section(name: str) -> str:
    return DOCS.split(f"\n## {name}\n")[1].split("\n## ")[0]


def written(name: str) -> Export:
    return load_format(name).write(border_comparison())


@pytest.mark.parametrize("name", FORMATS)
def test_every_column_of_every_format_is_documented(name: str) -> None:
    told = section("csv") if name == "parquet" else section(name)
    missing = [f"{table}: {column}" for table, of in load_format(name).columns.items() for column in of if f"`{column}`" not in told]
    assert missing == []


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_nothing_of_nothing(name: str) -> None:
    made = load_format(name).write(Comparison())
    assert made.rows == 0
    assert all(isinstance(part.content, bytes) for part in made.parts)
    assert load_format(name).folder or len(made.parts) == 1


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_comparison_gives_the_same_bytes(name: str) -> None:
    made, again = written(name), written(name)
    assert made.rows > 0
    assert made == again


@pytest.mark.parametrize("name", WITH_CLAIMS)
def test_claims_are_named_by_their_ids(name: str) -> None:
    whole = b"".join(part.content for part in written(name).parts if not part.name.endswith((".parquet", ".spacy", ".json")))
    whole += b"".join(part.content for part in written(name).parts if part.name.endswith(".json"))
    if name not in ("parquet", "spacy", "gold"):
        assert b"a1/c1" in whole or b"cc-claim-a1-c1" in whole


@pytest.mark.parametrize("name", ["acled", "csv", "hxl", "ucdp"])
def test_no_cell_of_a_csv_file_begins_like_a_formula(name: str) -> None:
    for part in written(name).parts:
        for row in csv.reader(io.StringIO(part.content.decode(), newline="")):
            for cell in row:
                numeric = cell.lstrip("-").replace(".", "", 1).isdigit()
                assert numeric or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), (part.name, cell)


@pytest.mark.parametrize("name", ["cameo", "polecat"])
def test_no_cell_of_tab_separated_text_begins_like_a_formula(name: str) -> None:
    cells = [cell for line in written(name).parts[0].content.decode().splitlines() for cell in line.split("\t")]
    assert [c for c in cells if c.startswith(("=", "+", "@"))] == []


@pytest.mark.parametrize("name", FORMATS)
def test_names_of_files_lead_nowhere_else(name: str) -> None:
    assert all("/" not in part.name and not part.name.startswith(".") for part in written(name).parts)


def test_json_keys_are_those_that_are_declared() -> None:
    declared = load_format("plover").columns
    events = json.loads(written("plover").parts[0].content)
    assert all(tuple(event) == declared["event"] for event in events)
    feature = json.loads(written("geojson").parts[0].content)["features"][0]
    assert set(feature) == set(load_format("geojson").columns["feature"])
    assert set(feature["properties"]) == set(load_format("geojson").columns["properties"])


def test_an_unknown_format_is_told() -> None:
    with pytest.raises(ConfigError, match="there is no format 'xls': choose one of acled"):
        load_format("xls")
