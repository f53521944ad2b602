"""`ics`: a calendar (RFC 5545) of talks, an all-day entry for each meeting that a report tells, made with icalendar."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from counterclaim.errors import ConfigError
from counterclaim.export.formats import Export, Format, Part
from counterclaim.export.joined import Joined, actor_code, moment_of, offsets
from counterclaim.records.comparison import Comparison
from counterclaim.records.models import Talks
from counterclaim.records.words import TalksStatus

if TYPE_CHECKING:
    from icalendar import Event

PROPERTIES = tuple("UID DTSTAMP DTSTART DTEND SUMMARY DESCRIPTION LOCATION GEO STATUS CATEGORIES URL".split())
STATUS = {
    TalksStatus.PROPOSED: "TENTATIVE",
    TalksStatus.SCHEDULED: "CONFIRMED",
    TalksStatus.HELD: "CONFIRMED",
    TalksStatus.CANCELLED: "CANCELLED",
}
NO_DAY = "no day told"
UNDATED = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""The stamp of an entry whose report has no date: the calendar asks for one."""


def write(comparison: Comparison) -> Export:
    """One calendar file. Raises ConfigError when icalendar is not installed."""
    try:
        from icalendar import Calendar
    except ModuleNotFoundError as error:
        raise ConfigError("calendars need icalendar: pip install 'counterclaim[export]'") from error
    joined, left_out = Joined(comparison), Counter[str]()
    calendar = Calendar()
    calendar.add("prodid", "-//Counterclaim//talks//EN")
    calendar.add("version", "2.0")
    for talks in comparison.talks:
        if talks.time is None or talks.time.start is None:
            left_out[NO_DAY] += 1
        else:
            calendar.add_component(_entry(joined, talks, talks.time.start, talks.time.end or talks.time.start))
    return Export((Part("talks.ics", calendar.to_ical()),), len(comparison.talks) - left_out.total(), left_out)


def _entry(joined: Joined, talks: Talks, first: dt.date, last: dt.date) -> Event:
    from icalendar import Event

    report, entry = joined.report(talks.id), Event()
    who = " and ".join(dict.fromkeys(a.name or actor_code(a) for a in talks.participants)) or "participants not told"
    entry.add("uid", f"{talks.id}@counterclaim")
    entry.add("dtstamp", moment_of(report) or UNDATED)
    entry.add("dtstart", first)
    entry.add("dtend", last + dt.timedelta(days=1))
    entry.add("summary", f"Talks ({talks.status.value}): {who}")
    entry.add("description", _description(joined, talks))
    entry.add("status", STATUS[talks.status])
    entry.add("categories", ["talks", talks.status.value, *([talks.level.value] if talks.level else [])])
    if talks.venue:
        entry.add("location", talks.venue.name)
    if talks.venue and talks.venue.lat is not None and talks.venue.lon is not None:
        entry.add("geo", (talks.venue.lat, talks.venue.lon))
    if report.url:
        entry.add("url", report.url)
    return entry


def _description(joined: Joined, talks: Talks) -> str:
    claims = joined.claims_of[talks.event] if talks.event else []
    lines = [
        f"“{joined.words(talks.id, talks.spans)}” ({talks.id}[{','.join(map(offsets, talks.spans))}])",
        f"Told by: {'; '.join(f'{actor_code(c.claimant)} {c.stance.value} ({joined.evidence(c)})' for c in claims) or 'the report'}",
        f"Outlet: {joined.report(talks.id).outlet or 'not told'}",
    ]
    for head, actors in (("Mediators", talks.mediators), ("Hosts", talks.hosts)):
        if actors:
            lines.append(f"{head}: {', '.join(a.name or actor_code(a) for a in actors)}")
    if talks.endangered_by:
        lines.append(f"Endangered, as claimed by: {', '.join(talks.endangered_by)}")
    return "\n".join(lines)


FORMAT = Format({"VEVENT": PROPERTIES}, write)
