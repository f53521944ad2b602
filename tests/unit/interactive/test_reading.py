from __future__ import annotations

import datetime as dt

import pytest

import counterclaim as cc
from counterclaim.errors import ConfigError
from counterclaim.interactive import reading
from counterclaim.records.models import Report
from exports_by_hand import border_comparison
from incidents_by_hand import Saying, record
from records_by_hand import border_record


def test_records_are_compared_without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "pipeline", lambda: pytest.fail("nothing is left to read"))
    records = [record("r1", Saying()), record("r2", Saying(claimant="AZE:MIL"))]
    assert [i.claims for i in cc.compare(records).incidents] == [("r1/c1", "r2/c1")]


def test_a_copy_is_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "pipeline", lambda: pytest.fail("nothing is left to read"))
    made = cc.compare([record("r1", Saying()), record("r2", Saying(), copy_of="r1")])
    assert {r.id: r.copy_of for r in made.reports} == {"r1": None, "r2": "r1"}


@pytest.mark.parametrize("published", ["2023-05-12", dt.date(2023, 5, 12)])
def test_a_report_is_made_of_its_text(published: str | dt.date) -> None:
    made = reading.report("  Text.", published, outlet="Highland Wire")
    assert (made.text, made.published, made.outlet, made.language) == ("  Text.", dt.date(2023, 5, 12), "Highland Wire", "en")


def test_a_date_that_is_none_is_told() -> None:
    with pytest.raises(ConfigError, match="a publication date is written like"):
        reading.report("Text.", "yesterday")


@pytest.mark.engine
def test_read_and_compare_from_text() -> None:
    text = "Armenia's defence ministry said on Friday that two soldiers were killed near Sotk."
    made = cc.read(text, published="2023-05-12", outlet="Highland Wire")
    assert [c.claimant.id for c in made.claims] == ["ARM:MIL"]
    assert text[slice(*made.claims[0].content[0].model_dump().values())] == "that two soldiers were killed near Sotk"
    comparison = cc.compare([made, Report(id="x", text="The museum opens at nine.", language="en"), border_record()])
    assert len(comparison.reports) == 3


@pytest.mark.parametrize("name", ["claims", "incidents", "reports", "talks", "campaigns"])
def test_frames_have_the_rows_and_columns_of_the_tables(name: str) -> None:
    pandas, polars = (cc.frame(border_comparison(), name, engine) for engine in ("pandas", "polars"))
    assert tuple(pandas.columns) == tuple(polars.columns)
    assert len(pandas) == polars.height
    assert name == "campaigns" or polars.height > 0


def test_frames_keep_types_and_what_is_unknown() -> None:
    pandas = cc.frame(border_comparison(), "incidents")
    assert str(pandas.dtypes["first_day"]).startswith("datetime64")
    assert str(pandas.dtypes["place_geonames_id"]) == "Int64"
    assert pandas["place_geonames_id"].isna().any()
    assert isinstance(pandas["parties"].iloc[0], list)
    polars = cc.frame(border_comparison(), "harm", "polars")
    assert polars["low"].to_list().count(None) >= 1


def test_what_is_no_table_or_engine_is_told() -> None:
    with pytest.raises(ConfigError, match="there is no table 'rows'"):
        cc.frame(border_comparison(), "rows")
    with pytest.raises(ConfigError, match="'excel' is no engine"):
        cc.frame(border_comparison(), "claims", "excel")  # type: ignore[call-overload]
