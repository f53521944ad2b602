"""`counterclaim schema`."""

from __future__ import annotations

import json

import click


@click.command(
    epilog="""\b
Examples:
  counterclaim schema > record.schema.json
  counterclaim schema --of comparison > comparison.schema.json
  counterclaim schema --of blame > blame.schema.json"""
)
@click.option(
    "--of", "what", type=click.Choice(["record", "comparison", "blame"]), default="record", show_default=True, help="Which schema."
)
def schema(what: str) -> None:
    """Print the JSON Schema of what `read --json` (for one report), `compare --json` or `blame --json` prints."""
    from counterclaim.views.schema import blame_schema, comparison_schema, record_schema

    schemas = {"record": record_schema, "comparison": comparison_schema, "blame": blame_schema}
    click.echo(json.dumps(schemas[what](), indent=2))
