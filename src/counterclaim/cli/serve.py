"""`counterclaim serve`: the desk in the browser."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.desk import opened_store, store_option
from counterclaim.cli.logs import verbose_option
from counterclaim.cli.sources import accords_option

if TYPE_CHECKING:
    from counterclaim.records.models import Place, Record, Report
    from counterclaim.store.store import Store
    from counterclaim.web.desk import Box, Desk, Reading

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
EXTRA = ("fastapi", "uvicorn", "argon2", "limits", "python_multipart", "xstatic")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class ServeOptions:
    """What was typed after `counterclaim serve`."""

    db: str | None
    host: str
    port: int
    demo: bool
    writing: bool
    submit: bool
    private: bool
    https: bool
    allowed_host: tuple[str, ...]
    borders: Path | None
    accords: Path | None = None


@click.command(
    epilog="""\b
Examples:
  counterclaim serve
  counterclaim serve --demo
  counterclaim serve --db desk.sqlite --writing
  counterclaim serve --host 0.0.0.0 --allowed-host desk.example.org --https"""
)
@store_option
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), default=8321, show_default=True, help="Where to listen.")
@click.option("--demo", is_flag=True, help="Show the sample reports of an invented crisis, in a store that is thrown away.")
@click.option("--writing", is_flag=True, help="Let analysts who sign in decide.")
@click.option("--submit", is_flag=True, help="Let anybody send reports in, to wait for moderation.")
@click.option("--private", is_flag=True, help="Ask for a sign-in before anything is shown.")
@click.option("--https", is_flag=True, help="Readers come over https, through a proxy: keep cookies to it.")
@click.option("--allowed-host", metavar="NAME", multiple=True, help="A name under which readers ask for it; may be repeated.")
@click.option(
    "--borders",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="GeoJSON with borders to draw on the map.",
)
@accords_option
@verbose_option
def serve(**typed: Any) -> int:
    """Open the desk in the browser: situation, map, timeline, dossiers, search, review.

    It listens on this machine alone unless --host says otherwise, and is read-only unless --writing is given.
    """
    options = ServeOptions(**typed)
    check_extra()
    from counterclaim.web.serving import serve as run

    with tempfile.TemporaryDirectory() as folder:
        address = str(Path(folder) / "demo.sqlite") if options.demo else options.db
        with opened_store(address, make=True) as store:
            desk = desk_of(options, store)
            check_exposure(options, store)
            if options.demo:
                fill_demo(store, desk.reading)
                add_demo_user(options, store)
            click.echo(f"http://{'[' + options.host + ']' if ':' in options.host else options.host}:{options.port}/  (stop with Ctrl+C)")
            run(desk, options.host, options.port)
    return 0


def check_extra() -> None:
    """Raises ResourceError where the packages of the desk are not installed."""
    from counterclaim.errors import ResourceError

    missing = [name for name in EXTRA if find_spec(name) is None]
    if missing:
        raise ResourceError(f"the desk needs {', '.join(missing)}: pip install 'counterclaim[web]'")


def check_exposure(options: ServeOptions, store: Store) -> None:
    """Raises ConfigError where others than this machine could reach a desk that nobody has a password for."""
    from counterclaim.errors import ConfigError

    with store.people() as people:
        nobody = not people.count()
    if options.host not in LOOPBACK and (options.writing or options.private) and nobody:
        raise ConfigError(
            f"--host {options.host} lets other machines in, and no user is set: add one first, `counterclaim users add NAME --role admin`"
        )


def add_demo_user(options: ServeOptions, store: Store) -> None:
    """An analyst for a demonstration that may be written to, with a password made up on the spot and printed."""
    if not options.writing:
        return
    from counterclaim.store.people import Role
    from counterclaim.web import passwords

    password = passwords.secret()[:16]
    with store.people(writes=True) as people:
        people.add("demo", Role.ANALYST, passwords.hashed(password))
    click.echo(f"sign in as demo with the password {password}")


def desk_of(options: ServeOptions, store: Store) -> Desk:
    """The desk as it was asked for."""
    from counterclaim.web.desk import LOOPBACK as OURS
    from counterclaim.web.desk import Desk, DeskOptions

    named = (*OURS, *options.allowed_host, *(() if options.host in ("0.0.0.0", "::") else (options.host,)))
    chosen = DeskOptions(
        hosts=tuple(dict.fromkeys(named)),
        writing=options.writing,
        submit=options.submit,
        private=options.private,
        https=options.https,
        borders=options.borders,
        accords=options.accords,
        demo=options.demo,
    )
    return Desk(store, chosen, reading_of())


def reading_of() -> Reading:
    """What reads for the desk. The language model is loaded when the first report is to be read."""
    from counterclaim.web.desk import Reading

    lock, loaded = Lock(), list[Any]()

    def read(reports: Sequence[Report]) -> Sequence[Record]:
        from counterclaim.pipeline import Pipeline

        with lock:
            if not loaded:
                loaded.append(Pipeline())
            return list(loaded[0].read(reports))

    return Reading(read, fetched, settlements_in)


def fetched(address: str) -> Sequence[Report]:
    """The reports at an address. Raises CounterclaimError when there is none that can be read."""
    from counterclaim.ingest import Failure, read_sources
    from counterclaim.ingest.options import IngestOptions

    reports = list[Any]()
    for outcome in read_sources((address,), IngestOptions()):
        if isinstance(outcome, Failure):
            raise outcome.error
        reports.append(outcome)
    return reports


def settlements_in(box: Box) -> Sequence[Place]:
    """The larger settlements of a box, from the index of places."""
    from counterclaim.grounding.gazetteer import Gazetteer
    from counterclaim.grounding.landmarks import Box as Stretch
    from counterclaim.grounding.landmarks import landmarks_within

    with Gazetteer.open() as gazetteer:
        return landmarks_within(gazetteer.path, Stretch(*box))


def fill_demo(store: Store, reading: Reading | None) -> None:
    """Reads the samples into a store."""
    from counterclaim.samples import CRISIS, load_samples

    if reading is not None:
        records = reading.read(load_samples(CRISIS))
        with store.writing() as desk:
            desk.add(records)
