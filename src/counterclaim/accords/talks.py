"""Talks from claims: who meets whom, where, when, and whether it is held."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache

from counterclaim.accords.alleging import sentence_around
from counterclaim.accords.comparators import DATA, days_of, length_of
from counterclaim.accords.dangers import with_dangers
from counterclaim.accords.meetings import days_meet, exclude_each_other, parties_of, same_venue
from counterclaim.records.models import Actor, Claim, Event, Place, Report, Span, Talks, Time
from counterclaim.records.words import Kind, Level, Sector, Stance, Status, TalksStatus
from counterclaim.tables import read_table

STATUS = {
    Status.PLANNED: TalksStatus.SCHEDULED,
    Status.HYPOTHETICAL: TalksStatus.PROPOSED,
    Status.OCCURRED: TalksStatus.HELD,
    Status.ONGOING: TalksStatus.HELD,
    Status.AVERTED: TalksStatus.CANCELLED,
}
NOBODY = frozenset({"MEDIATORS", "MONITORS", "OBSERVERS"})
"""Parties of no side, that bring others together or look on."""
SUREST = (TalksStatus.CANCELLED, TalksStatus.HELD, TalksStatus.SCHEDULED, TalksStatus.PROPOSED)
"""Of several tellings in one report: what is called off was planned before, and what is scheduled was proposed."""
CALL = re.compile(r"\b(?:tele)?phoned?\b|\bhotline\b", re.IGNORECASE)
TALKS_OF = re.compile(r"\s+(?:\w+\s+)?(?:talks|meetings?|negotiations?|summit|round|format|process|dialogue|consultations|track)\b")
"""What follows the name of a city that talks are called by."""
UNITS = {"day": dt.timedelta(days=1), "week": dt.timedelta(weeks=1), "fortnight": dt.timedelta(weeks=2)}
COUNTS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
EARLIER = re.compile(r"\b(?:after|having|once)\b[^,;]*$", re.IGNORECASE)
"""Before what was put off before the talks, or is another thing: "will open on 8 March after a prisoner swap was delayed by a week"."""
AROUND = 150
"""Characters before and behind what tells the talks within which a place is their venue."""
LEADERS = re.compile(r"\b(president|prime minister|leader|king|premier|chancellor|head of (state|government))s?\b(?! spokes| envoy)")


def find_talks(claims: Sequence[Claim], events: Sequence[Event], mentions: Sequence[Talks], report: Report) -> tuple[Talks, ...]:
    """One entry for each meeting that claims or the text tell of or invite to.

    A denial makes none, nor does a call for talks with neither day nor place, nor a telephone call.

    Args:
        claims, events: those of one report, joined by id.
        mentions: meetings as the text speaks of them, claimed or not.
        report: the report; nothing is held on a day after its publication.
    """
    stances = {event: c.stance for c in claims for event in c.events}
    told = [t for e in events if _is_meeting(e) and stances.get(e.id) is not Stance.DENIES and (t := _told(e, report.text)) is not None]
    told = [t for t in told if any(_tells_meeting(s, report.text) for s in t.spans)]
    told = [_moved(t, mentions, report) for t in told if not any(_is_call(s, report.text) for s in t.spans)]
    told = [t.model_copy(update={"status": _status(t, stances.get(t.event or ""), report)}) for t in (*told, *mentions)]
    told = [_shifted(t, report) for t in told]
    put_off = {t.id for t in told if _puts_off(t, report) or _shift_of(t, report) is not None}
    meetings: list[list[Talks]] = []
    for talks in sorted(told, key=lambda t: (days_of(t.time) is None, t.venue is None, t.spans[0].start)):
        home = next((group for group in meetings if all(_may_be_one(talks, other, put_off) for other in group)), None)
        if home is not None:
            home.append(talks)
        else:
            meetings.append([talks])
    joined = [_joined(group, put_off, report.published_on) for group in meetings]
    joined = [t for t in joined if t.status is not TalksStatus.PROPOSED or t.venue is not None or days_of(t.time) is not None]
    numbered = [t.model_copy(update={"id": f"t{k}"}) for k, t in enumerate(sorted(joined, key=lambda t: t.spans[0].start), 1)]
    return tuple(with_dangers(numbered, claims, events, report.text))


def _moved(talks: Talks, mentions: Sequence[Talks], report: Report) -> Talks:
    """The talks of an event, on the new day where the same words put them off to one."""
    again = [m for m in mentions if m.time is not None and any(a.start < b.end and b.start < a.end for a in m.spans for b in talks.spans)]
    return talks.model_copy(update={"time": again[0].time}) if again and _puts_off(talks, report) else talks


def _shifted(talks: Talks, report: Report) -> Talks:
    """The talks on their new day where they are put off by so many days: "put back by two days"."""
    by, time = _shift_of(talks, report), talks.time
    if by is None or time is None or time.start is None or _puts_off(talks, report) or talks.status is TalksStatus.HELD:
        return talks
    new = time.model_copy(update={"start": time.start + by, "end": time.end + by if time.end else None})
    return talks.model_copy(update={"time": new, "status": TalksStatus.SCHEDULED})


def _shift_of(talks: Talks, report: Report) -> dt.timedelta | None:
    """By how long the words put talks off; None where they do not say."""
    found = next((m for s in talks.spans if (m := _by_days().search(sentence_around(s, report.text)))), None)
    if found is None or EARLIER.search(found.string[: found.start()]):
        return None
    count, unit = found["count"].lower(), found["unit"].lower()
    return (int(count) if count.isdigit() else COUNTS.get(count, 1)) * UNITS[unit]


def _is_call(span: Span, text: str) -> bool:
    """Whether the words tell of a telephone call: nobody met."""
    return bool(CALL.search(span.of(text)))


def _tells_meeting(span: Span, text: str) -> bool:
    """Whether a sentence is of a meeting, one that came about or was to: where two "did not meet" there was none."""
    words, around = span.of(text), sentence_around(span, text)
    absent, told = _words_of("absent"), any(_words_of(sort).search(around) for sort in ("together", "meeting"))
    return told and (not absent.search(words) or bool(_words_of("cancelled").search(words)))


def _puts_off(talks: Talks, report: Report) -> bool:
    """Whether the words tell of another day: "postponed until May 14"."""
    return any(_to_a_day().search(sentence_around(span, report.text)) for span in talks.spans)


def _is_meeting(event: Event) -> bool:
    """Whether an event is a meeting, past or to come, of which anything is known."""
    known = event.initiators or event.mediators or event.place
    return event.kind in (Kind.TALKS, Kind.MEDIATION) and event.status in STATUS and bool(known)


def _told(event: Event, text: str) -> Talks | None:
    """The talks that an event is; None where only people of no party in particular take part."""
    meeting = tuple(a for a in event.initiators if a.party not in NOBODY and not _is_where(a, event, text))
    if event.initiators and not meeting and not event.mediators:
        return None
    if not any(
        _words_of("together").search(s.of(text)) for s in event.spans
    ):  # "the delegation left for Doha": who goes, whomever it meets
        meeting = tuple(a for a in meeting if a.span is not None) or meeting
    return Talks(
        id=event.id,
        participants=meeting,
        mediators=event.mediators,
        venue=_venue(event),
        time=event.time,
        level=_level(meeting),
        status=TalksStatus.PROPOSED if event.kind is Kind.MEDIATION else STATUS[event.status],
        event=event.id,
        spans=event.spans,
    )


def _venue(event: Event) -> Place | None:
    """Where the words themselves put them: the place that a report's other events lend is no venue."""
    place = event.place
    if place is None or place.span is None:
        return place
    near = any(s.start - AROUND <= place.span.start <= s.end + AROUND for s in event.spans)
    return place if near else None


