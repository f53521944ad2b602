"""Talks of many reports → a calendar: each meeting once, with its status over time.

Talks are put in the order of publication. Each goes to the meeting that it fits best, or founds one. Two tell of one meeting if they share
a participant and neither dates nor venues contradict each other; without a date on both sides the venue must be the same, and the
reports close in time. What is put off keeps its meeting and gets the new date when one is told.

The status is the last one told, but for three cases. What was once told as held stays held. What is proposed or due on a day that is past,
with no report of the meeting since, is `unknown`: reports on a meeting need not be among those read. What was put off to no new day stays
put off, whatever day it had.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from counterclaim.accords.alleging import sentence_around
from counterclaim.accords.comparators import days_of
from counterclaim.accords.meetings import NEAR, days_meet, exclude_each_other, parties_of
from counterclaim.accords.told import Told
from counterclaim.memo import Memo
from counterclaim.records.comparison import Comparison
from counterclaim.records.identity import name_of
from counterclaim.records.incidents import Incident
from counterclaim.records.ledger import Meeting, Standing, TalksCalendar
from counterclaim.records.models import Actor, Report, Talks, Time
from counterclaim.records.words import Level, MeetingStatus, TalksStatus

POSTPONED = re.compile(r"\b(postpon\w*|put off|delayed|reschedul\w*|adjourn\w*|pushed back|deferred)\b", re.IGNORECASE)
CLOSE = dt.timedelta(days=14)
"""How far apart reports may be published that tell of one meeting without a date."""
OPEN = frozenset({MeetingStatus.PROPOSED, MeetingStatus.SCHEDULED, MeetingStatus.POSTPONED})
NOBODY, ANYBODY = "nobody", "anybody"
"""In place of a participant: of meetings whose participants nobody tells, and of all."""
LEVELS = (Level.LEADERS, Level.MINISTERS, Level.OFFICIALS)


@dataclass(frozen=True)
class Telling:
    """Talks as one report tells them."""

    talks: Talks
    report: Report

    @property
    def day(self) -> dt.date | None:
        """When it was published."""
        return self.report.published_on

    @cached_property
    def status(self) -> MeetingStatus:
        """The status, with what is put off told from what is called off by the words."""
        called_off, text = self.talks.status is TalksStatus.CANCELLED, self.report.text
        words = " ".join(sentence_around(span, text) if called_off else span.of(text) for span in self.talks.spans)
        if self.talks.status is not TalksStatus.HELD and POSTPONED.search(words):
            return MeetingStatus.POSTPONED
        return MeetingStatus(self.talks.status.value)

    @cached_property
    def venue(self) -> str | None:
        """Where they meet, by name."""
        return self.talks.venue.name.casefold() if self.talks.venue is not None else None

    @cached_property
    def when(self) -> tuple[str, ...]:
        """Each month in which the meeting may be, a day of grace at both ends, and its venue."""
        return (*_months(self.talks.time), *((self.venue,) if self.venue is not None else ()))

    @cached_property
    def parties(self) -> frozenset[str]:
        """Who meets."""
        return parties_of(self.talks)


def calendar_of(comparison: Comparison, as_of: dt.date | None = None, memo: Memo | None = None) -> TalksCalendar:
    """The calendar of some reports, meetings in the order of their dates.

    Args:
        comparison: reports compared, ids unique over reports.
        as_of: the day from which past and future are told; by default that of the last report.
        memo: keeps what was made for an earlier calendar; of what is made of the very same models nothing is made again.
    """
    memo = memo or Memo()
    reports = {report.id: report for report in comparison.reports}
    pairs = [(t, reports[t.id.rpartition("/")[0]]) for t in comparison.talks]
    tellings = [memo.again(("telling", talks.id), (talks, report), partial(Telling, talks, report)) for talks, report in pairs]
    today = as_of or max((r.published_on for r in comparison.reports if r.published_on), default=None)
    told, meetings = Told.of(comparison), list[Meeting]()
    for group in group_tellings(tellings):
        threats = {name: told.incident_of.get(name) for telling in group for name in telling.talks.endangered_by}
        make = partial(_meeting, group, today, threats)
        meetings.append(memo.again(("meeting", group[0].talks.id, today), [*group, *threats.values()], make))
    return TalksCalendar(as_of=today, meetings=tuple(_with_formats(sorted(meetings, key=_when))))


def group_tellings(tellings: Iterable[Telling]) -> list[list[Telling]]:
    """Tellings of one meeting together, in the order of publication."""
    found = _Groups()
    for telling in sorted(tellings, key=lambda t: (t.day or dt.date.max, t.talks.id)):
        fits = [(fit, -number) for number in found.near(telling) if (fit := _fit_in(telling, found.groups[number])) > 0]
        found.place(telling, -max(fits)[1] if fits else None)
    return found.groups


@dataclass
class _Groups:
    """Meetings so far, by what a telling must share with one to fit: a participant, unless one has none, and a month or the venue."""

    groups: list[list[Telling]] = field(default_factory=list)
    by_key: dict[tuple[str, str], set[int]] = field(default_factory=lambda: defaultdict(set))

    def near(self, telling: Telling) -> Iterable[int]:
        """The numbers of the meetings that a telling may fit."""
        who = (*telling.parties, NOBODY) if telling.parties else (ANYBODY,)
        return {number for key in _keys(telling, who) for number in self.by_key.get(key, ())}

    def place(self, telling: Telling, number: int | None) -> None:
        """Puts a telling into a meeting, or founds one with it."""
        if number is None:
            number = len(self.groups)
            self.groups.append([])
        self.groups[number].append(telling)
        for key in _keys(telling, (*(telling.parties or (NOBODY,)), ANYBODY)):
            self.by_key[key].add(number)


def _keys(telling: Telling, who: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every one of them with each month in which the meeting may be, and with its venue."""
    yield from ((party, part) for party in who for part in telling.when)


