"""The tidy tables of a comparison as data frames of pandas or polars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, overload

from counterclaim.errors import ConfigError
from counterclaim.export.tables import COLUMNS, tables_of
from counterclaim.export.tabular import Table
from counterclaim.records.comparison import Comparison

if TYPE_CHECKING:
    import pandas
    import polars

Engine = Literal["pandas", "polars"]
PANDAS = {
    "text": "string",
    "whole": "Int64",
    "real": "Float64",
    "truth": "boolean",
    "day": "datetime64[s]",
    "moment": "datetime64[us, UTC]",
}
"""Types that can hold what is unknown; lists are objects."""


@overload
def frame(comparison: Comparison, name: str, engine: Literal["pandas"] = "pandas") -> pandas.DataFrame: ...
@overload
def frame(comparison: Comparison, name: str, engine: Literal["polars"]) -> polars.DataFrame: ...
def frame(comparison: Comparison, name: str, engine: Engine = "pandas") -> Any:
    """One table as a data frame; its columns are those of `docs/exports.md`.

    Args:
        comparison: whose tables.
        name: `reports`, `claims`, `events`, `harm`, `incidents`, `accounts`, `casualties`, `links`, `campaigns`, `agreements`,
            `obligations` or `talks`.
        engine: `pandas` or `polars`, which must be installed.

    Raises:
        ConfigError: there is no such table or engine, or the engine is not installed.
    """
    if not isinstance(comparison, Comparison):
        raise ConfigError(f"frames are made of a comparison (counterclaim.compare gives one), not of {type(comparison).__name__}")
    if name not in COLUMNS:
        raise ConfigError(f"there is no table {name!r}: choose one of {', '.join(COLUMNS)}")
    makers = {"pandas": _pandas, "polars": _polars}
    if engine not in makers:
        raise ConfigError(f"{engine!r} is no engine: choose pandas or polars")
    table = next(table for table in tables_of(comparison) if table.name == name)
    try:
        return makers[engine](table)
    except ModuleNotFoundError as error:
        raise ConfigError(f"frames need {engine}: pip install 'counterclaim[frames]'") from error


def _cells(table: Table) -> dict[str, list[Any]]:
    columns = zip(*table.rows, strict=True) if table.rows else ([] for _ in table.columns)
    return {
        column.name: [list(c) if isinstance(c, tuple) else c for c in cells] for column, cells in zip(table.columns, columns, strict=True)
    }


def _pandas(table: Table) -> pandas.DataFrame:
    import pandas as pd

    made = {}
    for column, cells in zip(table.columns, _cells(table).values(), strict=True):
        made[column.name] = pd.Series(cells, dtype=PANDAS.get(column.sort, "object"))
    return pd.DataFrame(made)


def _polars(table: Table) -> polars.DataFrame:
    import polars as pl

    types: dict[str, Any] = {
        "text": pl.String,
        "whole": pl.Int64,
        "real": pl.Float64,
        "truth": pl.Boolean,
        "day": pl.Date,
        "moment": pl.Datetime("us", "UTC"),
        "list": pl.List(pl.String),
    }
    return pl.DataFrame(_cells(table), schema={column.name: types[column.sort] for column in table.columns})
