"""Talks from events."""

from __future__ import annotations

import datetime as dt

import pytest

from counterclaim.accords import find_talks
from counterclaim.records.models import Actor, Claim, Event, Place, Report, Span, Talks, Time
from counterclaim.records.words import Kind, Level, PlacePrecision, Sector, Stance, Status, TalksStatus, TimePrecision
from told_by_hand import ARM, AZE, RUS, claim, told

REPORT = Report(
    id="r",
    text="The two sides spoke of talks again and again, and nothing more is told here, not even why.",
    published=dt.date(2023, 5, 12),
)
BRUSSELS = Place(name="Brussels", precision=PlacePrecision.SETTLEMENT, confidence=0.9)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.PLANNED, TalksStatus.SCHEDULED),
        (Status.HYPOTHETICAL, TalksStatus.PROPOSED),
        (Status.OCCURRED, TalksStatus.HELD),
        (Status.ONGOING, TalksStatus.HELD),
        (Status.AVERTED, TalksStatus.CANCELLED),
    ],
)
def test_status(status: Status, expected: TalksStatus) -> None:
    (talks,) = find_talks([claim(RUS)], [told(Kind.TALKS, status=status, initiators=(ARM, AZE), place=BRUSSELS)], (), REPORT)
    assert talks.status is expected


def test_who_meets_where() -> None:
    event = told(Kind.TALKS, "e7", at=30, initiators=(ARM, AZE), mediators=(RUS,), place=BRUSSELS)
    (talks,) = find_talks([claim(RUS, events=("e7",))], [event], (), REPORT)
    assert (talks.id, talks.event) == ("t1", "e7")
    assert (talks.participants, talks.mediators, talks.venue) == ((ARM, AZE), (RUS,), BRUSSELS)
    assert talks.spans == event.spans


@pytest.mark.parametrize(("at", "venue"), [(40, True), (2_000, False)])
def test_a_place_far_from_the_words_is_no_venue(at: int, venue: bool) -> None:
    named = BRUSSELS.model_copy(update={"span": Span(start=at, end=at + 8)})
    (talks,) = find_talks([claim(RUS)], [told(Kind.TALKS, status=Status.PLANNED, initiators=(ARM, AZE), place=named)], (), REPORT)
    assert (talks.venue == named) is venue


def test_invitation_is_a_proposal() -> None:
    (talks,) = find_talks([claim(RUS)], [told(Kind.MEDIATION, status=Status.OCCURRED, mediators=(RUS,), place=BRUSSELS)], (), REPORT)
    assert talks.status is TalksStatus.PROPOSED


def test_denial_makes_none() -> None:
    assert find_talks([claim(ARM, Stance.DENIES)], [told(Kind.TALKS, status=Status.PLANNED, initiators=(ARM, AZE))], (), REPORT) == ()
    assert find_talks([claim(ARM)], [told(Kind.TALKS, status=Status.DENIED, initiators=(ARM, AZE))], (), REPORT) == ()


def test_other_kinds_make_none() -> None:
    events = [told(kind, initiators=(ARM, AZE)) for kind in Kind if kind not in (Kind.TALKS, Kind.MEDIATION)]
    assert find_talks([claim(ARM)], events, (), REPORT) == ()


def on(day: int) -> Time:
    return Time(start=dt.date(2023, 5, day), end=dt.date(2023, 5, day), precision=TimePrecision.DAY)


PUT_OFF = Report(
    id="r", text="Talks due on May 15 were postponed until May 24, the mediator said on Friday.", published=dt.date(2023, 5, 12)
)


def test_talks_that_are_put_off_to_a_day_are_on_that_day() -> None:
    event = told(Kind.TALKS, status=Status.AVERTED, initiators=(ARM, AZE), time=on(15), spans=(Span(start=0, end=47),))
    mention = Talks(id="k1", participants=(ARM, AZE), time=on(24), status=TalksStatus.SCHEDULED, event=None, spans=(Span(start=0, end=47),))
    (talks,) = find_talks([claim(RUS)], [event], (mention,), PUT_OFF)
    assert (talks.time, talks.status, talks.event) == (on(24), TalksStatus.SCHEDULED, "e1")


