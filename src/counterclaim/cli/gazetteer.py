"""`counterclaim gazetteer build`."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def gazetteer() -> None:
    """The index of the world's places."""


@gazetteer.command(epilog="Example: counterclaim gazetteer build")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
def build(file: Path | None) -> None:
    """Build the index of places, by default where `read` looks for it.

    `read` builds it by itself when it is missing or older than the package; this does it ahead of time, or into another FILE.
    """
    from counterclaim.cli.progress import SignOfLife
    from counterclaim.grounding.gazetteer import default_path
    from counterclaim.grounding.gazetteer_build import build_index

    path = file or default_path()
    with SignOfLife() as sign:
        count = build_index(path, sign)
    click.echo(f"{count:,} places in {path}")
