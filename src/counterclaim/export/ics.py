"""`ics`: the calendar of talks (RFC 5545), an all-day entry for each meeting, as `counterclaim talks --ics` writes it."""

from __future__ import annotations

from counterclaim.accords import calendar_of
from counterclaim.export.formats import Export, Format, Part
from counterclaim.export.selection import Selection, select_meetings
from counterclaim.records.comparison import Comparison
from counterclaim.views.calendar_file import dated, render_calendar_file

PROPERTIES = tuple("UID DTSTAMP DTSTART DTEND SUMMARY LOCATION GEO STATUS SEQUENCE TRANSP DESCRIPTION".split())
NO_DAY = "no day told"


def write(comparison: Comparison) -> Export:
    """One calendar file. Raises ConfigError when icalendar is not installed."""
    return write_chosen(comparison, Selection())


def write_chosen(comparison: Comparison, asked: Selection) -> Export:
    """The meetings that are asked for, of the calendar of all reports: a report that tells no day may tell of one on a day."""
    calendar = calendar_of(comparison)
    calendar = calendar.model_copy(update={"meetings": select_meetings(calendar.meetings, comparison, asked)})
    count, left = len(dated(calendar)), len(calendar.meetings) - len(dated(calendar))
    return Export((Part("talks.ics", render_calendar_file(calendar, comparison).encode()),), count, {NO_DAY: left} if left else {})


FORMAT = Format({"VEVENT": PROPERTIES}, write, joined=write_chosen)
