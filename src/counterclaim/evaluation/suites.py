"""All suites, in the order of the sheet."""

from __future__ import annotations

from counterclaim.evaluation.corpora import attribution, dates, events, muc, parser, places, plover
from counterclaim.evaluation.reports import accords, calibration, copies, linking, relevance, verdicts
from counterclaim.evaluation.reports.claims import ANNOTATORS, CLAIMS, HELD, RULES, WIRE
from counterclaim.evaluation.suite import Suite

SUITES: tuple[Suite, ...] = (
    CLAIMS,
    WIRE,
    RULES,
    HELD,
    ANNOTATORS,
    calibration.SUITE,
    copies.SUITE,
    linking.SUITE,
    verdicts.SUITE,
    accords.SUITE,
    relevance.SUITE,
    attribution.SUITE,
    events.SUITE,
    plover.SUITE,
    muc.SUITE,
    places.SUITE,
    dates.SUITE,
    parser.SUITE,
)
