"""The JSON Schema of everything that we print as JSON, for those who read our JSON with other tools."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from counterclaim.records.blame import BlameMatrix
from counterclaim.records.comparison import Comparison
from counterclaim.records.ledger import Ledger, TalksCalendar
from counterclaim.records.models import SCHEMA_VERSION, Frozen, Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _AsPrinted(GenerateJsonSchema):
    """Every field is printed, also one that holds its default: so every field is required of what we print."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        return True


def record_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what `counterclaim read --json` prints for one report."""
    return _schema_of(Record, "record")


def comparison_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what `counterclaim compare --json` prints."""
    return _schema_of(Comparison, "comparison")


def blame_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what `counterclaim blame --json` prints."""
    return _schema_of(BlameMatrix, "blame")


def ledger_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what `counterclaim accords --json` prints."""
    return _schema_of(Ledger, "ledger")


def talks_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what `counterclaim talks --json` prints."""
    return _schema_of(TalksCalendar, "talks")


def _schema_of(model: type[Frozen], name: str) -> dict[str, Any]:
    schema = model.model_json_schema(mode="serialization", schema_generator=_AsPrinted)
    return {"$schema": DIALECT, "$id": f"urn:counterclaim:{name}:{SCHEMA_VERSION}", **schema, "title": f"Counterclaim {name}"}


SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "record": record_schema,
    "comparison": comparison_schema,
    "blame": blame_schema,
    "ledger": ledger_schema,
    "talks": talks_schema,
}
"""The schemas by the name that `counterclaim schema --of` takes."""
