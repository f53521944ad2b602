"""The folder of a run: its options, its surveys, its tables, and the marks of the shards that are done.

    run.json                                   the options, which every later run into the folder must share
    plan/FILE.json                             how a file was cut
    reports|claims|events/day=DAY/SHARD.parquet   the tables, by day of publication
    skipped/SHARD.parquet                      what was left out, and why
    done/SHARD.json                            the mark of a shard, with its counts
    begun/SHARD.json                           where a process is in a shard, for the case that the next document ends it

Files get their names when they are whole, and a shard its mark when all its files have theirs. What a process that was killed left
behind has no mark: nobody reads it, and the shard is read again.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from counterclaim.archive.columns import Row, schema
from counterclaim.archive.cutting import Survey, key_of
from counterclaim.archive.inputs import Input
from counterclaim.archive.options import ArchiveOptions
from counterclaim.errors import ConfigError, ResourceError
from counterclaim.records.models import Frozen

BY_DAY = ("reports", "claims", "events")
Kept = TypeVar("Kept", bound=BaseModel)


class Done(Frozen):
    """What became of a shard, or of several: each document of it is read, beside the point, or skipped for a reason.

    `skipped` counts documents by reason. A document that holds several reports counts as each of them. `broken` names the files of
    which only the beginning could be read, and why, `fruitless` those of which not one document could.
    """

    documents: int = 0
    reports: int = 0
    claims: int = 0
    irrelevant: int = 0
    skipped: dict[str, int] = {}
    broken: dict[str, str] = {}
    fruitless: dict[str, str] = {}

    def __add__(self, other: Done) -> Done:
        reasons: dict[str, int] = defaultdict(int)
        for each in (self.skipped, other.skipped):
            for reason, count in each.items():
                reasons[reason] += count
        return Done(
            documents=self.documents + other.documents,
            reports=self.reports + other.reports,
            claims=self.claims + other.claims,
            irrelevant=self.irrelevant + other.irrelevant,
            skipped=dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
            broken=self.broken | other.broken,
            fruitless=self.fruitless | other.fruitless,
        )


class Begun(Frozen):
    """Reports from number `at` on, `together` of them, are being read, for the `times`-th time in a row."""

    at: int
    together: int
    times: int = 1


class ArchiveFolder:
    """A folder of results. All processes of a run must see it under the same path."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def open(self, options: ArchiveOptions) -> None:
        """Makes the folder, or takes up a run that was begun with the same options.

        Raises ConfigError when it was begun with others, or is no folder of results.
        """
        known = self._read(self.path / "run.json", ArchiveOptions)
        if known is None:
            if self.path.exists() and (not self.path.is_dir() or any(self.path.iterdir())):
                raise ConfigError(f"{self.path} is there already and holds no run of counterclaim archive: name another folder")
            self._write(self.path / "run.json", options)
        elif known != options:
            told = ", ".join(f"{n} {v}" for n, v in known.model_dump().items() if v != getattr(options, n))
            raise ConfigError(f"{self.path} was begun with other options ({told}): use them again, or name another folder")

    def survey(self, found: Input) -> Survey | None:
        """How a file was cut, None when it was not yet. Raises ConfigError when the file has changed since."""
        known = self._read(self.path / "plan" / f"{key_of(found)}.json", Survey)
        if known is not None and known.input != found:
            raise ConfigError(f"{found.path} is not what it was when the run into {self.path} began: name another folder")
        return known

    def keep_survey(self, survey: Survey) -> None:
        """Remembers how a file was cut."""
        self._write(self.path / "plan" / f"{key_of(survey.input)}.json", survey)

    def surveys(self) -> list[Survey]:
        """How all files were cut, sorted by path. Raises ConfigError when there is no run in the folder."""
        if not (self.path / "run.json").is_file():
            raise ConfigError(f"{self.path} holds no run of counterclaim archive")
        found = [known for path in (self.path / "plan").glob("*.json") if (known := self._read(path, Survey)) is not None]
        return sorted(found, key=lambda survey: survey.input.path)

    def done_ids(self) -> set[str]:
        """The shards that have their mark."""
        return {path.stem for path in (self.path / "done").glob("*.json")}

    def done(self, shard: str) -> Done | None:
        """What became of a shard, None before it has its mark."""
        return self._read(self.path / "done" / f"{shard}.json", Done)

    def finish(self, shard: str, rows: Mapping[str, Mapping[str, list[Row]]], skipped: list[Row], done: Done) -> None:
        """Puts the tables of a shard in their places, then its mark. `rows` holds the rows of each table by day."""
        for table in BY_DAY:
            for name in (f"{shard}.parquet", f".{shard}.parquet.*.part"):  # of a process that was killed
                for old in (self.path / table).glob(f"day=*/{name}"):
                    old.unlink(missing_ok=True)
            for day, some in rows[table].items():
                if not some:
                    continue
                self._write_rows(self.path / table / f"day={day}" / f"{shard}.parquet", table, some)
        if skipped:
            self._write_rows(self.path / "skipped" / f"{shard}.parquet", "skipped", skipped)
        self._write(self.path / "done" / f"{shard}.json", done)
        (self.path / "begun" / f"{shard}.json").unlink(missing_ok=True)

    def begun(self, shard: str) -> Begun | None:
        """Where the last process was in a shard that it did not finish."""
        return self._read(self.path / "begun" / f"{shard}.json", Begun)

    def keep_begun(self, shard: str, begun: Begun) -> None:
        """Remembers where this process is in a shard."""
        self._write(self.path / "begun" / f"{shard}.json", begun)

    def files(self, table: str) -> Iterator[Path]:
        """The files of a table that belong to finished shards, sorted."""
        done = self.done_ids()
        yield from sorted(path for path in (self.path / table).rglob("*.parquet") if path.stem in done and not path.name.startswith("."))

    def _write_rows(self, path: Path, table: str, rows: Iterable[Row]) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        part = _part(path)
        pq.write_table(pa.Table.from_pylist(list(rows), schema=schema(table)), part, compression="zstd")
        part.replace(path)

    def _write(self, path: Path, kept: BaseModel) -> None:
        part = _part(path)
        part.write_text(kept.model_dump_json(), encoding="utf-8")
        part.replace(path)

    def _read(self, path: Path, model: type[Kept]) -> Kept | None:
        try:
            return model.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            return None
        except ValidationError as error:
            raise ResourceError(f"{path} is broken, or of another version of counterclaim") from error


def _part(path: Path) -> Path:
    """A name of this process's own for a file that is not whole yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.with_name(f".{path.name}.{os.uname().nodename}.{os.getpid()}.part")
