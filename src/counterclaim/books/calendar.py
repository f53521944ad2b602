"""From a store to the calendar of talks."""

from __future__ import annotations

import datetime as dt

from counterclaim.accords.calendar import calendar_of
from counterclaim.accords.comparators import days_of
from counterclaim.books.asked import Asked, Open
from counterclaim.memo import Memo
from counterclaim.records.ledger import Meeting, TalksCalendar
from counterclaim.store.asking import Days
from counterclaim.store.reading import Reading

BEFORE = dt.timedelta(days=60)
"""How far from the days that are asked for talks are read too: a meeting that was put off is told with its earlier days."""


def calendar_from(reading: Reading, asked: Asked, as_of: dt.date | None = None, memo: Memo | None = None) -> Open[TalksCalendar]:
    """The calendar of a store; past and future are told from the day of its newest report unless another is given."""
    told = reading.talks_told(_widened(asked.days))
    danger = {name for talks in told.talks for name in talks.endangered_by}
    claims, events = reading.told(danger)
    whole = told.model_copy(update={"claims": claims, "events": events, "incidents": tuple(reading.homes(danger))})
    calendar = calendar_of(whole, as_of or reading.newest(), memo)
    meetings = tuple(m for m in calendar.meetings if _fits(m, asked))
    named = {s.talks for m in meetings for s in m.history}
    ids = {name for m in meetings for name in m.endangered_by}
    reports = {name.rpartition("/")[0] for name in (*named, *ids)}
    beside = whole.model_copy(
        update={
            "reports": tuple(r for r in whole.reports if r.id in reports),
            "claims": tuple(c for c in whole.claims if c.id in ids),
            "talks": tuple(t for t in whole.talks if t.id in named),
            "incidents": (),
        }
    )
    return Open(calendar.model_copy(update={"meetings": meetings}), beside, reading.counted())


def _widened(days: Days) -> Days:
    return Days(days.since - BEFORE if days.since else None, days.until + BEFORE if days.until else None)


def _fits(meeting: Meeting, asked: Asked) -> bool:
    comers = {a.party for a in (*meeting.participants, *meeting.mediators)}
    status = not asked.statuses or meeting.status in asked.statuses
    return asked.parties <= comers and status and (bool(meeting.endangered_by) or not asked.endangered) and _touches(meeting, asked.days)


def _touches(meeting: Meeting, days: Days) -> bool:
    """Whether a meeting is on one of the days; where its day is not known, whether it was told on one, or nobody knows when."""
    known = days_of(meeting.time)
    stretches = [known] if known is not None else [(s.told, s.told) for s in meeting.history if s.told is not None]
    return not stretches or any(first <= (days.until or first) and last >= (days.since or last) for first, last in stretches)