def test_talks_that_are_put_off_to_no_day_are_cancelled() -> None:
    report = Report(id="r", text="Talks due on May 15 in the capital were postponed, the mediator said.", published=dt.date(2023, 5, 12))
    event = told(Kind.TALKS, status=Status.AVERTED, initiators=(ARM, AZE), time=on(15), spans=(Span(start=0, end=20),))
    (talks,) = find_talks([claim(RUS)], [event], (), report)
    assert (talks.time, talks.status) == (on(15), TalksStatus.CANCELLED)


def test_talks_that_are_put_off_by_some_days_are_so_many_later() -> None:
    text = "Talks due on May 15 were put back by two days, the mediator said."
    event = told(Kind.TALKS, status=Status.AVERTED, initiators=(ARM, AZE), time=on(15), spans=(Span(start=0, end=20),))
    (talks,) = find_talks([claim(RUS)], [event], (), Report(id="r", text=text, published=dt.date(2023, 5, 12)))
    assert (talks.time, talks.status) == (on(17), TalksStatus.SCHEDULED)


@pytest.mark.parametrize(
    ("text", "stance", "status", "expected"),
    [
        ("Armenia refused to return to the talks due on May 15.", Stance.COMMITS_TO, Status.OCCURRED, TalksStatus.CANCELLED),
        ("Russia has offered to host a round of talks on May 15.", Stance.COMMITS_TO, Status.PLANNED, TalksStatus.PROPOSED),
        ("Armenia will not go to the talks due on May 15.", Stance.COMMITS_TO, Status.PLANNED, TalksStatus.CANCELLED),
        ("Armenia will not go to talks on May 15 unless fire stops.", Stance.COMMITS_TO, Status.PLANNED, TalksStatus.SCHEDULED),
        ("It hopes the talks will resume on May 15.", Stance.ASSERTS, Status.PLANNED, TalksStatus.PROPOSED),
        ("Asked to talks on May 15, Baku has yet to reply.", Stance.COMMITS_TO, Status.AVERTED, TalksStatus.PROPOSED),
    ],
)
def test_the_words_tell_what_talks_are(text: str, stance: Stance, status: Status, expected: TalksStatus) -> None:
    event = told(Kind.TALKS, status=status, initiators=(ARM, AZE), time=on(15), spans=(Span(start=0, end=len(text)),))
    (talks,) = find_talks([claim(RUS, stance)], [event], (), Report(id="r", text=text, published=dt.date(2023, 5, 12)))
    assert talks.status is expected


def test_the_city_that_talks_are_named_for_does_not_take_part() -> None:
    report = Report(id="r", text="The Almaty talks between the two go on in May.", published=dt.date(2023, 5, 12))
    almaty = Actor.of("KAZ", Sector.GOV, span=Span(start=4, end=10))
    event = told(Kind.TALKS, status=Status.PLANNED, initiators=(almaty, ARM, AZE), time=on(20), spans=(Span(start=0, end=16),))
    (talks,) = find_talks([claim(RUS)], [event], (), report)
    assert talks.participants == (ARM, AZE)


def test_meetings_of_other_days_are_numbered_apart() -> None:
    events = [told(Kind.TALKS, f"e{n}", at=10 * n, initiators=(ARM, AZE), time=on(3 * n)) for n in (1, 2, 3)]
    assert [t.id for t in find_talks([], events, (), REPORT)] == ["t1", "t2", "t3"]


def test_tellings_of_one_meeting_are_one() -> None:
    events = [
        told(Kind.TALKS, "e1", initiators=(ARM, AZE), status=Status.PLANNED),
        told(Kind.TALKS, "e2", at=40, initiators=(ARM,), mediators=(RUS,), place=BRUSSELS, time=on(20), status=Status.PLANNED),
    ]
    (talks,) = find_talks([], events, (), REPORT)
    assert (talks.participants, talks.mediators, talks.venue, talks.time) == ((ARM, AZE), (RUS,), BRUSSELS, on(20))
    assert [s.start for s in talks.spans] == [0, 40]


