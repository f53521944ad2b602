"""The published schema is that of the models, and the contract's words stand in it."""

from __future__ import annotations

from counterclaim.records.models import Record
from counterclaim.records.words import Kind, Stance, Verdict
from counterclaim.views.schema import comparison_schema, record_schema
from records_by_hand import border_record


def test_names_its_dialect_version_and_title() -> None:
    schema = record_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == "urn:counterclaim:record:1.2"
    assert schema["title"] == "Counterclaim record"


def test_holds_the_fields_of_the_contract() -> None:
    schema = record_schema()
    assert list(schema["properties"]) == ["report", "claims", "events", "agreements", "talks", "skipped"]
    claim = schema["$defs"]["Claim"]["properties"]
    assert {"id", "claimant", "relayed_by", "stance", "interest", "cue", "content", "events"} <= set(claim)
    event = schema["$defs"]["Event"]["properties"]
    assert {"kind", "status", "background", "initiators", "targets", "mediators", "place", "time", "weapons", "harm", "spans"} <= set(event)


def test_holds_the_words_of_the_contract() -> None:
    definitions = record_schema()["$defs"]
    assert definitions["Kind"]["enum"] == [kind.value for kind in Kind]
    assert definitions["Stance"]["enum"] == [stance.value for stance in Stance]
    assert len(Kind) == 27
    assert len(Stance) == 6


def test_all_that_is_printed_is_required() -> None:
    schema = record_schema()
    assert set(border_record().model_dump(mode="json")) == set(schema["required"])


def test_a_record_comes_back_from_its_json() -> None:
    record = border_record()
    assert Record.model_validate_json(record.model_dump_json()) == record


def test_a_comparison_has_a_schema_of_the_same_version() -> None:
    schema = comparison_schema()
    assert schema["$id"] == "urn:counterclaim:comparison:1.2"
    assert schema["title"] == "Counterclaim comparison"
    assert (
        list(schema["properties"]) == schema["required"] == ["reports", "claims", "events", "incidents", "campaigns", "agreements", "talks"]
    )
    incident = schema["$defs"]["Incident"]["properties"]
    assert {"id", "kind", "place", "time", "parties", "claims", "reports", "accounts", "casualties"} <= set(incident)
    assert schema["$defs"]["Verdict"]["enum"] == [verdict.value for verdict in Verdict]
