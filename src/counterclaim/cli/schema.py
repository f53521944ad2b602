"""`counterclaim schema`."""

from __future__ import annotations

import json

import click


@click.command(
    epilog="""\b
Examples:
  counterclaim schema > record.schema.json
  counterclaim schema --of comparison > comparison.schema.json
  counterclaim schema --of blame > blame.schema.json
  counterclaim schema --of ledger > ledger.schema.json
  counterclaim schema --of talks > talks.schema.json"""
)
@click.option(
    "--of",
    "what",
    type=click.Choice(["record", "comparison", "blame", "ledger", "talks"]),
    default="record",
    show_default=True,
    help="Which schema.",
)
def schema(what: str) -> None:
    """Print the JSON Schema of what `--json` prints: `read` (for one report), `compare`, `blame`, `accords` or `talks`."""
    from counterclaim.views.schema import SCHEMAS

    click.echo(json.dumps(SCHEMAS[what](), indent=2))