def _is_where(actor: Actor, event: Event, text: str) -> bool:
    """Whether what seems to take part is the venue: "the Almaty talks between …"."""
    if actor.span is None:
        return False
    venue = event.place.span if event.place is not None else None
    if venue is not None and venue.start < actor.span.end and actor.span.start < venue.end:
        return True
    others = {a.party for a in event.initiators} - {actor.party}
    return actor.sector is Sector.GOV and len(others) > 1 and bool(TALKS_OF.match(text, actor.span.end))


def _status(talks: Talks, stance: Stance | None, report: Report) -> TalksStatus:
    """The status in the light of the words around: what is due or promised is not held, what has a day and is not only wished for is
    scheduled."""
    days, published = days_of(talks.time), report.published_on
    words = " ".join(_words_about(talks, span, report) for span in talks.spans)
    said = {status for pattern, status in _status_words() if pattern.search(words)}
    past = days is not None and published is not None and days[1] < published
    if (moved := _moved_or_wished(talks, stance, words, report)) is not None:
        return moved
    if talks.status is TalksStatus.CANCELLED and TalksStatus.SCHEDULED in said and TalksStatus.CANCELLED not in said:
        return TalksStatus.SCHEDULED  # in doubt, and not called off
    if TalksStatus.CANCELLED in said and (talks.status is TalksStatus.CANCELLED or talks.event is None):
        return TalksStatus.CANCELLED
    if talks.status is TalksStatus.HELD and not past and stance is Stance.COMMITS_TO:
        return TalksStatus.SCHEDULED if days is not None or TalksStatus.SCHEDULED in said else TalksStatus.PROPOSED
    if talks.status is TalksStatus.HELD and not past and (TalksStatus.SCHEDULED in said or (days and published and days[0] > published)):
        return TalksStatus.SCHEDULED
    if talks.status is TalksStatus.PROPOSED and stance is not Stance.CALLS_FOR and TalksStatus.PROPOSED not in said and not past:
        return TalksStatus.SCHEDULED if days is not None or TalksStatus.SCHEDULED in said else TalksStatus.PROPOSED
    if talks.event is None and TalksStatus.PROPOSED in said and TalksStatus.SCHEDULED not in said and not past:
        return TalksStatus.PROPOSED
    return talks.status