def test_a_call_for_talks_with_neither_day_nor_place_is_none() -> None:
    event = told(Kind.TALKS, initiators=(ARM, AZE), status=Status.HYPOTHETICAL)
    assert find_talks([claim(RUS, Stance.CALLS_FOR)], [event], (), REPORT) == ()


def test_nothing_is_held_after_publication() -> None:
    (talks,) = find_talks([], [told(Kind.TALKS, initiators=(ARM, AZE), time=on(20))], (), REPORT)
    assert talks.status is TalksStatus.SCHEDULED


@pytest.mark.parametrize(
    ("text", "endangered"),
    [
        ("Guns fired at night. These clashes threaten to derail the talks, said both.", ("c1",)),
        ("Guns fired at night. These clashes will not be discussed at the talks.", ()),
    ],
)
def test_what_is_said_to_endanger_talks(text: str, endangered: tuple[str, ...]) -> None:
    report = REPORT.model_copy(update={"text": text})
    events: list[Event] = [told(Kind.ATTACK, initiators=(AZE,)), told(Kind.TALKS, "e2", at=60, initiators=(ARM, AZE), time=on(20))]
    claims: list[Claim] = [claim(ARM, Stance.ACCUSES), claim(ARM, events=("e2",), claim_id="c2")]
    (talks,) = find_talks(claims, events, (), report)
    assert talks.endangered_by == endangered


@pytest.mark.parametrize(
    ("roles", "level"),
    [
        (("president", "prime minister"), Level.LEADERS),
        (("Prime Minister", None), Level.LEADERS),
        (("foreign minister", "foreign minister"), Level.MINISTERS),
        (("secretary of state", "spokesman"), Level.MINISTERS),
        (("president", "foreign minister"), Level.LEADERS),
        (("envoy", None), Level.OFFICIALS),
        ((None, None), None),
    ],
)
def test_level_is_that_of_the_highest_office(roles: tuple[str | None, ...], level: Level | None) -> None:
    participants = tuple(Actor.of(party, role=role) for party, role in zip(("ARM", "AZE"), roles, strict=True))
    (talks,) = find_talks([], [told(Kind.TALKS, initiators=participants)], (), REPORT)
    assert talks.level is level


@pytest.mark.parametrize("role", ["presidential spokesman", "presidential envoy", "working group member"])
def test_aide_is_no_leader(role: str) -> None:
    (talks,) = find_talks([], [told(Kind.TALKS, initiators=(Actor.of("ARM", role=role),))], (), REPORT)
    assert talks.level is Level.OFFICIALS


@pytest.mark.parametrize(("time", "expected"), [(None, TalksStatus.PROPOSED), (on(19), TalksStatus.SCHEDULED), (on(3), TalksStatus.HELD)])
def test_talks_that_somebody_promises_are_not_held(time: Time | None, expected: TalksStatus) -> None:
    event = told(Kind.TALKS, initiators=(ARM, AZE), place=BRUSSELS, time=time)
    (talks,) = find_talks([claim(RUS, Stance.COMMITS_TO)], [event], (), REPORT)
    assert talks.status is expected


def told_in(text: str, status: Status) -> tuple[Talks, ...]:
    """The talks of a report of one sentence, which tells one event."""
    event = told(Kind.TALKS, status=status, initiators=(ARM, AZE), time=on(15), spans=(Span(start=0, end=len(text)),))
    return find_talks([claim(RUS)], [event], (), Report(id="r", text=text, published=dt.date(2023, 5, 12)))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The talks, scheduled for May 15, were now hanging by a thread.", TalksStatus.SCHEDULED),
        ("The talks scheduled for May 15 were cancelled.", TalksStatus.CANCELLED),
        ("The postponed meeting is due to go ahead on May 15.", TalksStatus.SCHEDULED),
    ],
)
def test_what_is_in_doubt_is_not_called_off(text: str, status: TalksStatus) -> None:
    (talks,) = told_in(text, Status.AVERTED)
    assert talks.status is status


