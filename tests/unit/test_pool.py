"""Several processes that read: the same records, and nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from counterclaim.errors import ConfigError, ResourceError
from counterclaim.language.engine import load_engine
from counterclaim.pipeline import Pipeline, PipelineOptions
from counterclaim.pool import PIECE, PipelinePool
from counterclaim.records.models import Report
from counterclaim.samples import load_samples

PARENT = """
import sys
from counterclaim.pool import PipelinePool
from counterclaim.records.models import Report
if __name__ == "__main__":
    pool = PipelinePool(1)
    list(pool.read([Report(id="a", text="The army said two soldiers died.")]))
    print(next(iter(pool._processes._processes)), flush=True)
    sys.stdin.read()
"""


@pytest.mark.engine
@pytest.mark.slow
def test_records_and_their_order_are_those_of_one_process() -> None:
    reports = [
        report.model_copy(update={"id": f"{report.id}-{copy}", "text": f"{report.text}\nItem {copy}."})
        for copy in range(5)
        for report in load_samples()
    ]
    assert len(reports) > 2 * PIECE
    with PipelinePool(2) as pool:
        assert list(pool.read(iter(reports))) == list(Pipeline().read(reports))
        assert list(pool.read([])) == []


@pytest.mark.engine
def test_a_pipeline_that_forgets_keeps_no_words_and_gives_the_same_records() -> None:
    engine = load_engine(threads=1)
    pipeline = Pipeline(PipelineOptions(forgets=True), engine)
    before = len(engine.vocab.strings)
    records = [list(pipeline.read(load_samples())) for _ in range(2)]
    assert len(engine.vocab.strings) == before
    assert records[0] == records[1] == list(Pipeline().read(load_samples()))


def test_errors_of_a_process_come_out() -> None:
    with PipelinePool(1, PipelineOptions(engine="no-such-pipeline")) as pool, pytest.raises(ConfigError, match="no-such-pipeline"):
        list(pool.read([Report(id="a", text="A text.")]))


@pytest.mark.engine
@pytest.mark.slow
def test_a_lost_process_is_said() -> None:
    some = (Report(id=str(number), text="The army said two soldiers died.") for number in range(40 * PIECE))
    with PipelinePool(1) as pool, pytest.raises(ResourceError, match="was lost"):
        for number, _ in enumerate(pool.read(some)):
            if number == PIECE:
                for process in pool._processes._processes:
                    os.kill(process, signal.SIGKILL)


@pytest.mark.engine
@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes in /proc")
def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    with subprocess.Popen([sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert _runs(child)
        parent.kill()
    until = time.monotonic() + 20
    while _runs(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _runs(child)


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"