def _months(time: Time | None) -> Iterator[str]:
    days = days_of(time)
    if days is not None:
        first, last = days[0] - NEAR, days[1] + NEAR
        yield from (f"{n // 12}-{n % 12 + 1}" for n in range(first.year * 12 + first.month - 1, last.year * 12 + last.month))


def _fit_in(telling: Telling, group: Sequence[Telling]) -> int:
    """How surely a telling belongs to a meeting: not at all where its own report, or the level, tells it apart."""
    levels = {t.talks.level for t in (telling, *group) if t.talks.level is not None}
    if len(levels) > 1 or any(t.report.id == telling.report.id for t in group):
        return 0
    return max(_fit(telling, other) for other in group)


def _fit(one: Telling, other: Telling) -> int:
    """How surely two tellings are of one meeting: 0 for not."""
    at_one = one.venue is not None and one.venue == other.venue
    together = days_meet(one.talks, other.talks)
    if not (together or at_one) or exclude_each_other(one.talks, other.talks):
        return 0
    if together is not None:
        return 4 + at_one if together else int(MeetingStatus.POSTPONED in (one.status, other.status))
    close = one.day is not None and other.day is not None and abs(one.day - other.day) <= CLOSE
    return 2 + (one.parties == other.parties) if close else 0


def _meeting(tellings: Sequence[Telling], today: dt.date | None, threats: Mapping[str, Incident | None]) -> Meeting:
    """The meeting of some tellings; `threats` holds the claims that endanger it, with their incidents."""
    first = tellings[0]
    history = tuple(Standing(told=t.day, status=t.status, time=t.talks.time, talks=t.talks.id) for t in tellings)
    time = _time(tellings)
    no_new_day = tellings[-1].talks.status is TalksStatus.CANCELLED
    status, reason = _status(history, None if no_new_day else time, today)
    return Meeting(
        id=name_of("m", first.talks.id),
        participants=_actors(t.talks.participants for t in tellings),
        mediators=_actors(t.talks.mediators for t in tellings),
        venue=next((t.talks.venue for t in tellings if t.talks.venue is not None), None),
        time=time,
        level=min((t.talks.level for t in tellings if t.talks.level), key=LEVELS.index, default=None),
        status=status,
        reason=reason,
        history=history,
        revision=sum(_what(a) != _what(b) for a, b in zip(history, history[1:], strict=False)),
        endangered_by=tuple(threats),
        threats=tuple(dict.fromkeys(incident.id for incident in threats.values() if incident is not None)),
    )


def _status(history: Sequence[Standing], time: Time | None, today: dt.date | None) -> tuple[MeetingStatus, str]:
    held = next((s for s in history if s.status is MeetingStatus.HELD), None)
    if held is not None:
        return MeetingStatus.HELD, f"{held.talks} tells that it was held"
    last = history[-1]
    days = days_of(time)
    if last.status in OPEN and days is not None and today is not None and days[1] < today:
        return MeetingStatus.UNKNOWN, f"{last.status.value} in {last.talks}; its date is past, and no report tells of the meeting"
    return last.status, f"{last.talks} tells so last"


def _time(tellings: Sequence[Telling]) -> Time | None:
    """The date as told last, but the most exact of those that agree with it."""
    dated = [t.talks.time for t in tellings if days_of(t.talks.time) is not None]
    if not dated:
        return next((t.talks.time for t in tellings if t.talks.time is not None), None)
    last = days_of(dated[-1])
    agreeing = [(days, t) for t in dated if (days := days_of(t)) and last and days[0] <= last[1] and last[0] <= days[1]]
    return min(agreeing, key=lambda d: d[0][1] - d[0][0])[1]


def _what(standing: Standing) -> tuple[MeetingStatus, tuple[dt.date, dt.date] | None]:
    return standing.status, days_of(standing.time)


def _actors(each: Iterable[Iterable[Actor]]) -> tuple[Actor, ...]:
    """Every party once, as the telling names it that knows its person."""
    found: dict[str, Actor] = {}
    for actor in (a for actors in each for a in actors):
        key = actor.party or actor.name or ""
        if key not in found or (actor.person and not found[key].person):
            found[key] = actor
    return tuple(found.values())


def _when(meeting: Meeting) -> tuple[dt.date, str]:
    days = days_of(meeting.time)
    return (days[0] if days else dt.date.max, meeting.id)


def _with_formats(meetings: Sequence[Meeting]) -> Iterable[Meeting]:
    """Meetings of the same parties at the same venue are rounds of one format, named by the first of them."""
    rounds: dict[tuple[frozenset[str], str], list[Meeting]] = {}
    for meeting in meetings:
        rounds.setdefault(_format(meeting), []).append(meeting)
    for meeting in meetings:
        same = rounds[_format(meeting)]
        yield meeting.model_copy(update={"format": same[0].id if len(same) > 1 and meeting.venue and meeting.participants else None})


def _format(meeting: Meeting) -> tuple[frozenset[str], str]:
    return frozenset(a.party or "" for a in meeting.participants), meeting.venue.name.casefold() if meeting.venue else ""
