"""DuckDB in tests."""

from __future__ import annotations

import duckdb


def asked(query: str) -> duckdb.DuckDBPyRelation:
    """What a query finds."""
    found = duckdb.sql(query)
    assert found is not None
    return found
