"""The SQL of a migration: one file for each database in `sql/`, statements apart by an empty line. Once released, a file never changes."""

from __future__ import annotations

from importlib.resources import files


def statements(revision: str, dialect: str) -> list[str]:
    """The statements of a migration for a database (`sqlite` or `postgresql`), in order."""
    text = (files("counterclaim.store.migrations") / "sql" / f"{revision}_{dialect}.sql").read_text(encoding="utf-8")
    return [statement.replace("%", "%%") if dialect == "postgresql" else statement for statement in text.strip().split("\n\n")]
