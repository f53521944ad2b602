"""`counterclaim schema`."""

from __future__ import annotations

import json

import click


@click.command(
    epilog="""\b
Examples:
  counterclaim schema > record.schema.json
  counterclaim schema --of comparison > comparison.schema.json"""
)
@click.option("--of", "what", type=click.Choice(["record", "comparison"]), default="record", show_default=True, help="Which schema.")
def schema(what: str) -> None:
    """Print the JSON Schema of a record, as `read --json` prints it for one report, or of a comparison, as `compare --json` does."""
    from counterclaim.views.schema import comparison_schema, record_schema

    click.echo(json.dumps(comparison_schema() if what == "comparison" else record_schema(), indent=2))
