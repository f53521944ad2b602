"""`parquet`: the tidy tables as Parquet files, one for each table; lists stay lists, days are dates, nothing is quoted."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from counterclaim.errors import ConfigError
from counterclaim.export.formats import Export, Format, Part
from counterclaim.export.tables import COLUMNS, tables_of
from counterclaim.export.tabular import Sort, Table
from counterclaim.records.comparison import Comparison

if TYPE_CHECKING:
    import pyarrow


def write(comparison: Comparison) -> Export:
    """A Parquet file for each table. Raises ConfigError when pyarrow is not installed."""
    tables = tables_of(comparison)
    return Export(tuple(Part(f"{t.name}.parquet", _parquet(t)) for t in tables), sum(len(t.rows) for t in tables))


def arrow_table(table: Table) -> pyarrow.Table:
    """The same table in Arrow, with a type for each column. Raises ConfigError when pyarrow is not installed."""
    try:
        import pyarrow as pa
    except ModuleNotFoundError as error:
        raise ConfigError("Parquet needs pyarrow: pip install 'counterclaim[export]'") from error
    types: dict[Sort, pa.DataType] = {
        "text": pa.string(),
        "whole": pa.int64(),
        "real": pa.float64(),
        "truth": pa.bool_(),
        "day": pa.date32(),
        "moment": pa.timestamp("us", tz="UTC"),
        "list": pa.list_(pa.string()),
    }
    cells = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    arrays = [pa.array(list(of), type=types[column.sort]) for column, of in zip(table.columns, cells, strict=True)]
    return pa.table(arrays, names=list(table.heads))


def _parquet(table: Table) -> bytes:
    made = arrow_table(table)
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(made, out, compression="zstd")
    return out.getvalue()


FORMAT = Format({name: tuple(column.name for column in of) for name, of in COLUMNS.items()}, write, folder=True)
