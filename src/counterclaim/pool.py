"""Several processes that read reports at once, each with a pipeline of its own."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from types import TracebackType
from typing import Self

from counterclaim.children import begin_child
from counterclaim.errors import ResourceError
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.language.engine import load_engine
from counterclaim.pipeline import Pipeline, PipelineOptions
from counterclaim.records.models import Record, Report

PIECE = 8
"""Reports handed to a process in one go: few, so that the last pieces end together."""
AHEAD = 2
"""Pieces that wait for each process, so that none is idle while records are taken."""


def one_core_pipeline(options: PipelineOptions) -> Pipeline:
    """The pipeline for one process of several: it keeps to one core, and forgets. Raises as `Pipeline` does."""
    return Pipeline(replace(options, forgets=True), load_engine(options.engine, threads=1))


class PipelinePool:
    """Reads reports by several processes; the records are those that one `Pipeline` gives, in the same order."""

    def __init__(self, workers: int, options: PipelineOptions | None = None) -> None:
        """Start `workers` processes, which load their models with the first report.

        The place index is opened here first, so that it is built once. Raises ResourceError when it cannot be read.
        """
        chosen = options or PipelineOptions()
        Gazetteer.open(chosen.gazetteer, chosen.progress)
        self._options = replace(chosen, progress=None)
        self._waiting = workers * AHEAD
        self._processes = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), begin_child, (os.getpid(),))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def read(self, reports: Iterable[Report]) -> Iterator[Record]:
        """Yield the record of each report, in order.

        Raises ConfigError and ResourceError as `Pipeline` does, and ResourceError when a process is lost.
        """
        rest = iter(reports)
        pieces: deque[Future[list[Record]]] = deque()
        try:
            while True:
                while len(pieces) < self._waiting and (piece := list(islice(rest, PIECE))):
                    pieces.append(self._processes.submit(_read, self._options, piece))
                if not pieces:
                    return
                yield from pieces.popleft().result()
        except BrokenProcessPool as error:
            raise ResourceError("a process that read reports was lost, perhaps for want of memory: use fewer --workers") from error
        finally:
            for waiting in pieces:
                waiting.cancel()

    def close(self) -> None:
        """End the processes; pieces that wait are dropped."""
        self._processes.shutdown(cancel_futures=True)


@lru_cache(maxsize=1)
def _pipeline(options: PipelineOptions) -> Pipeline:
    return one_core_pipeline(options)


def _read(options: PipelineOptions, reports: Sequence[Report]) -> list[Record]:
    return list(_pipeline(options).read(reports))
