"""A database of any version becomes one of this version, on both databases; one of a later version is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from counterclaim.errors import StoreError
from counterclaim.store.address import url_of
from counterclaim.store.connections import connect, transaction
from counterclaim.store.store import Store
from counterclaim.store.tables import metadata
from counterclaim.store.upgrading import upgrade, versions
from incidents_by_hand import Saying, record

DOCS = (Path(__file__).parents[2] / "docs" / "store.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("version", versions())
def test_every_version_is_upgraded_to_the_tables_of_this_one(address: str, version: str) -> None:
    engine = connect(url_of(address))
    upgrade(engine, version)
    upgrade(engine)
    with transaction(engine, writes=False) as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    ours = [difference for difference in found if "report_words" not in str(difference)]
    assert ours == []
    with Store(address) as store, store.writing() as desk:
        desk.add([record("r1", Saying())])


def test_a_later_version_is_refused(address: str) -> None:
    Store(address).close()
    engine = connect(url_of(address))
    with transaction(engine, writes=True) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError, match="later version"):
        Store(address)


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_every_table_and_column_is_documented(table: str) -> None:
    section = re.search(rf"^### {table}\n(.*?)(?=^#)", DOCS, re.MULTILINE | re.DOTALL)
    assert section, table
    for column in metadata.tables[table].columns:
        assert f"`{column.name}`" in section.group(1), f"{table}.{column.name}"
