"""`counterclaim schema`."""

from __future__ import annotations

import json

import click


@click.command(epilog="Example: counterclaim schema > record.schema.json")
def schema() -> None:
    """Print the JSON Schema of a record, as `read --json` prints it for one report."""
    from counterclaim.views.schema import record_schema

    click.echo(json.dumps(record_schema(), indent=2))
