"""The command line: the only place that prints, configures logging or chooses exit codes."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence

OK, SOME_FAILED, WRONG_USE, NO_RESOURCE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 3, 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command.

    Args:
        arguments: the words after the program's name; those of the process when None.

    Returns:
        0 everything was read, 1 some reports or feeds could not be read or a figure is under its floor, 2 the command makes no sense, 3 a
        model, an index, the store or data that was asked for is missing or broken, or the result could not be written, 130
        interrupted, 141 the reader of the output went away.
    """
    import click

    from counterclaim.cli.app import app
    from counterclaim.errors import ConfigError, CounterclaimError, ResourceError, StoreError

    try:
        # Not `app.main`, which has exit codes of its own for a closed pipe and an interrupt.
        with app.make_context("counterclaim", list(sys.argv[1:] if arguments is None else arguments)) as context:
            status = app.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        return _said("interrupted", INTERRUPTED)
    except ConfigError as error:
        return _said(str(error), WRONG_USE)
    except (ResourceError, StoreError) as error:
        return _said(str(error), NO_RESOURCE)
    except CounterclaimError as error:
        return _said(str(error), SOME_FAILED)
    except BrokenPipeError:
        _abandon_output()
        return PIPE_CLOSED
    except OSError as error:
        logging.getLogger(__name__).debug("the command stopped here", exc_info=True)
        _abandon_output()
        return _said(f"{error.filename or 'the result cannot be written'}: {error.strerror or error}", NO_RESOURCE)
    return status if isinstance(status, int) else OK


def _abandon_output() -> None:
    """What is still buffered has nowhere to go; without this Python complains once more when it closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _said(message: str, status: int) -> int:
    import click

    click.echo(f"counterclaim: {message}", err=True)
    return status
