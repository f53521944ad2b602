"""The calendar of talks as an iCalendar file (RFC 5545) for calendar programs.

Each meeting is one all-day VEVENT. Its UID is made from the id of the meeting, so a file written later, from more reports, changes the same
entry; SEQUENCE counts the changes of status or date that reports told. What has no date cannot stand in a calendar and is left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from counterclaim.errors import ConfigError
from counterclaim.records.comparison import Comparison
from counterclaim.records.days import shifted
from counterclaim.records.ledger import Meeting, TalksCalendar
from counterclaim.records.models import Claim, Span
from counterclaim.records.words import MeetingStatus
from counterclaim.views import accords as words
from counterclaim.views import wording

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//Counterclaim//Talks//EN"
DOMAIN = "counterclaim"
STATUS: Mapping[MeetingStatus, str] = {
    MeetingStatus.PROPOSED: "TENTATIVE",
    MeetingStatus.SCHEDULED: "CONFIRMED",
    MeetingStatus.HELD: "CONFIRMED",
    MeetingStatus.POSTPONED: "TENTATIVE",
    MeetingStatus.CANCELLED: "CANCELLED",
    MeetingStatus.UNKNOWN: "TENTATIVE",
}
"""The word of RFC 5545, section 3.8.1.11, for each status; our own word stands in the summary and the description."""


def dated(calendar: TalksCalendar) -> list[Meeting]:
    """The meetings that have a day and so stand in the file."""
    return [m for m in calendar.meetings if m.time is not None and m.time.start is not None]


def render_calendar_file(calendar: TalksCalendar, beside: Comparison | None = None) -> str:
    """An iCalendar file of the meetings that have a date.

    `beside` holds the talks of single reports and the claims: as far as they are there, the description of a meeting says who tells of it
    and what endangers it, with ids and offsets.

    Raises ConfigError where the icalendar package, of the calendar extra, is not installed.
    """
    try:
        from icalendar import Calendar
    except ImportError as error:
        raise ConfigError("a calendar file needs its extra: pip install 'counterclaim[calendar]'") from error
    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    evidence = _Evidence(beside or Comparison())
    for meeting in dated(calendar):
        file.add_component(_event(meeting, calendar.as_of, evidence))
    return bytes(file.to_ical()).decode("utf-8")


class _Evidence:
    """Who says what of a meeting, and where."""

    def __init__(self, beside: Comparison) -> None:
        self.talks = {talks.id: talks for talks in beside.talks}
        self.claims = {claim.id: claim for claim in beside.claims}
        self.telling: dict[str, list[Claim]] = {}
        for claim in beside.claims:
            for event in claim.events:
                self.telling.setdefault(event, []).append(claim)

    def lines(self, meeting: Meeting) -> Iterator[str]:
        """One line for each telling: `told by ARM:FOR, asserts: REPORT/c2[12:40]`; where no claim tells it, `told in REPORT/t1[3:60]`."""
        for name in dict.fromkeys(standing.talks for standing in meeting.history):
            told = self.talks.get(name)
            claims = self.telling.get(told.event or "", []) if told else []
            yield from (f"told by {_charge(claim)}" for claim in claims)
            if told and not claims:
                yield f"told in {_where(name, told.spans)}"
        for name in meeting.endangered_by:
            claim = self.claims.get(name)
            yield f"endangered, as claimed by {_charge(claim)}" if claim else f"endangered, as claimed in {name}"


def _charge(claim: Claim) -> str:
    who = claim.claimant
    return f"{who.id or '?' + (who.name or who.role or who.person or '')}, {claim.stance.value}: {_where(claim.id, claim.content)}"


def _where(name: str, spans: tuple[Span, ...]) -> str:
    return f"{name}[{','.join(f'{span.start}:{span.end}' for span in spans)}]"


def _event(meeting: Meeting, as_of: dt.date | None, evidence: _Evidence) -> Event:
    from icalendar import Event

    assert meeting.time is not None and meeting.time.start is not None
    first, last = meeting.time.start, meeting.time.end or meeting.time.start
    event = Event()
    event.add("uid", f"{meeting.id}@{DOMAIN}")
    stamp = max((s.told for s in meeting.history if s.told), default=as_of or first)
    event.add("dtstamp", dt.datetime.combine(stamp, dt.time(), dt.UTC))
    event.add("dtstart", first)
    event.add("dtend", shifted(last, 1))
    event.add("summary", f"[{wording.plain(meeting.status)}] talks: {wording.actors_words(meeting.participants) or 'participants unknown'}")
    if meeting.venue is not None:
        event.add("location", wording.one_line(meeting.venue.name))
        if meeting.venue.lat is not None and meeting.venue.lon is not None:
            event.add("geo", (meeting.venue.lat, meeting.venue.lon))
    event.add("status", STATUS[meeting.status])
    event.add("sequence", meeting.revision)
    event.add("transp", "TRANSPARENT")
    event.add("description", "\n".join([*words.meeting_facts(meeting), *words.history_words(meeting), *evidence.lines(meeting)]))
    return event
