"""`csv`: the tidy tables as CSV files (RFC 4180, UTF-8, line feeds), one for each table."""

from __future__ import annotations

from counterclaim.export.formats import Export, Format, Part
from counterclaim.export.tables import COLUMNS, tables_of
from counterclaim.export.tabular import delimited
from counterclaim.records.comparison import Comparison


def write(comparison: Comparison) -> Export:
    """A CSV file for each table."""
    tables = tables_of(comparison)
    return Export(tuple(Part(f"{t.name}.csv", delimited(t.heads, t.rows)) for t in tables), sum(len(t.rows) for t in tables))


FORMAT = Format({name: tuple(column.name for column in of) for name, of in COLUMNS.items()}, write, folder=True)
