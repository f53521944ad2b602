"""`counterclaim gazetteer build` and `counterclaim gazetteer explain`."""

from __future__ import annotations

import re
from pathlib import Path

import click

SPOT = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*\Z")


@click.group()
def gazetteer() -> None:
    """The index of the world's places."""


@gazetteer.command(epilog="Example: counterclaim gazetteer build allCountries.zip")
@click.argument("dump", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--into", type=click.Path(dir_okay=False, path_type=Path), help="Write the index to this file, not to where `read` looks.")
def build(dump: Path | None, into: Path | None) -> None:
    """Build the index of places.

    `read` builds it by itself when it is missing or older than the package; this does it ahead of time. With a DUMP of GeoNames
    (allCountries.zip, or the file of one country) its places are added.
    """
    from counterclaim.cli.progress import SignOfLife
    from counterclaim.grounding.gazetteer import default_path
    from counterclaim.grounding.gazetteer_build import build_index

    path = into or default_path()
    with SignOfLife() as sign:
        count = build_index(path, sign, dump)
    click.echo(f"{count:,} places in {path}")


@gazetteer.command(epilog='Example: counterclaim gazetteer explain "Martuni" --country ARM --near 40.2,45.9')
@click.argument("name")
@click.option("--country", metavar="ISO3", help="The country that the story is about, as ISO 3166 alpha-3.")
@click.option("--near", metavar="LAT,LON", help="Another place of the story, in degrees.")
def explain(name: str, country: str | None, near: str | None) -> None:
    """Show what a NAME may mean, how likely each place is, and why."""
    from counterclaim.cli.progress import SignOfLife
    from counterclaim.grounding.gazetteer import Gazetteer
    from counterclaim.grounding.place_explaining import explain_name, rank_name
    from counterclaim.grounding.places import UNSURE

    spot = _spot(near)
    with SignOfLife() as sign:
        index = Gazetteer.open(progress=sign)
    code = country.upper() if country else None
    if code and code not in index.countries():
        raise click.BadParameter(f"{country} is no ISO 3166 alpha-3 code", param_hint="--country")
    click.echo("\n".join(explain_name(name, rank_name(name, index, code, spot), UNSURE)))


def _spot(near: str | None) -> tuple[float, float] | None:
    """Latitude and longitude in degrees. Raises click.BadParameter when they are none."""
    if near is None:
        return None
    found = SPOT.match(near)
    lat, lon = (float(found[1]), float(found[2])) if found else (91.0, 181.0)
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise click.BadParameter(f"{near} is not a latitude and a longitude, such as 40.2,45.9", param_hint="--near")
    return lat, lon
