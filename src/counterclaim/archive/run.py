"""A run over an archive: files are found and cut, shards that have no mark are read, and what became of all is told."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import Protocol

from counterclaim.archive.cutting import Shard, Survey, cut
from counterclaim.archive.folder import ArchiveFolder, Done
from counterclaim.archive.inputs import Input, find_inputs
from counterclaim.archive.options import ArchiveOptions
from counterclaim.archive.reading import Reader, ShardReading
from counterclaim.archive.running import Workers, do, prepare
from counterclaim.errors import ConfigError, RecordError, ResourceError
from counterclaim.records.models import Frozen

log = logging.getLogger(__name__)

Load = Callable[[ArchiveOptions], Reader]
"""Makes the reader of a process. It is called there, once, and must be a function that can be imported there."""


class Progress(Protocol):
    """Hears how far a run is."""

    def __call__(self, work: str, done: int, total: int) -> None:
        """So many of all files are cut, or so many of all documents are done."""
        ...


class Answer(Frozen):
    """What became of a piece: it is done, or to be done again for the reason in `postponed`, or in `failed` stands why none can be done."""

    survey: Survey | None = None
    done: Done | None = None
    postponed: str | None = None
    failed: str | None = None


def load_pipeline(options: ArchiveOptions) -> Reader:
    """The pipeline for one process of several."""
    from counterclaim.pipeline import PipelineOptions  # only processes that read need the second that this takes
    from counterclaim.pool import one_core_pipeline

    return one_core_pipeline(PipelineOptions(engine=options.engine))


def run_archive(
    names: Iterable[str], path: Path, options: ArchiveOptions, workers: Workers, progress: Progress, load: Load = load_pipeline
) -> Done:
    """Reads an archive into a folder, going on where an earlier run into it ended.

    Args:
        names: files, folders and patterns, see `find_inputs`.
        path: the folder; every worker must see it under this path.
        options: must be those of the earlier run, if there was one.
        workers: how many processes, and where.
        progress: hears how far the run is.
        load: makes the reader in each process.

    Returns:
        what became of all documents of these inputs, by this run and earlier ones.

    Raises:
        ConfigError: there is nothing to read, the folder holds something else, or an input has changed since the run began.
        ResourceError: a model or an index is missing, or the workers get nothing done.
    """
    workers = prepare(workers)
    inputs = find_inputs(names)
    folder = ArchiveFolder(path.resolve())
    folder.open(options)
    surveys = _surveys(inputs, folder, options, workers, progress)
    _read(surveys, folder, _Reading(options, folder, load), workers, progress)
    return outcome(surveys, folder)


def outcome(surveys: Iterable[Survey], folder: ArchiveFolder) -> Done:
    """What became of the documents of some files, as far as their shards are done."""
    total = Done()
    for survey in surveys:
        here = Done()
        for shard in survey.shards:
            here += folder.done(shard.id) or Done()
        total += here
        if not survey.broken and not here.reports and not here.irrelevant:
            total += Done(fruitless={survey.input.path: next(iter(here.skipped), "there is nothing in it")})
        if survey.broken:
            total += Done(broken={survey.input.path: survey.broken})
    return total


def _surveys(inputs: list[Input], folder: ArchiveFolder, options: ArchiveOptions, workers: Workers, progress: Progress) -> list[Survey]:
    surveys = [survey for found in inputs if (survey := folder.survey(found)) is not None]
    known = {survey.input.path: survey for survey in surveys if survey.shards or not survey.broken}  # perhaps it can be read now
    progress("cutting files", len(known), len(inputs))

    def left() -> list[str]:
        return [found.model_dump_json() for found in inputs if found.path not in known]

    for answer in _answers(left, _Cutting(options), workers):
        if answer.survey is not None:
            folder.keep_survey(answer.survey)
            known[answer.survey.input.path] = answer.survey
            progress("cutting files", len(known), len(inputs))
    return [known[found.path] for found in inputs]


def _read(surveys: list[Survey], folder: ArchiveFolder, reading: _Reading, workers: Workers, progress: Progress) -> None:
    shards = [shard for survey in surveys for shard in survey.shards]
    total = sum(shard.count for shard in shards)

    def told() -> list[Shard]:
        done = folder.done_ids()
        left = [shard for shard in shards if shard.id not in done]
        progress("reading documents", total - sum(shard.count for shard in left), total)
        return left

    for _ in _answers(lambda: [shard.model_dump_json() for shard in told()], reading, workers):
        told()


def _answers(left: Callable[[], list[str]], work: _Cutting | _Reading, workers: Workers) -> Iterable[Answer]:
    for text in do(left, work, workers):
        answer = Answer.model_validate_json(text)
        if answer.failed is not None:
            raise ResourceError(answer.failed)
        if answer.postponed is not None:
            log.warning("%s; it is tried again", answer.postponed)
        yield answer


class _Cutting:
    """Cuts files."""

    def __init__(self, options: ArchiveOptions) -> None:
        self._size = options.shard

    def __call__(self, piece: str) -> str:
        return Answer(survey=cut(Input.model_validate_json(piece), self._size)).model_dump_json()


class _Reading:
    """Reads shards; the reader is loaded with the first."""

    def __init__(self, options: ArchiveOptions, folder: ArchiveFolder, load: Load) -> None:
        self._options = options
        self._folder = folder
        self._load = load

    def __call__(self, piece: str) -> str:
        shard = Shard.model_validate_json(piece)
        try:
            done = self._folder.done(shard.id) or ShardReading(shard, self._reader, self._options, self._folder).run()
        except (ResourceError, ConfigError) as error:
            return Answer(failed=str(error)).model_dump_json()
        except RecordError as error:
            return Answer(postponed=f"{shard.input.path}: {error}").model_dump_json()
        return Answer(done=done).model_dump_json()

    @cached_property
    def _reader(self) -> Reader:
        return self._load(self._options)
