"""Tellings, annotated reports and suites made by hand, for the tests of evaluation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from counterclaim.evaluation.reports.tellings import GoldReport, Spot, Telling
from counterclaim.evaluation.sheet import Entry
from counterclaim.evaluation.suite import Engines, Figure, Suite
from counterclaim.records.models import Report
from counterclaim.records.words import Kind

SOTK = Spot("Sotk", 40.2, 45.87, "ARM")
"""A village in Armenia."""
VARDENIS = Spot("Vardenis", 40.18, 45.73, "ARM")
"""A town 12 km from Sotk."""
GORIS = Spot("Goris", 39.51, 46.34, "ARM")
"""A town 86 km from Sotk."""
LYMAN = Spot("Lyman", 48.99, 37.8, "UKR")
"""A town more than a thousand kilometres from Sotk."""
NAMED_SOTK = Spot("the village of Sotk", None, None, "ARM")

SHELLING = Telling(
    claimant="ARM:MIL",
    stance="accuses",
    kind=Kind.SHELLING,
    status="occurred",
    background=False,
    initiators=frozenset({"AZE"}),
    targets=frozenset({"ARM"}),
    mediators=frozenset(),
    place=SOTK,
    date=("2023-05-12", "2023-05-12"),
    weapons=frozenset({"mortar"}),
    harm=frozenset({("killed", "ARM", 1)}),
    content=((10, 40),),
)
"""A claim with something in every slot that is often filled."""

BARE = replace(
    SHELLING, initiators=frozenset(), targets=frozenset(), place=None, date=None, weapons=frozenset(), harm=frozenset(), content=((10, 40),)
)
"""The same with nothing in the slots that may be empty."""


def gold_report(
    *tellings: Telling, text: str = "Report of the day\n\nThe ministry said that its forces came under fire near Sotk."
) -> GoldReport:
    """An annotated report of the dev half."""
    return GoldReport("dev-toy-a/one", Report(id="one", text=text, published=dt.date(2023, 5, 13)), tellings)


def toy_suite(name: str, *figures: Figure, folder: Path | None = Path()) -> Suite:
    """A suite that gives these figures, and is not run where there is no folder."""

    def measured(_folder: Path, _engines: Engines) -> Sequence[Figure]:
        return figures

    return Suite(name, f"{name} made by hand", lambda _folders: folder, measured)


def entry(name: str, *figures: Figure, not_run: str | None = None) -> Entry:
    """A suite on the sheet with its figures."""
    return Entry(toy_suite(name, *figures), figures, not_run, seconds=1.26)
