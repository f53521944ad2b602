"""A run over an archive on both of its runners: nothing is lost or read twice, whatever is killed, and no document stops it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from archives_by_hand import (
    ENDING,
    FAILING,
    SPORT,
    json_lines,
    numbers_in,
    page,
    response,
    row,
    text_of,
    write_parquet,
    write_warc,
    write_zstd,
)
from counterclaim.archive.folder import Done

pytest.importorskip("daft", reason="the archive extra is not installed")
TESTS = Path(__file__).parents[1]
SECONDS = 240
"""Longest that a run may take on a busy machine; it takes a few."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty documents in four formats: 32 can be read."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "a.jsonl").write_bytes(json_lines(range(10)) + b"no json\n" + json_lines([10]))
    write_zstd(folder / "b.jsonl.zst", json_lines(range(11, 20)))
    write_parquet(folder / "c.parquet", [*(row(n) for n in range(20, 28)), row(90, FAILING), {"text": SPORT}, {"text": None}])
    pages = [response(page(text_of(n)), n) for n in range(28, 32)]
    others = [response(b"\x89PNG", 91, "image/png"), response(page(text_of(92)), 92, status="404 Not Found"), response(b" ", 93)]
    write_warc(folder / "d.warc.gz", [*pages, *others])
    return folder


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """A Ray cluster of this machine alone; its address."""
    ray = pytest.importorskip("ray", reason="the archive extra is not installed")
    with environment() as known:
        os.environ.update(known)
        ray.init(address="local", num_cpus=2, num_gpus=0, include_dashboard=False, log_to_driver=False, object_store_memory=100_000_000)
        yield ray.get_runtime_context().gcs_address
        ray.shutdown()


@contextmanager
def environment() -> Iterator[dict[str, str]]:
    """Variables with which another process finds this package and the tests' own modules; those of this process stay as they were."""
    before = dict(os.environ)
    try:
        yield {**before, "PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent / "src")]), "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
    finally:
        os.environ.clear()
        os.environ.update(before)


class Run:
    """A run in a process of its own."""

    def __init__(self, source: Path, folder: Path, seconds: float = 0.0, ray: str | None = None) -> None:
        self.folder = folder
        self.notes = folder.with_name(f"{folder.name}-notes")
        self.notes.mkdir(exist_ok=True)
        words = [
            sys.executable,
            str(TESTS / "archive_driver.py"),
            str(source),
            str(folder),
            str(self.notes),
            str(seconds),
            *([ray] if ray else []),
        ]
        with environment() as known:
            self.process = subprocess.Popen(words, env=known, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def until(self, least: int) -> None:
        """Waits until so many documents are done."""
        assert self.process.stdout
        for line in self.process.stdout:
            told = re.match(r"reading documents: (\d+) of", line)
            if told and int(told[1]) >= least:
                return
        pytest.fail(f"the run ended before: {self.process.communicate()[1][-2000:]}")

    def outcome(self) -> Done:
        """What it says in the end."""
        out, errors = self.process.communicate(timeout=SECONDS)
        assert self.process.returncode == 0, errors[-2000:]
        return Done.model_validate_json(out.splitlines()[-1])

    def workers(self) -> set[int]:
        """The processes that have read something."""
        return {int(path.name) for path in self.notes.iterdir()}


def parent_of(process: int) -> int:
    return int(subprocess.run(["ps", "-o", "ppid=", "-p", str(process)], capture_output=True, text=True, check=True).stdout)


def is_alive(process: int) -> bool:
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
    return found.returncode == 0 and not found.stdout.startswith("Z")


def wait_until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < end, "not within the time"
        time.sleep(0.2)


def check_whole(outcome: Done, folder: Path) -> None:
    assert numbers_in(folder) == list(range(32))
    assert (outcome.documents, outcome.reports, outcome.irrelevant) == (39, 32, 1)
    assert sum(outcome.skipped.values()) == 39 - 32 - 1
    assert outcome.skipped["reading it fails"] == outcome.skipped["not JSON"] == 1
    assert {path.parent.name for path in folder.glob("reports/*/*.parquet")} == {
        f"day={d}" for d in ("2023-05-12", "2023-05-13", "2023-05-14", "unknown")
    }
    assert not list(folder.rglob(".*.part"))


@pytest.mark.slow
def test_the_native_runner_goes_on_after_a_kill_of_the_whole_run(archive: Path, tmp_path: Path) -> None:
    first = Run(archive, tmp_path / "out", seconds=0.05)
    first.until(8)
    first.process.send_signal(signal.SIGKILL)
    first.process.communicate()
    marked = len(list((tmp_path / "out" / "done").iterdir()))
    assert marked < 12
    second = Run(archive, tmp_path / "out")
    check_whole(second.outcome(), tmp_path / "out")
    third = Run(archive, tmp_path / "out")
    before = third.workers()
    check_whole(third.outcome(), tmp_path / "out")
    assert third.workers() == before, "nothing is read again"


@pytest.mark.slow
def test_the_native_runner_goes_on_without_a_worker_and_without_what_ends_it(archive: Path, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for path in archive.iterdir():
        (source / path.name).symlink_to(path)
    write_parquet(source / "e.parquet", [row(94, ENDING)])
    run = Run(source, tmp_path / "out", seconds=0.02)
    outcome = run.outcome()
    assert outcome.skipped.pop("the program ended while reading it") == 1
    check_whole(outcome.model_copy(update={"documents": outcome.documents - 1}), tmp_path / "out")


@pytest.mark.slow
def test_no_process_reads_on_after_a_kill_of_the_whole_run(archive: Path, tmp_path: Path) -> None:
    run = Run(archive, tmp_path / "out", seconds=2.0 * SECONDS)
    wait_until(run.workers)
    run.process.send_signal(signal.SIGKILL)
    run.process.communicate()
    wait_until(lambda: not any(is_alive(worker) for worker in run.workers()))


@pytest.mark.slow
def test_the_native_runner_goes_on_without_its_engine(archive: Path, tmp_path: Path) -> None:
    run = Run(archive, tmp_path / "out", seconds=0.1)
    run.until(4)
    engines = {parent_of(worker) for worker in run.workers()}
    assert run.process.pid not in engines, "what the engine runs into does not end the run"
    os.kill(engines.pop(), signal.SIGSEGV)
    check_whole(run.outcome(), tmp_path / "out")


@pytest.mark.slow
def test_the_ray_runner_goes_on_without_a_worker(archive: Path, tmp_path: Path, cluster: str) -> None:
    run = Run(archive, tmp_path / "out", seconds=0.1, ray=cluster)
    run.until(4)
    lost = min(run.workers())
    os.kill(lost, signal.SIGKILL)
    check_whole(run.outcome(), tmp_path / "out")
    assert len(run.workers()) > 2, "another process took its place"
