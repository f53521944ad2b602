"""Is it news of the report, or history that it recalls?"""

from __future__ import annotations

import datetime as dt

from counterclaim.records.models import Time
from counterclaim.records.words import Status, TimePrecision

HISTORY_AFTER = dt.timedelta(days=14)
"""What ended longer before publication is background (a convention of the record)."""
LONG_AGO = dt.timedelta(days=366)
"""A vague or long stretch of time that began earlier is history, even if it runs to the present ("in the last three decades")."""
AHEAD = frozenset({Status.PLANNED, Status.ONGOING, Status.HYPOTHETICAL})


def is_background(published: dt.date | None, time: Time | None, status: Status) -> bool:
    """Whether what happened then was history when the report was published; what goes on or is to come never is."""
    if published is None or time is None or time.end is None or time.start is None or status in AHEAD:
        return False
    if time.precision in (TimePrecision.RANGE, TimePrecision.VAGUE) and time.start < published - LONG_AGO:
        return True
    when = time.end if time.precision is not TimePrecision.MONTH else time.start + (time.end - time.start) / 2
    return when < published - HISTORY_AFTER
