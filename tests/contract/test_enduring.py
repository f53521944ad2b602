"""Whatever happens to a writer, the store is whole: killed, out of disk, without the right to write, among many readers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event

import counterclaim
from counterclaim.errors import StoreError
from counterclaim.store.store import Store
from incidents_by_hand import Saying, record
from postgresql import Server

HERE = Path(__file__).parent
KILLS = 200 if os.environ.get("COUNTERCLAIM_IN_FULL") else 40
"""On each database; all 200 where the variable is set, as the checks of a change do."""
SECONDS, WHOLE = "4", "60"
"""How long a writer and eight readers share a store; the whole minute on SQLite where `COUNTERCLAIM_IN_FULL` is set, and on both with
`COUNTERCLAIM_CROWD_SECONDS=60`."""
PATH = os.pathsep.join([str(HERE.parent), str(Path(counterclaim.__file__).parent.parent)])


def drive(*words: str) -> None:
    done = subprocess.run(
        [sys.executable, str(HERE / "driving.py"), *words],
        env={**os.environ, "PYTHONPATH": PATH},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"


@pytest.mark.slow
def test_a_writer_that_is_killed_leaves_a_store_that_is_whole(address: str) -> None:
    drive("kill", address, str(KILLS), "1")


@pytest.mark.slow
def test_readers_and_a_writer_do_not_hinder_one_another(address: str) -> None:
    in_full = os.environ.get("COUNTERCLAIM_IN_FULL") and not address.startswith("postgresql")
    drive("crowd", address, os.environ.get("COUNTERCLAIM_CROWD_SECONDS") or (WHOLE if in_full else SECONDS))


def test_a_full_disk_is_told_and_nothing_is_torn(tmp_path: Path) -> None:
    with Store(str(tmp_path / "desk.sqlite")) as store:
        with store.writing() as desk:
            desk.add([record("r1", Saying())])
        event.listen(store.engine, "begin", lambda connection: connection.exec_driver_sql("PRAGMA max_page_count = 1"))
        store.engine.dispose()
        with pytest.raises(StoreError, match="disk is full"), store.writing() as desk:
            desk.add([record(f"n{number}", Saying()) for number in range(200)])
        with store.reading() as desk:
            assert desk.faults() == []
            assert desk.report_ids() == ["r1"]


def test_a_store_that_may_only_be_read_is_read_and_says_so_when_written(tmp_path: Path) -> None:
    file = tmp_path / "desk.sqlite"
    with Store(str(file)) as store, store.writing() as desk:
        desk.add([record("r1", Saying())])
    with Store(f"sqlite:///file:{file}?mode=ro&uri=true") as store:
        with store.reading() as reading:
            assert reading.report_ids() == ["r1"]
        with pytest.raises(StoreError, match="may only be read"), store.writing() as desk:
            desk.add([record("r2", Saying())])


def test_a_server_that_only_lets_read_says_so(postgresql: Server) -> None:
    address = postgresql.database()
    with Store(address) as store, store.writing() as desk:
        desk.add([record("r1", Saying())])
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE ROLE looker LOGIN")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO looker")
    with Store(address.replace("desk@", "looker@")) as store:
        with store.reading() as reading:
            assert reading.report_ids() == ["r1"]
        with pytest.raises(StoreError, match="may only be read"), store.writing() as desk:
            desk.add([record("r2", Saying())])


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    with pytest.raises(StoreError, match="cannot be reached") as told:
        Store("postgresql://ana:secret@127.0.0.1:1/desk")
    assert "secret" not in str(told.value)


def test_what_is_no_database_is_told(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("not a database at all, but a longer text than a header of SQLite would be; " * 4)
    with pytest.raises(StoreError, match="no SQLite database"):
        Store(str(file))
