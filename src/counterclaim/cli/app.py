"""The commands, gathered. Their modules import what is heavy only when they run."""

from __future__ import annotations

import click

from counterclaim.cli.accords import accords, talks
from counterclaim.cli.actors import actors
from counterclaim.cli.add import add
from counterclaim.cli.alerts import alerts
from counterclaim.cli.archive import archive
from counterclaim.cli.blame import blame
from counterclaim.cli.compare import compare, why
from counterclaim.cli.evaluate import evaluate
from counterclaim.cli.export import export
from counterclaim.cli.gazetteer import gazetteer
from counterclaim.cli.logs import verbose_option
from counterclaim.cli.read import read
from counterclaim.cli.reprocess import reprocess
from counterclaim.cli.review import review
from counterclaim.cli.schema import schema
from counterclaim.cli.serve import serve
from counterclaim.cli.status import status
from counterclaim.cli.users import users
from counterclaim.cli.watch import watch


@click.group(
    epilog="""\b
Examples:
  counterclaim read report.txt --published 2023-05-12
  counterclaim read --samples --html claims.html
  counterclaim compare reports/ --html dossier.html
  counterclaim blame reports/ --by month
  counterclaim accords reports/
  counterclaim talks reports/ --ics talks.ics
  counterclaim export acled reports/ -o events.csv
  counterclaim add reports/
  counterclaim watch feeds.toml
  counterclaim review
  counterclaim status
  counterclaim serve --demo
  counterclaim archive run news/*.warc.gz -o archive/ --workers 8
  counterclaim schema
  counterclaim eval

Exit codes: 0 everything was read, 1 some reports could not be read or a figure is under its floor, 2 the command makes no sense,
3 a model, an index or data that was asked for is missing.""",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(package_name="counterclaim", prog_name="counterclaim", message="%(prog)s %(version)s")
@verbose_option
def app() -> None:
    """Who claims what: turns reports on armed conflicts into records of attributed claims."""


app.add_command(read)
app.add_command(add)
app.add_command(watch)
app.add_command(compare)
app.add_command(why)
app.add_command(blame)
app.add_command(accords)
app.add_command(talks)
app.add_command(export)
app.add_command(review)
app.add_command(reprocess)
app.add_command(alerts)
app.add_command(status)
app.add_command(serve)
app.add_command(users)
app.add_command(archive)
app.add_command(evaluate)
app.add_command(schema)
app.add_command(gazetteer)
app.add_command(actors)
