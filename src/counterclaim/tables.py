"""Knowledge tables: CSV files that lie beside the code that reads them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files

from counterclaim.errors import ResourceError


def read_table(package: str, name: str) -> Iterator[dict[str, str]]:
    """Yield the lines of a CSV file with a header, as column → text.

    Args:
        package: the package that the file lies in ("counterclaim.claims.data").
        name: the file's name.

    Raises:
        ResourceError: the file is missing or is not UTF-8.
    """
    try:
        text = (files(package) / name).read_text(encoding="utf-8")
    except (OSError, ModuleNotFoundError, UnicodeDecodeError) as error:
        raise ResourceError(f"the table {name} cannot be read: {error}") from error
    yield from csv.DictReader(text.splitlines())
