"""Whether two tellings of talks are of one meeting, in one report or in several."""

from __future__ import annotations

import datetime as dt

from counterclaim.accords.comparators import days_of
from counterclaim.records.models import Talks

NEAR = dt.timedelta(days=1)
"""How far apart the day of one meeting may be told, where both tell a day: time zones."""


def parties_of(talks: Talks) -> frozenset[str]:
    """The parties that meet."""
    return frozenset(a.party for a in talks.participants if a.party)


def exclude_each_other(one: Talks, other: Talks) -> bool:
    """Whether two talks cannot be one meeting: no participant in common, or venues in different countries."""
    parties, others = parties_of(one), parties_of(other)
    if parties and others and not parties & others:
        return True
    return one.venue is not None and other.venue is not None and not same_venue(one, other) and one.venue.country != other.venue.country


def same_venue(one: Talks, other: Talks) -> bool:
    """Whether both name the same venue."""
    return one.venue is not None and other.venue is not None and one.venue.name.casefold() == other.venue.name.casefold()


def days_meet(one: Talks, other: Talks) -> bool | None:
    """Whether the days of both meet; None where one of them has none."""
    days, others = days_of(one.time), days_of(other.time)
    if days is None or others is None:
        return None
    grace = NEAR if max(days[1] - days[0], others[1] - others[0]) <= NEAR else dt.timedelta()
    return days[0] <= others[1] + grace and others[0] <= days[1] + grace