def _moved_or_wished(talks: Talks, stance: Stance | None, words: str, report: Report) -> TalksStatus | None:
    """The status where the words tell it whatever else they say: put off to a day, refused, only hoped for, not answered yet."""
    days, published = days_of(talks.time), report.published_on
    ahead = days is not None and published is not None and days[0] >= published
    past = days is not None and published is not None and days[1] < published
    if ahead and (_puts_off(talks, report) or _shift_of(talks, report) is not None):
        return TalksStatus.SCHEDULED
    if past:
        return None
    if _words_of("refused").search(words) and stance is Stance.COMMITS_TO:
        return TalksStatus.CANCELLED
    known = days is not None or talks.venue is not None
    if known and _words_of("wished").search(words) and talks.status in (TalksStatus.SCHEDULED, TalksStatus.HELD):
        return TalksStatus.PROPOSED
    unanswered = talks.status is TalksStatus.CANCELLED and not _words_of(TalksStatus.CANCELLED).search(words)
    return TalksStatus.PROPOSED if unanswered and _words_of("unanswered").search(words) else None


def _words_about(talks: Talks, span: Span, report: Report) -> str:
    """The words that may tell the status: the sentence, or the clause alone where it tells a day of its own that has come."""
    at, days, published = talks.time.span if talks.time is not None else None, days_of(talks.time), report.published_on
    own = at is not None and span.start <= at.start and at.end <= span.end
    if own and days is not None and published is not None and days[1] <= published:
        return span.of(report.text)
    return sentence_around(span, report.text)


@cache
def _to_a_day() -> re.Pattern[str]:
    """What is put off to another day. Raises ResourceError when the table cannot be read."""
    words = {sort: "|".join(r["pattern"] for r in read_table(DATA, "putting_off.csv") if r["sort"] == sort) for sort in ("verb", "day")}
    return re.compile(
        rf"\b(?:{words['verb']})\b[^.;]{{0,60}}?\b(?:until|till|to|for) (?:the |early |late |mid-)*(?:\d|(?:{words['day']})\b)"
    )


@cache
def _by_days() -> re.Pattern[str]:
    """What is put off by so long: "put back by two days". Raises ResourceError when the table cannot be read."""
    verbs = "|".join(r["pattern"] for r in read_table(DATA, "putting_off.csv") if r["sort"] == "verb")
    return re.compile(
        rf"\b(?:{verbs})\b[^.;]{{0,40}}?\b(?:by|for) (?:(?:up to|at least|about|only) )?"
        rf"(?P<count>an?|another|\d{{1,3}}|{'|'.join(COUNTS)}) (?P<unit>{'|'.join(UNITS)})s?\b",
        re.IGNORECASE,
    )


@cache
def _status_words() -> tuple[tuple[re.Pattern[str], TalksStatus], ...]:
    return tuple((_words_of(status), status) for status in TalksStatus if status is not TalksStatus.HELD)


@cache
def _words_of(sort: str) -> re.Pattern[str]:
    """The words of a sort in the table of meetings: those of a status, those of meetings themselves, and those of none."""
    rows = (row["pattern"] for row in read_table(DATA, "meeting_words.csv") if row["sort"] == sort)
    return re.compile(rf"\b(?:{'|'.join(rows)})\b", re.IGNORECASE)


