"""What a form of time is resolved against, and the rules to choose among the years that were not told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from counterclaim.grounding.dates.almanac import Extent, distance

UNDATED = "no publication date"
OWN_NEWS = 100.0
"""A date without a year that falls within so many days of publication is news, even beside the dated history of another year."""
LONGER = frozenset(("week", "fortnight", "month", "quarter", "year", "decade", "century"))
DAY = timedelta(days=1)


class Unresolved(Exception):
    """The form tells no days; the message says why."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a form is resolved against.

    `outlook` is -1, 0 or 1; `mentioned` the nearest day told before; `recent` the nearest time of any length; `dated` a time
    close by that was told with its year.
    """

    published: date | None
    outlook: int
    mentioned: Extent | None = None
    dated: Extent | None = None
    recent: Extent | None = None

    @property
    def base(self) -> date:
        """Publication. Raises Unresolved without one."""
        if self.published is None:
            raise Unresolved(UNDATED)
        return self.published

    def anchor(self, unit: str) -> date:
        """The day that "the next day" or "a month later" counts from: the nearest day (or longer time) told before, else publication."""
        if unit in LONGER and self.recent:
            return self.recent.last
        return self.mentioned.last if self.mentioned else self.base

    def nearest(self, candidates: list[Extent]) -> Extent:
        """The candidate nearest to a dated time beside it, else to publication as the outlook has it."""
        if self.dated:
            centre = self.dated.last
            lent = min(candidates, key=lambda c: distance(c, centre, 1))
            if self.published is None:
                return lent
            own = min(candidates, key=lambda c: distance(c, self.base, self.outlook))
            return own if distance(own, self.base, 0) <= OWN_NEWS else lent
        return min(candidates, key=lambda c: distance(c, self.base, self.outlook))

    def years(self, reach: int = 1) -> range:
        """The years to choose from."""
        centres = [d.year for d in (self.dated.last if self.dated else None, self.published) if d]
        if not centres:
            raise Unresolved(UNDATED)
        return range(min(centres) - reach, max(centres) + reach + 1)
