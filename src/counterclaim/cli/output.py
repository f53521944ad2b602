"""Records on their way out: to the terminal, as JSON, as a page."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

import click
from rich.console import Console, RenderableType
from rich.rule import Rule

from counterclaim.cli.failures import Failures
from counterclaim.errors import ConfigError
from counterclaim.export.formats import Part
from counterclaim.records.models import Record
from counterclaim.views.text import counts_words, render_record


class PlainConsole(Console):
    """A console that leaves a closed pipe to `main`."""

    def on_broken_pipe(self) -> None:
        """Raises the BrokenPipeError on."""
        raise BrokenPipeError


def print_text(records: Iterable[Record], width: int | None) -> None:
    """Prints records as soon as they come. `width` is that of the screen when None."""
    console = _console(width)
    for number, record in enumerate(records):
        if number:
            console.print(Rule(style="dim"), "", sep="\n")
        console.print(render_record(record))


def print_view(view: RenderableType, width: int | None) -> None:
    """Prints one view of anything. `width` is that of the screen when None."""
    _console(width).print(view)


def _console(width: int | None) -> Console:
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="replace")
    return PlainConsole(width=width, highlight=False, markup=False, emoji=False)


def print_json(records: Iterable[Record], failures: Failures) -> None:
    """Prints one record as a readable object, several (or one beside failures) as JSON Lines, in UTF-8."""
    out = sys.stdout.buffer
    rest = iter(records)
    head = list(islice(rest, 2))
    if len(head) == 1 and not failures.count:
        out.write(head[0].model_dump_json(indent=2).encode() + b"\n")
    else:
        for record in chain(head, rest):
            out.write(record.model_dump_json().encode() + b"\n")
    out.flush()


def write_page(path: Path, records: Iterable[Record]) -> Iterator[Record]:
    """Writes the page of all records, if there are any, and says so on standard error; gives the records on."""
    from counterclaim.views.page import render_page

    read = list(records)
    if read:
        found = f"1 report: {counts_words(read[0])}" if len(read) == 1 else f"{len(read)} reports"
        write_file(path, render_page(read), f" ({found})")
    return iter(read)


def check_writable(path: Path) -> None:
    """Raises ConfigError when no file can be written there: before the work, not after it."""
    folder = path.resolve().parent
    if path.is_dir():
        raise ConfigError(f"{path} is a folder: name a file")
    if not folder.is_dir():
        raise ConfigError(f"the folder {folder} does not exist: make it, or name another file")
    if not is_device(path) and not os.access(folder, os.W_OK):
        raise ConfigError(f"the folder {folder} cannot be written to: name another file")


def is_device(path: Path) -> bool:
    """Whether a pipe or a device stands there, which must be written to and not replaced."""
    return path.exists() and not path.is_file()


def check_folder(path: Path) -> None:
    """Raises ConfigError when no folder of files can be written there: before the work, not after it."""
    if path.exists() and not path.is_dir():
        raise ConfigError(f"{path} is a file: name a folder")
    if path.is_dir() and any(path.iterdir()):
        raise ConfigError(f"the folder {path} is not empty: name another, or empty it")
    parent = path.resolve().parent
    if not parent.is_dir():
        raise ConfigError(f"the folder {parent} does not exist: make it, or name another folder")
    if not os.access(path if path.is_dir() else parent, os.W_OK):
        raise ConfigError(f"the folder {path} cannot be written to: name another folder")


def write_parts(folder: Path, parts: Iterable[Part], about: str = "") -> None:
    """Writes the files of an export into a folder, which it makes, and says so on standard error.

    Raises ConfigError when one cannot be written, or its name would lead out of the folder.
    """
    for part in parts:
        target = folder / part.name
        if not target.resolve().is_relative_to(folder.resolve()):
            raise ConfigError(f"{part.name} lies outside {folder}")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigError(f"{target.parent} cannot be made: {error.strerror or error}") from error
        replace_bytes(target, part.content)
    click.echo(f"wrote {folder}{about}", err=True)


def write_bytes(path: Path, content: bytes, about: str = "") -> None:
    """Writes a file, all or nothing, and says so on standard error. Raises ConfigError when it cannot be written."""
    replace_bytes(path, content)
    click.echo(f"wrote {path}{about}", err=True)


def write_file(path: Path, text: str, about: str = "") -> None:
    """Writes a file of text as `write_bytes` does."""
    write_bytes(path, text.encode("utf-8"), about)


def replace_file(path: Path, text: str) -> None:
    """Puts a file of that text in place of `path`, as `replace_bytes` does."""
    replace_bytes(path, text.encode("utf-8"))


def replace_bytes(path: Path, content: bytes) -> None:
    """Puts a file of those bytes in place of `path`, all or nothing. Raises ConfigError when it cannot be written."""
    replace_pieces(path, [content])


def replace_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Puts a file of these pieces one after the other in place of `path`, as `replace_bytes` does."""
    target = path.resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if is_device(target):
            with target.open("wb") as device:
                device.writelines(pieces)
            return
        try:
            with part.open("xb") as file:
                file.writelines(pieces)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror or error}") from error
