"""When a report was published, as something to sort by."""

from __future__ import annotations

import datetime as dt

from counterclaim.records.days import in_utc
from counterclaim.records.models import Report

UNKNOWN = "9999"
"""Sorts after every day and every moment."""


def published_at(report: Report) -> tuple[str, str]:
    """Day and moment of publication, times in UTC; a day without a time comes after the times of that day, no day after all."""
    if isinstance(report.published, dt.datetime):
        moment = in_utc(report.published).isoformat()
        return moment[:10], moment
    return str(report.published_on or UNKNOWN), UNKNOWN
