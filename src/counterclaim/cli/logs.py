"""Logging, to standard error: lines for people, or a JSON object a line for programs."""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])
VERBOSE, AS_JSON = "counterclaim.verbose", "counterclaim.log_json"
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "taskName"}


class JsonLines(logging.Formatter):
    """A log record as one line of JSON: time, level, name, message, and what the record carries besides."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        told: dict[str, object] = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **{name: value for name, value in vars(record).items() if name not in _STANDARD},
        }
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False, default=str)


def configure_logging(verbose: bool, as_json: bool = False) -> None:
    """Sends the log to standard error: warnings of this package, or with `verbose` everything it says and others' warnings.

    `as_json` makes each line a JSON object, and tells what is done as well.
    """
    handler = logging.StreamHandler()
    plain = logging.Formatter("counterclaim: %(levelname)s: %(name)s: %(message)s")
    handler.setFormatter(JsonLines() if as_json else plain)
    logging.basicConfig(handlers=[handler], level=logging.WARNING if verbose else logging.CRITICAL, force=True)
    logging.getLogger("counterclaim").setLevel(logging.DEBUG if verbose else logging.INFO if as_json else logging.WARNING)


def _configure(name: str) -> Callable[[click.Context, click.Parameter, bool], None]:
    def configure(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:
        # The option stands on the group and on its commands: a command that is not asked must not undo the group's answer.
        if wanted or context.parent is None:
            context.meta[name] = wanted or context.meta.get(name, False)
            configure_logging(context.meta.get(VERBOSE, False), context.meta.get(AS_JSON, False))

    return configure


def verbose_option(command: Command) -> Command:
    """Decorator: the option `--verbose`."""
    told = "Log to standard error what is done."
    return click.option("-v", "--verbose", is_flag=True, is_eager=True, expose_value=False, callback=_configure(VERBOSE), help=told)(
        command
    )


def log_json_option(command: Command) -> Command:
    """Decorator: the option `--log-json`."""
    told = "Log to standard error what is done, a JSON object a line."
    return click.option("--log-json", is_flag=True, is_eager=True, expose_value=False, callback=_configure(AS_JSON), help=told)(command)
