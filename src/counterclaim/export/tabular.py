"""Tables of typed cells, and how they become delimited text."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Sort = Literal["text", "whole", "real", "truth", "day", "moment", "list"]
Cell = str | int | float | bool | dt.date | dt.datetime | tuple[str, ...] | None
FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""How a text begins that a spreadsheet would run (OWASP, "CSV Injection"), or that `harmless` has quoted already."""
ESCAPED = re.compile(r"'+[=+\-@\t\r]")
QUOTED = re.compile(r"'*\"")
"""How a cell begins that a reader of tab-separated text may take for one in quotes."""
LISTED = "; "


@dataclass(frozen=True, slots=True)
class Column:
    """A column by name, with the sort of its cells; any cell may be None. A list holds texts."""

    name: str
    sort: Sort = "text"


@dataclass(frozen=True)
class Table:
    """A named table; rows are as long as the columns are many."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def heads(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


def columns(whole: str) -> tuple[Column, ...]:
    """Columns from a row of words, `name` or `name:sort`."""
    pairs = [word.partition(":") for word in whole.split()]
    return tuple(Column(name, sort or "text") for name, _, sort in pairs)  # type: ignore[arg-type]  # a test reads every table


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one apostrophe is put before what begins like one."""
    return f"'{text}" if FORMULA.match(text) else text


def as_written(text: str, *, tabbed: bool = False) -> str:
    """The text that `harmless` was given; of a cell of tab-separated text the text that it was made from."""
    escaped = ESCAPED.match(text) or (tabbed and text.startswith("'") and QUOTED.match(text))
    return text[1:] if escaped else text


def cell_text(cell: Cell) -> str:
    """A cell as text: empty for None, `true` and `false`, ISO dates; list items joined by `; `, a semicolon within one becomes a comma."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, tuple):
        return harmless(LISTED.join(item.replace(";", ",") for item in cell))
    return harmless(cell) if isinstance(cell, str) else str(cell)


def delimited(heads: Sequence[str] | None, rows: Iterable[Sequence[Cell]], delimiter: str = ",") -> bytes:
    """Rows as UTF-8 text with line feeds. `heads` None leaves the head row out; tab-separated text has no line breaks, and no cell of it
    begins with a quote, so that readers that know quotes and those that do not read the same.
    """
    out = io.StringIO(newline="")
    if delimiter == ",":
        lines = csv.writer(out, lineterminator="\n")
        if heads:
            lines.writerow(heads)
        lines.writerows([cell_text(cell) for cell in row] for row in rows)
    else:
        for row in [heads] * bool(heads) + list(rows):
            out.write(delimiter.join(_on_one_line(cell) for cell in row or ()) + "\n")
    return out.getvalue().encode()


def _on_one_line(cell: Cell) -> str:
    """A cell as text without tabs and line breaks; only then is it known what begins like a formula, or with a quote, and gets an
    apostrophe before it.
    """
    text = cell_text(" ".join(cell.split())) if isinstance(cell, str) else " ".join(cell_text(cell).split())
    return f"'{text}" if QUOTED.match(text) else text
