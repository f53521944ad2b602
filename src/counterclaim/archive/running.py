"""Work that is cut into pieces, done by Daft: on one machine by its native runner, on a cluster by its Ray runner, by the same plan.

A piece is a string, and so is what becomes of it. Processes may be lost at any time: whoever hands out the pieces tells which are left.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import re
import socket
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from multiprocessing.connection import Connection
from typing import Any, Protocol

from counterclaim.archive.inputs import first_line
from counterclaim.children import begin_child, end_with_parent
from counterclaim.errors import ConfigError, ResourceError

LOCAL = "local"
"""In place of the address of a Ray cluster: one of this machine alone, for as long as the run."""
BLOCKS = 8
"""Partitions for each worker: enough that none is idle for long in the end, few enough that handing them out costs nothing."""
PATIENCE = 10.0
"""Seconds in which the engine may end its processes by itself when all is done."""
ANSWERS_S = 5.0
"""Seconds in which the head of a cluster must take a connection. Ray itself would try for minutes."""
_HOST = re.compile(r"(?:ray://)?\[?([^\[\]/]+?)\]?:(\d{1,5})")
ROUNDS = 8
"""So many rounds without anything done, and the run ends: something other than a document is wrong."""

log = logging.getLogger(__name__)


class Work(Protocol):
    """Does pieces, one after the other, in a process of its own. Sent there by pickling: what is heavy is loaded at the first piece."""

    def __call__(self, piece: str) -> str:
        """What becomes of a piece."""
        ...


@dataclass(frozen=True)
class Workers:
    """How many processes do the work, and where.

    Attributes:
        count: processes at work at once.
        ray: address of a Ray cluster, `local` for one of this machine, None for no Ray.
        cpus: cores of the cluster that are set aside for each process.
        memory: bytes of memory of the cluster that are set aside for each process, None for no demand.
    """

    count: int = 1
    ray: str | None = None
    cpus: float = 1.0
    memory: int | None = None


def prepare(workers: Workers) -> Workers:
    """Joins the cluster, or starts that of this machine, which lasts as long as this process.

    Returns:
        the same workers, at an address at which other processes find them.

    Raises:
        ConfigError: the archive extra is missing, or no cluster answers.
    """
    if find_spec("daft") is None:
        raise ConfigError("archives need their extra: pip install 'counterclaim[archive]'")
    if workers.ray is None:
        return workers
    _knock(workers.ray)
    try:
        import ray

        if not ray.is_initialized():
            _join(workers)
    except ImportError as error:
        raise ConfigError("a Ray cluster needs the archive extra: pip install 'counterclaim[archive]'") from error
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise ConfigError(f"no Ray cluster answers at {workers.ray}: {first_line(error)}") from error
    return replace(workers, ray=ray.get_runtime_context().gcs_address) if workers.ray == LOCAL else workers


def _knock(address: str) -> None:
    """Raises ConfigError when nobody takes a connection at the address of a cluster."""
    found = _HOST.fullmatch(address)
    if found is None:
        return
    try:
        socket.create_connection((found[1], int(found[2])), ANSWERS_S).close()
    except (OSError, OverflowError) as error:
        raise ConfigError(f"no Ray cluster answers at {address}: {first_line(error)}") from error


def _join(workers: Workers) -> None:
    import ray

    quiet: dict[str, Any] = {"logging_level": logging.ERROR, "log_to_driver": False}
    if workers.ray == LOCAL:
        ray.init(address=LOCAL, num_cpus=max(1, round(workers.count * workers.cpus)), include_dashboard=False, **quiet)
    else:
        ray.init(address=workers.ray, **quiet)


def do(pieces: Callable[[], Sequence[str]], work: Work, workers: Workers) -> Iterator[str]:
    """Does pieces until none is left; a process that is lost, and what it was at, is made good in the next round.

    Args:
        pieces: those that are left to do, asked for before each round.
        work: does one piece; an exception that it raises ends the round.
        workers: where, as `prepare` gave them.

    Yields:
        what became of each piece, as they are done.

    Raises:
        ResourceError: several rounds in a row got nothing done.
    """
    idle, cause = 0, ""
    left = list(pieces())
    while left:
        try:
            yield from _round(left, work, workers)
        except _RoundEnded as ended:
            cause = str(ended)
            log.warning("a worker was lost, going on with what is left: %s", cause)
        before, left = len(left), list(pieces())
        idle = 0 if len(left) < before else idle + 1
        if left and idle >= ROUNDS:
            raise ResourceError(f"the workers get nothing done: {cause or 'they end without a word'}")


class _RoundEnded(Exception):
    """A round ended before all of its pieces were done, and why."""


def _round(pieces: Sequence[str], work: Work, workers: Workers) -> Iterator[str]:
    """One round. Daft runs in a process of its own, since its native code can take a process down with it when a worker is lost."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    engine = context.Process(target=_run_engine, args=(pieces, work, workers, there, os.getpid()))
    engine.start()
    there.close()
    try:
        while (told := here.recv()) is not None:
            if isinstance(told, _RoundEnded):
                raise told
            yield told
        engine.join(PATIENCE)
    except EOFError as error:
        engine.join()
        raise _RoundEnded(f"the engine ended with {engine.exitcode}") from error
    finally:
        engine.kill()
        engine.join()
        here.close()


def _run_engine(pieces: Sequence[str], work: Work, workers: Workers, results: Connection, parent: int) -> None:
    """Sends what became of each piece, then None, or why not all are done."""
    begin_child(parent)
    try:
        _choose_runner(workers)
        for row in _plan(pieces, work, workers).iter_rows(results_buffer_size=None):
            results.send(str(row["done"]))
        results.send(None)
    except Exception as error:  # the engines raise many things when a process is lost; whatever it was, what is left tells how to go on
        results.send(_RoundEnded(first_line(error)))


def _choose_runner(workers: Workers) -> None:
    os.environ.setdefault("DAFT_ANALYTICS_ENABLED", "0")  # nothing is told to anybody about a run
    os.environ.setdefault("DO_NOT_TRACK", "1")
    os.environ.setdefault("DAFT_PROGRESS_BAR", "0")
    import daft

    if workers.ray is None:
        daft.set_runner_native()
    else:
        _join(workers)
        daft.set_runner_ray(noop_if_initialized=True)


def _plan(pieces: Sequence[str], work: Work, workers: Workers) -> Any:
    """The plan, the same for both runners: a column of pieces, done one by one in so many processes."""
    import daft
    from daft import DataType

    options: dict[str, Any] = {"memory": workers.memory} if workers.memory else {}
    engine = os.getpid() if workers.ray is None else None  # whose processes the native runner's workers are

    @daft.cls(max_concurrency=min(workers.count, len(pieces)), use_process=True, cpus=workers.cpus, ray_options=options or None)
    class Worker:
        def __init__(self, work: Work) -> None:
            end_with_parent(engine)
            self._work = work

        @daft.method.batch(return_dtype=DataType.string(), batch_size=1)
        def do(self, pieces: daft.Series) -> list[str]:
            return [self._work(piece) for piece in pieces.to_pylist()]

    frame = daft.from_pydict({"piece": list(pieces)})
    if workers.ray is not None:
        frame = frame.into_partitions(min(len(pieces), BLOCKS * workers.count))
    worker: Any = Worker(work)  # whose method takes and gives columns while the plan is made
    return frame.select(worker.do(frame["piece"]).alias("done"))
