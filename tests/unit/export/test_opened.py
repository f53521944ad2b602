"""Each format is opened by a library of its own ecosystem, and comes back as it went out where the format allows."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable
from pathlib import Path

import feedparser
import hxl
import icalendar
import numpy as np
import pyarrow.parquet as pq
import pyogrio
import pytest
import spacy
from followthemoney import Statement, model
from followthemoney.dataset import DataCatalog, Dataset
from followthemoney.statement import StatementEntity
from followthemoney.statement.serialize import read_json_statements
from spacy.tokens import DocBin

from counterclaim.accords import calendar_of
from counterclaim.export.formats import Part, load_format
from counterclaim.export.geojson import read_incident
from counterclaim.export.joined import Joined
from counterclaim.export.marks import marks_of
from counterclaim.export.tables import COLUMNS, tables_of
from counterclaim.export.tabular import Cell, as_written, cell_text
from counterclaim.incidents.compare import compare
from counterclaim.records.models import Actor
from counterclaim.records.words import Sector
from counterclaim.views.calendar_file import dated
from duckdb_reading import asked
from exports_by_hand import border_comparison
from incidents_by_hand import Saying, record

COMPARISON = border_comparison()
TABLES = {table.name: table for table in tables_of(COMPARISON)}


def parts(name: str) -> tuple[Part, ...]:
    return load_format(name).write(COMPARISON).parts


def save(folder: Path, name: str) -> Path:
    for part in parts(name):
        (folder / part.name).write_bytes(part.content)
    return folder


@pytest.mark.parametrize("name", COLUMNS)
def test_duckdb_reads_csv_back(name: str, tmp_path: Path) -> None:
    path, table = save(tmp_path, "csv") / f"{name}.csv", TABLES[name]
    read = asked(f"SELECT * FROM read_csv('{path}', header=true, all_varchar=true, new_line='\\n', strict_mode=true)")
    assert tuple(read.columns) == table.heads
    rows = [[as_written(cell or "") for cell in row] for row in read.fetchall()]
    assert rows == [[as_written(cell_text(cell)) for cell in row] for row in table.rows]


def test_csv_joins_claims_to_incidents_in_duckdb(tmp_path: Path) -> None:
    folder = save(tmp_path, "csv")
    query = f"""SELECT count(*) FROM read_csv('{folder}/claims.csv') c JOIN read_csv('{folder}/incidents.csv') i
        ON list_contains(string_split(i.claim_ids, '; '), c.claim_id)"""
    assert asked(query).fetchall() == [(sum(len(i.claims) for i in COMPARISON.incidents),)]


@pytest.mark.parametrize("name", COLUMNS)
def test_parquet_comes_back(name: str) -> None:
    content = next(part.content for part in parts("parquet") if part.name == f"{name}.parquet")
    read = pq.read_table(io.BytesIO(content))
    assert tuple(read.column_names) == TABLES[name].heads

    def plain(cell: Cell) -> object:
        return list(cell) if isinstance(cell, tuple) else cell

    assert [tuple(row.values()) for row in read.to_pylist()] == [tuple(map(plain, row)) for row in TABLES[name].rows]


def test_duckdb_reads_parquet_lists(tmp_path: Path) -> None:
    folder = save(tmp_path, "parquet")
    found = asked(f"SELECT unnest(parties) AS p, count(*) FROM '{folder}/incidents.parquet' GROUP BY p ORDER BY p").fetchall()
    assert dict(found)["ARM"] == sum("ARM" in i.parties for i in COMPARISON.incidents)


def test_gdal_reads_geojson(tmp_path: Path) -> None:
    path = tmp_path / "incidents.geojson"
    path.write_bytes(parts("geojson")[0].content)
    meta, _, geometry, values = pyogrio.raw.read(path)
    assert meta["geometry_type"] in ("Point", "Unknown")
    assert len(geometry) == len(COMPARISON.incidents)
    kinds = dict(zip(meta["fields"], values, strict=True))["kind"]
    assert list(kinds) == [i.kind.value for i in COMPARISON.incidents]
    placed = [i for i in COMPARISON.incidents if i.place and i.place.lat is not None]
    points = [np.frombuffer(g, dtype="<f8", offset=5) for g in geometry if g is not None]
    assert [tuple(map(float, p)) for p in points] == [(i.place.lon, i.place.lat) for i in placed if i.place]


def test_geojson_comes_back() -> None:
    features = json.loads(parts("geojson")[0].content)["features"]
    assert tuple(map(read_incident, features)) == COMPARISON.incidents


def test_libhxl_reads_hashtags(tmp_path: Path) -> None:
    path = tmp_path / "incidents.hxl.csv"
    path.write_bytes(parts("hxl")[0].content)
    with hxl.data(str(path), hxl.InputOptions(allow_local=True)) as source:
        assert source.columns[0].display_tag == "#event+id"
        rows = list(source)
    shelling = next(row for row in rows if row.get("#event+type") == "shelling" and row.get("#affected+killed-min-max"))
    assert (shelling.get("#affected+killed+min"), shelling.get("#affected+killed+max")) == ("5", "5")
    assert shelling.get("#geo+lat") == "40.2"


def test_icalendar_reads_talks() -> None:
    calendar = icalendar.Calendar.from_ical(parts("ics")[0].content)
    entries = calendar.events
    assert [str(e["UID"]) for e in entries] == [f"{m.id}@counterclaim" for m in dated(calendar_of(COMPARISON))]
    entry = entries[0]
    assert (str(entry.DTSTART), str(entry.DTEND)) == ("2023-05-14", "2023-05-15")
    assert (str(entry["STATUS"]), str(entry["LOCATION"])) == ("CONFIRMED", "Brussels")
    claims = {c.id: c for c in COMPARISON.claims}
    told = [line for line in str(entry["DESCRIPTION"]).splitlines() if line.startswith(("told by ", "endangered, as claimed by "))]
    assert {line.split()[0] for line in told} == {"told", "endangered,"}
    for line in told:
        claimant, stance, name, spans = re.fullmatch(r".* by (\S+), (\w+): (\S+)\[(.*)\]", line).groups()  # type: ignore[union-attr]
        assert (claims[name].claimant.id, claims[name].stance.value) == (claimant, stance)
        assert spans == ",".join(f"{span.start}:{span.end}" for span in claims[name].content)
    assert not entry.errors


def test_feedparser_reads_atom() -> None:
    feed = feedparser.parse(parts("atom")[0].content)
    assert not feed.bozo
    assert {e.id for e in feed.entries} == {f"urn:counterclaim:incident:{i.id}" for i in COMPARISON.incidents}
    shelling = next(e for e in feed.entries if e.title.startswith("shelling, Sotk, 2023-05-12") and "b2/c1" in e.content[0].value)
    assert "who_initiated: disputed" in shelling.content[0].value
    assert [e.updated for e in feed.entries] == sorted((e.updated for e in feed.entries), reverse=True)


def test_spacy_reads_docs_back() -> None:
    joined, nlp = Joined(COMPARISON), spacy.blank("en")
    docs = list(DocBin().from_bytes(parts("spacy")[0].content).get_docs(nlp.vocab))
    assert [doc.text for doc in docs] == [report.text for report in COMPARISON.reports]
    found = [(s.label_, s.start_char, s.end_char, s.id_) for doc in docs for s in doc.spans["claims"]]
    wanted = [(m.role, m.span.start, m.span.end, m.owner) for claim in COMPARISON.claims for m in marks_of(joined, claim)]
    assert found == wanted
    kept = json.loads(docs[0].user_data["counterclaim"])
    assert [claim["id"] for claim in kept["claims"]] == [c.id for c in COMPARISON.claims if c.id.startswith(COMPARISON.reports[0].id)]


def statements() -> list[Statement]:
    content = next(part.content for part in parts("ftm") if part.name == "statements.json")
    return list(read_json_statements(io.BytesIO(content)))


def test_followthemoney_knows_every_property_and_value() -> None:
    for statement in statements():
        schema = model.get(statement.schema)
        assert schema is not None
        prop = schema.properties[statement.prop]
        assert prop.type.clean(statement.value) == statement.value, (statement.prop, statement.value)
        assert statement.id == Statement.make_key(statement.dataset, statement.entity_id, statement.prop, statement.value, False)


def test_followthemoney_puts_statements_together_as_we_do() -> None:
    lines = next(part.content for part in parts("ftm") if part.name == "entities.ftm.json").splitlines()
    written = {entity["id"]: entity for entity in map(json.loads, lines)}
    by_entity: dict[str, list[Statement]] = {}
    for statement in statements():
        by_entity.setdefault(statement.entity_id, []).append(statement)
    for name, told in by_entity.items():
        entity = StatementEntity.from_statements(Dataset.make({"name": "all", "title": "all"}), told)
        assert entity.schema.name == written[name]["schema"]
        assert {prop: sorted(values) for prop, values in entity.to_dict()["properties"].items()} == {
            prop: sorted(values) for prop, values in written[name]["properties"].items()
        }
    assert set(written) == set(by_entity)


def test_followthemoney_keeps_the_sides_apart() -> None:
    told: Iterable[Statement] = [s for s in statements() if s.schema == "Event" and s.prop == "notes"]
    datasets = {s.dataset for s in told}
    assert {"claimant_arm_mil", "claimant_aze_mil"} <= datasets
    catalogue = json.loads(next(part.content for part in parts("ftm") if part.name == "index.json"))
    assert {s.dataset for s in statements()} == {d.name for d in DataCatalog(Dataset, catalogue).datasets}


def called(*actors: Actor) -> dict[str, dict[str, list[str]]]:
    """The properties of the entities of some actors, each the initiator of what a report tells."""
    made = record("r1", *(Saying() for _ in actors))
    events = tuple(e.model_copy(update={"initiators": (a,), "targets": ()}) for e, a in zip(made.events, actors, strict=True))
    content = load_format("ftm").write(compare([made.model_copy(update={"events": events})], {})).parts[1].content
    return {e["id"]: e["properties"] for e in map(json.loads, content.splitlines()) if e["id"].startswith("cc-actor-")}


def test_an_actor_of_followthemoney_bears_a_proper_name() -> None:
    told = called(
        Actor.of("COL", Sector.MIL, name="five soldiers"),
        Actor.of("COL", Sector.MIL, name="Our men"),
        Actor.of("M23", name="Its spokesman"),
        Actor.of("M23", name="M23"),
        Actor.of("M23", Sector.REB, name="M23 rebels"),
        Actor.of("ARM", Sector.MIL, name="the Armenian Armed Forces"),
        Actor.of("NEW_GROUP", name="the men"),
        Actor.of(None, name="Karen Avagyan"),
        Actor.of(None),
    )
    assert told["cc-actor-col-mil"] == {"name": ["Colombia, armed forces"], "country": ["co"]}
    assert told["cc-actor-m23"] == {"name": ["March 23 Movement"], "alias": ["M23"]}
    assert told["cc-actor-m23-reb"] == {"name": ["March 23 Movement"]}
    assert told["cc-actor-arm-mil"]["alias"] == ["the Armenian Armed Forces"]
    assert told["cc-actor-new-group"] == {"name": ["NEW_GROUP"]}
    assert told["cc-actor-unknown-karen-avagyan-r1"] == {"name": ["Karen Avagyan"]}
    assert told["cc-actor-unknown-none-r1"] == {"name": ["somebody unnamed"]}
