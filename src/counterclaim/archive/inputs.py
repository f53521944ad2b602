"""The files of an archive: found by name, local or in object storage, and opened as streams of bytes."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from counterclaim.errors import ConfigError, RecordError
from counterclaim.records.models import Frozen

BUFFER = 1 << 20
"""Bytes asked of the storage in one go."""
PIECE = 1 << 16
"""Bytes decompressed in one go: where a file breaks off, what was before in the same piece is lost with it."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


class Form(StrEnum):
    """How the documents stand in a file."""

    LINES = "json lines"
    WHOLE = "json"
    PARQUET = "parquet"
    WARC = "warc"


FORMS = {
    ".jsonl": Form.LINES,
    ".ndjson": Form.LINES,
    ".json": Form.LINES,
    ".parquet": Form.PARQUET,
    ".pq": Form.PARQUET,
    ".warc": Form.WARC,
    ".wet": Form.WARC,
}
COMPRESSIONS = {".gz": "gzip", ".zst": "zstd"}


class Input(Frozen):
    """A file of an archive. `path` is absolute or an address; `compression` is None where there is none, or the format has its own."""

    path: str
    size: int
    form: Form
    compression: str | None = None


def find_inputs(names: Iterable[str]) -> list[Input]:
    """The files that some names stand for, each once, sorted by path.

    Args:
        names: files, folders (what is in them and below) and patterns with `*`, local or addresses of object storage (`s3://…`).

    Raises:
        ConfigError: a name stands for no file, or a file that was named itself has no ending that tells its format.
    """
    found: dict[str, Input] = {}
    for name in names:
        here = [known for path, size in _listed(name) if (known := _input(path, size)) is not None]
        if not here:
            endings = ", ".join(sorted(FORMS))
            raise ConfigError(f"{name}: no file there ends in {endings} (also with {' or '.join(COMPRESSIONS)} after it)")
        found.update((each.path, each) for each in here)
    return [found[path] for path in sorted(found)]


def _listed(name: str) -> Iterator[tuple[str, int]]:
    if not _SCHEME.match(name):
        path = Path(name).resolve()
        if path.is_file():
            yield str(path), path.stat().st_size
            return
        name = str(path / "**") if path.is_dir() else str(path)
    import daft

    try:
        rows = daft.from_glob_path(name).to_pylist()
    except (OSError, ValueError) as error:  # the engine raises ValueError where nothing matches
        web = name.startswith(("http://", "https://")) and "*" in name
        why = "; a web server lists no files, so name each of them" if web else ""
        raise ConfigError(f"{name}: no such file, or it cannot be listed{why}") from error
    for row in rows:
        yield str(row["path"]).removeprefix("file://"), int(row["size"] or 0)


def _input(path: str, size: int) -> Input | None:
    name = PurePosixPath(path).name.lower()
    stem, ending = os.path.splitext(name)
    compression = COMPRESSIONS.get(ending)
    form = FORMS.get(os.path.splitext(stem)[1] if compression else ending)
    if form is None or name.startswith("."):
        return None
    return Input(path=path, size=size, form=form, compression=compression if form is Form.LINES else None)


@contextmanager
def opened(found: Input, offset: int = 0) -> Iterator[BinaryIO]:
    """The bytes of a file from `offset` on, decompressed if the input says so. Raises RecordError when it cannot be opened or read."""
    import pyarrow as pa

    try:
        with io.BufferedReader(_Stored(found.path), BUFFER) as raw:
            raw.seek(offset)
            if found.compression is None:
                yield raw
            else:
                yield cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, pa.CompressedInputStream(raw, found.compression)), PIECE))
    except (OSError, ValueError) as error:  # pyarrow and daft raise ValueError for what is broken
        raise RecordError(f"cannot be read: {first_line(error)}") from error


def first_line(error: Exception) -> str:
    """What an error says, in one line; engines tell pages."""
    return (str(error).strip() or type(error).__name__).partition("\n")[0][:200]


class _Stored(io.RawIOBase):
    """A file wherever the archive engine finds files, as Python knows streams."""

    def __init__(self, path: str) -> None:
        super().__init__()
        import daft

        self._file: Any = daft.File(path).open()
        self._file.__enter__()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills `buffer` as far as one read goes."""
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, to: int, whence: int = os.SEEK_SET) -> int:
        """Moves on to a byte."""
        return int(self._file.seek(to, whence))

    def tell(self) -> int:
        """The byte that is read next."""
        return int(self._file.tell())

    def close(self) -> None:
        """Gives the file back."""
        if not self.closed:
            self._file.__exit__(None, None, None)
        super().close()
