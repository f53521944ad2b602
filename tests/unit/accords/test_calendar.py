"""The calendar: meetings over reports, their status over time, and the iCalendar file."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from icalendar import Calendar

from counterclaim.accords import calendar_of
from counterclaim.records.ledger import Meeting, TalksCalendar
from counterclaim.records.models import Place, Report, Span, Talks
from counterclaim.records.words import Kind, Level, MeetingStatus, PlacePrecision, TalksStatus
from counterclaim.views.accords import history_words
from counterclaim.views.calendar_file import render_calendar_file
from ledger_by_hand import ARM, AZE, RUS, comparison, day, incident, report, said, talks

BRUSSELS = Place(name="Brussels", lat=50.85, lon=4.35, country="BEL", precision=PlacePrecision.SETTLEMENT, confidence=0.9)
PUT_OFF = Span(start=27, end=52)
MAY_12, MAY_20 = dt.date(2023, 5, 12), dt.date(2023, 5, 20)


def reports(*days: dt.date) -> tuple[Report, ...]:
    return tuple(report(f"r{n}", published) for n, published in enumerate(days, 1))


def calendar(*told: Talks, published: tuple[dt.date, ...] = (MAY_12,), as_of: dt.date | None = None, **known: Any) -> TalksCalendar:
    return calendar_of(comparison(reports=reports(*published), talks=told, **known), as_of)


def only(found: TalksCalendar) -> Meeting:
    (meeting,) = found.meetings
    return meeting


def test_two_reports_of_one_meeting_make_one() -> None:
    told = talks("r1", venue=BRUSSELS, time=day(5, 14)), talks("r2", participants=(AZE,), time=day(5, 14), level=Level.LEADERS)
    meeting = only(calendar(*told, published=(MAY_12, MAY_12)))
    assert ([a.party for a in meeting.participants], meeting.venue, meeting.level) == (["ARM", "AZE"], BRUSSELS, Level.LEADERS)
    assert (meeting.status, meeting.revision, len(meeting.history)) == (MeetingStatus.SCHEDULED, 0, 2)


@pytest.mark.parametrize(
    "other",
    [
        talks("r2", participants=(RUS,), time=day(5, 14)),
        talks("r2", time=day(6, 1)),
        talks("r2", time=day(5, 14), level=Level.MINISTERS),
        talks("r1", number=2, time=day(5, 14)),
    ],
)
def test_other_parties_days_levels_or_what_one_report_tells_apart_are_others(other: Talks) -> None:
    assert len(calendar(talks("r1", time=day(5, 14), level=Level.LEADERS), other, published=(MAY_12, MAY_12)).meetings) == 2


def test_status_over_time_and_revisions() -> None:
    told = (
        talks("r1", venue=BRUSSELS, time=day(5, 14)),
        talks("r2", venue=BRUSSELS, time=day(5, 14), status=TalksStatus.CANCELLED, spans=(PUT_OFF,)),
        talks("r3", venue=BRUSSELS, time=day(5, 21), status=TalksStatus.SCHEDULED),
    )
    meeting = only(calendar(*told, published=(MAY_12, dt.date(2023, 5, 13), dt.date(2023, 5, 16))))
    assert [s.status for s in meeting.history] == [MeetingStatus.SCHEDULED, MeetingStatus.POSTPONED, MeetingStatus.SCHEDULED]
    assert (meeting.time, meeting.status, meeting.revision) == (day(5, 21), MeetingStatus.SCHEDULED, 2)


def test_what_is_put_off_is_no_more_due_on_its_old_day() -> None:
    due = talks("r1", venue=BRUSSELS, time=day(5, 14))
    off = talks("r2", venue=BRUSSELS, time=day(5, 14), status=TalksStatus.CANCELLED, spans=(PUT_OFF,))
    anew = talks("r3", venue=BRUSSELS, time=day(5, 21), status=TalksStatus.SCHEDULED, spans=(PUT_OFF,))
    days = (MAY_12, dt.date(2023, 5, 13), dt.date(2023, 5, 16))
    meeting = only(calendar(due, off, published=days[:2], as_of=MAY_20))
    assert meeting.status is MeetingStatus.POSTPONED
    assert history_words(meeting) == ["12 May 2023: scheduled for 14 May 2023", "13 May 2023: postponed, was due 14 May 2023"]
    meeting = only(calendar(due, off, anew, published=days, as_of=dt.date(2023, 6, 1)))
    assert meeting.status is MeetingStatus.UNKNOWN
    assert history_words(meeting)[2] == "16 May 2023: postponed to 21 May 2023"
    alone = off.model_copy(update={"id": "r1/t1"})
    assert history_words(only(calendar(alone))) == ["12 May 2023: postponed, the day told is 14 May 2023"]


def test_a_day_that_is_past_makes_unknown_and_a_report_of_the_meeting_held() -> None:
    due = talks("r1", time=day(5, 14))
    assert only(calendar(due)).status is MeetingStatus.SCHEDULED
    late = only(calendar(due, as_of=MAY_20))
    assert late.status is MeetingStatus.UNKNOWN
    assert "no report" in late.reason
    held = talks("r2", time=day(5, 14), status=TalksStatus.HELD)
    assert only(calendar(due, held, published=(MAY_12, MAY_20))).status is MeetingStatus.HELD


def test_later_reports_do_not_change_the_id() -> None:
    first = only(calendar(talks("r1", time=day(5, 14)))).id
    assert only(calendar(talks("r1", time=day(5, 14)), talks("r2", time=day(5, 14)), published=(MAY_12, MAY_20))).id == first


def test_rounds_at_one_venue_have_a_format() -> None:
    found = calendar(talks("r1", venue=BRUSSELS, time=day(5, 14)), talks("r1", 2, venue=BRUSSELS, time=day(7, 14)))
    assert {m.format for m in found.meetings} == {found.meetings[0].id}
    assert only(calendar(talks("r1", venue=BRUSSELS, time=day(5, 14)))).format is None


def test_threats_are_the_incidents_of_what_endangers() -> None:
    claim, event = said(1, ARM, Kind.SHELLING, AZE)
    due = talks("r1", time=day(5, 14), endangered_by=("r1/c1",))
    meeting = only(calendar(due, claims=(claim,), events=(event,), incidents=(incident("r1/c1"),)))
    assert (meeting.endangered_by, meeting.threats) == (("r1/c1",), ("i1",))


def test_the_file_is_read_back_by_a_calendar_library() -> None:
    told = talks("r1", venue=BRUSSELS, time=day(5, 14)), talks("r1", 2, participants=(RUS, ARM), status=TalksStatus.PROPOSED)
    found = calendar(*told)
    (event,) = Calendar.from_ical(render_calendar_file(found)).walk("VEVENT")
    assert [str(event[name]) for name in ("UID", "STATUS", "SEQUENCE", "LOCATION")] == [
        f"{found.meetings[0].id}@counterclaim",
        "CONFIRMED",
        "0",
        "Brussels",
    ]
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (dt.date(2023, 5, 14), dt.date(2023, 5, 15))
    assert str(event["SUMMARY"]).startswith("[scheduled] talks: ")


def test_what_the_sentence_around_a_cancelled_meeting_puts_off_is_postponed() -> None:
    beside = Span(start=0, end=10)
    off = talks("r1", venue=BRUSSELS, time=day(5, 14), status=TalksStatus.CANCELLED, spans=(beside,))
    assert only(calendar(off)).status is MeetingStatus.POSTPONED
    assert only(calendar(talks("r1", venue=BRUSSELS, time=day(5, 14), spans=(beside,)))).status is MeetingStatus.SCHEDULED
