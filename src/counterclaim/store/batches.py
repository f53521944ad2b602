"""Long lists of values, cut so that a statement can hold them, and long lists of rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import ARRAY, Column, ColumnElement, Connection, Table, any_, bindparam, func, insert, select

VALUES = 2000
"""Values in one statement: SQLite takes 32,766 at most, and planning grows with them."""
T = TypeVar("T")


def in_batches(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in lists short enough for one statement."""
    yield from (values[start : start + VALUES] for start in range(0, len(values), VALUES))


def one_of(column: Column[Any], values: Sequence[int] | Sequence[str], dialect: str) -> ColumnElement[bool]:
    """Whether a column has one of these values, as one parameter: a list of a thousand takes longer to be prepared than to be looked up."""
    if dialect == "sqlite":
        listed = func.json_each(json.dumps(list(values))).table_valued("value")
        return column.in_(select(listed.c.value))
    return column == any_(bindparam(None, list(values), type_=ARRAY(column.type)))


def write_rows(connection: Connection, table: Table, rows: Sequence[tuple[int | float | str, ...]]) -> None:
    """Inserts many rows of numbers and words, their values in the order of the table's columns.

    They go to the driver as they are: preparing each row costs SQLAlchemy more time than writing it costs the database.
    """
    if rows:
        statement = insert(table).compile(dialect=connection.dialect)
        names = table.columns.keys()
        given = list(rows) if connection.dialect.positional else [dict(zip(names, row, strict=True)) for row in rows]
        connection.exec_driver_sql(str(statement), given)
