"""All suites, in the order of the sheet."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.evaluation.corpora import attribution, dates, events, muc, parser, places, plover
from counterclaim.evaluation.reports import calibration
from counterclaim.evaluation.reports.claims import ANNOTATORS, CLAIMS, WIRE
from counterclaim.evaluation.suite import Engines, Figure, Suite


def _never(_place: object, _engines: Engines) -> Sequence[Figure]:
    raise AssertionError("a suite without data is never run")


INCIDENTS, ACCOUNTS = (
    Suite(name, "own corpus of invented reports", lambda _: None, _never, absent="reports are not linked into incidents yet")
    for name in ("incidents", "accounts")
)

SUITES: tuple[Suite, ...] = (
    CLAIMS,
    WIRE,
    ANNOTATORS,
    calibration.SUITE,
    attribution.SUITE,
    events.SUITE,
    plover.SUITE,
    muc.SUITE,
    places.SUITE,
    dates.SUITE,
    parser.SUITE,
    INCIDENTS,
    ACCOUNTS,
)