def _may_be_one(one: Talks, other: Talks, put_off: Collection[str]) -> bool:
    """Whether two tellings of one report are of one meeting: what is known of both agrees, but for the day where one tells a new one."""
    if any(a.start < b.end and b.start < a.end for a in one.spans for b in other.spans) and days_meet(one, other) is not False:
        return one.event is None or other.event is None or not exclude_each_other(one, other)
    if exclude_each_other(one, other):
        return False
    venues = one.venue is not None and other.venue is not None and not same_venue(one, other)
    if venues and {one.status, other.status} == {TalksStatus.HELD, TalksStatus.SCHEDULED}:
        return False  # the next round, elsewhere
    if _calls_off_others(one, other):
        return False
    together = days_meet(one, other)
    if together is False and {one.id, other.id} & set(put_off):
        return TalksStatus.HELD not in (one.status, other.status) and parties_of(one) == parties_of(other)
    if together is not None:
        return together
    ahead = {TalksStatus.PROPOSED, TalksStatus.SCHEDULED, TalksStatus.CANCELLED}
    return (one.status in ahead) == (other.status in ahead)


def _calls_off_others(one: Talks, other: Talks) -> bool:
    """Whether one telling, with neither day nor venue, says that others do not meet: each names somebody whom the other does not."""
    off = any(t.status is TalksStatus.CANCELLED and days_of(t.time) is None and t.venue is None for t in (one, other))
    named, others = ({a.party for a in t.participants if a.party and a.span is not None} for t in (one, other))
    return off and bool(named - others) and bool(others - named)


def _joined(tellings: Sequence[Talks], put_off: Collection[str], published: dt.date | None) -> Talks:
    """One meeting of its tellings: the surest status, the most that is told of each thing; where it is put off, the new day."""
    ordered = sorted(tellings, key=lambda t: t.spans[0].start)
    anew = [t for t in ordered if t.id in put_off and days_of(t.time) is not None]
    times = [t.time for t in (max(anew, key=_first_day),)] if anew else [t.time for t in ordered if t.time is not None]
    levels = [t.level for t in ordered if t.level is not None]
    return ordered[0].model_copy(
        update={
            "event": next((t.event for t in ordered if t.event is not None), None),
            "participants": _meeting_together(ordered),
            "mediators": _each(a for t in ordered for a in t.mediators),
            "venue": next((t.venue for t in ordered if t.venue is not None), None),
            "time": min((t for t in times if t is not None), key=lambda t: (_is_late(t, ordered, published), length_of(t)), default=None),
            "level": min(levels, key=list(Level).index, default=None),
            "status": min((t.status for t in anew or ordered), key=SUREST.index),
            "spans": tuple(dict.fromkeys(s for t in ordered for s in t.spans)),
        }
    )


def _is_late(time: Time, tellings: Sequence[Talks], published: dt.date | None) -> bool:
    """Whether a time has come by publication, of a meeting that is ahead: the day on which somebody spoke of it."""
    days, ahead = days_of(time), all(t.status is not TalksStatus.HELD for t in tellings)
    return ahead and days is not None and published is not None and days[1] <= published


def _first_day(talks: Talks) -> dt.date:
    days = days_of(talks.time)
    return days[0] if days is not None else dt.date.min


def _meeting_together(tellings: Sequence[Talks]) -> tuple[Actor, ...]:
    """Everybody whom a telling names together with one of the fullest: a lone other name beside it is a misreading."""
    fullest = max(tellings, key=lambda t: len(t.participants))
    sharing = [t for t in tellings if parties_of(t) & parties_of(fullest)]
    claimed = [t for t in sharing if t.event is not None]
    if any(len(t.participants) > 1 for t in claimed):
        named = [t for t in sharing if t.event is None and all(a.span is not None for a in t.participants)]
        sharing = [*claimed, *named]  # who is only supposed to meet adds nobody to those that are said to
    return _each(a for t in sharing or [fullest] for a in t.participants)


def _each(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    found: dict[str | None, Actor] = {}
    for actor in actors:
        if actor.party not in found or (actor.person and not found[actor.party].person):
            found[actor.party] = actor
    return tuple(found.values())


def _level(participants: Sequence[Actor]) -> Level | None:
    """The highest office named among the participants; None when no office is named."""
    roles = [a.role.lower() for a in participants if a.role]
    if any(LEADERS.search(role) for role in roles):
        return Level.LEADERS
    if any("minister" in role or "secretary of state" in role for role in roles):
        return Level.MINISTERS
    return Level.OFFICIALS if roles else None