def test_a_telephone_call_is_no_meeting() -> None:
    assert told_in("The two generals spoke over the hotline.", Status.OCCURRED) == ()
    assert len(told_in("The two generals spoke in a tent.", Status.OCCURRED)) == 1


def test_the_next_round_elsewhere_is_not_the_one_that_was_held() -> None:
    month = Time(start=dt.date(2023, 5, 1), end=dt.date(2023, 5, 31), precision=TimePrecision.MONTH)
    geneva = Place(name="Geneva", precision=PlacePrecision.SETTLEMENT, confidence=0.9)
    held = told(Kind.TALKS, "e1", initiators=(ARM, AZE), time=on(12), place=BRUSSELS)
    ahead = told(Kind.TALKS, "e2", at=40, status=Status.PLANNED, initiators=(ARM, AZE), time=month, place=geneva)
    claims = [claim(RUS), claim(RUS, events=("e2",), claim_id="c2")]
    assert [t.status for t in find_talks(claims, [held, ahead], (), REPORT)] == [TalksStatus.HELD, TalksStatus.SCHEDULED]


def test_who_is_only_supposed_to_meet_joins_nobody() -> None:
    event = told(Kind.TALKS, initiators=(ARM, AZE), time=on(12), place=BRUSSELS)
    supposed = Talks(id="k1", participants=(ARM, RUS), time=on(12), status=TalksStatus.HELD, event=None, spans=event.spans)
    (talks,) = find_talks([claim(RUS)], [event], (supposed,), REPORT)
    assert talks.participants == (ARM, AZE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The two ministers did not meet on Friday.", []),
        ("The observers will accompany the farmers on Friday.", []),
        ("The two ministers refused to meet on Friday.", [TalksStatus.CANCELLED]),
        ("The two ministers met on Friday.", [TalksStatus.CANCELLED]),
        ("There were no plans for new talks between the two.", []),
        ("Its government would never negotiate with bandits.", []),
        ("It was in close contact with both parties about talks.", []),
        ("He will chair an emergency meeting of the National Security Council on Friday.", []),
        ("He will chair an emergency meeting of the border committee on Friday.", [TalksStatus.SCHEDULED]),
    ],
)
def test_where_nobody_met_there_was_no_meeting(text: str, expected: list[TalksStatus]) -> None:
    event = told(Kind.TALKS, status=Status.AVERTED, initiators=(ARM, AZE)).model_copy(update={"spans": (Span(start=0, end=len(text)),)})
    assert [t.status for t in find_talks([claim(RUS)], [event], (), REPORT.model_copy(update={"text": text}))] == expected


def test_what_is_off_between_others_calls_no_meeting_off() -> None:
    named = [a.model_copy(update={"span": Span(start=5 * n, end=5 * n + 3)}) for n, a in enumerate((ARM, RUS, AZE))]
    meeting = told(Kind.TALKS, "e1", status=Status.PLANNED, initiators=(named[0], named[1]), place=BRUSSELS, time=on(20))
    others = told(Kind.TALKS, "e2", at=40, status=Status.AVERTED, initiators=(named[2], named[0]))
    same = others.model_copy(update={"initiators": (named[1],)})
    assert [t.status for t in find_talks([], [meeting, others], (), REPORT)] == [TalksStatus.SCHEDULED, TalksStatus.CANCELLED]
    assert [t.status for t in find_talks([], [meeting, same], (), REPORT)] == [TalksStatus.CANCELLED]


def test_who_sets_out_is_all_that_is_known_to_meet() -> None:
    supposed = AZE.model_copy(update={"source": "rule: the other side"})
    for text, expected in (("The delegation left for Doha.", {"ARM"}), ("The delegation left for talks.", {"ARM", "AZE"})):
        named = ARM.model_copy(update={"span": Span(start=4, end=14)})
        event = told(Kind.TALKS, initiators=(named, supposed)).model_copy(update={"spans": (Span(start=0, end=len(text)),)})
        (talks,) = find_talks([claim(RUS)], [event], (), REPORT.model_copy(update={"text": text}))
        assert {a.party for a in talks.participants} == expected
