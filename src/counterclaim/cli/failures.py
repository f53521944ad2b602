"""Reports that could not be read: told at once, counted for the exit code."""

from __future__ import annotations

from dataclasses import dataclass

import click

from counterclaim.errors import RecordError
from counterclaim.views.wording import one_line


@dataclass
class Failures:
    """How many reports failed so far."""

    count: int = 0

    def add(self, source: str, error: RecordError) -> None:
        """Says which source failed and why, on one line of standard error."""
        self.count += 1
        click.echo(f"counterclaim: {one_line(source)}: {one_line(str(error))}", err=True)
