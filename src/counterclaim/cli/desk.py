"""The store on the command line: which one, and opening it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from counterclaim.cli.sources import NO_SOURCE, SourceOptions

if TYPE_CHECKING:
    from counterclaim.store.store import Store

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True)
class DeskOptions(SourceOptions):
    """What was typed after a command that reads sources, or the store where none is named."""

    db: str | None

    @property
    def from_store(self) -> bool:
        """Whether no source was named: then the store is read."""
        return not (self.sources or self.samples)


def store_option(command: Command) -> Command:
    """Decorator: the option `--db`."""
    shown = "The store: a SQLite file or postgresql://USER@HOST/NAME.  [default: $COUNTERCLAIM_DB, else a file in your data folder]"
    return click.option("--db", metavar="ADDRESS", help=shown)(command)


@contextmanager
def chosen_store(options: DeskOptions) -> Iterator[Store]:
    """The store that is read where no source was named; says on standard error when it holds nothing.

    Raises UsageError when there is none.
    """
    with opened_store(options.db, make=False, otherwise=f"{NO_SOURCE}; ") as store:
        with store.reading() as desk:
            held = desk.counted()
        if not held:
            tell_empty(store)
        yield store


def opened_store(typed: str | None, *, make: bool, otherwise: str = "") -> Store:
    """The store that was named.

    Args:
        typed: what was typed after `--db`.
        make: whether a SQLite file that is not there is made.
        otherwise: what may be done in place of naming a store, for the message.

    Raises:
        ConfigError: the file that was named is not there and is not to be made.
        UsageError: none was named, and there is none where it is by default.
    """
    from counterclaim.errors import ConfigError
    from counterclaim.store.address import VARIABLE, chosen_address
    from counterclaim.store.store import Store

    address = chosen_address(typed, os.environ)
    if not make and "://" not in address and not Path(address).is_file():
        if typed or os.environ.get(VARIABLE):
            raise ConfigError(f"{address} does not exist: `counterclaim add` makes it")
        raise click.UsageError(f"{otherwise}there is no store yet: fill it with `counterclaim add`, or name one with --db")
    return Store(address)


def tell_empty(store: Store) -> None:
    """Says on standard error that a store holds nothing, and what fills it."""
    click.echo(f"counterclaim: {store.name} holds no reports yet: `counterclaim add` puts them in", err=True)
