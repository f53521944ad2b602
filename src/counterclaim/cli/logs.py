"""Logging, to standard error."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def configure_logging(verbose: bool) -> None:
    """Sends the log to standard error: warnings of this package, or with `verbose` everything it says and others' warnings."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("counterclaim: %(levelname)s: %(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.WARNING if verbose else logging.CRITICAL, force=True)
    logging.getLogger("counterclaim").setLevel(logging.DEBUG if verbose else logging.WARNING)


def _configure(context: click.Context, parameter: click.Parameter, verbose: bool) -> None:
    # The option stands on the group and on its commands: a command that is not asked must not undo the group's answer.
    if verbose or context.parent is None:
        configure_logging(verbose)


def verbose_option(command: Command) -> Command:
    """Decorator: the option `--verbose`."""
    option = click.option(
        "-v", "--verbose", is_flag=True, is_eager=True, expose_value=False, callback=_configure, help="Log to standard error what is done."
    )
    return option(command)
