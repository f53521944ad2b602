"""The books of a store are those of all its reports compared, and are made anew when it changes."""

from __future__ import annotations

import datetime as dt

from counterclaim.accords import calendar_of, ledger_of
from counterclaim.books import Asked, Books
from counterclaim.records.ledger import Breach
from counterclaim.records.models import Agreement, Obligation, Record, Span, Talks, Time
from counterclaim.records.words import Duty, Footing, Kind, MeetingStatus, Stance, TalksStatus
from counterclaim.store.asking import Days
from counterclaim.store.store import Store
from incidents_by_hand import FRIDAY, KUT, SATURDAY, VAYK, Saying, harm, record
from ledger_by_hand import ARM, AZE, RUS, day, library_agreement

AREA = {"name": "around Sotk", "lat": 40.2, "lon": 45.87, "radius_km": 30}
STONES = library_agreement(area=(AREA,))
LIBRARY = {STONES.slug: STONES}
EARLIER = dt.date(2023, 5, 3)
SPAN = Span(start=0, end=8)
SIGNED, DUE = day(11, 9, 2020), day(5, 20)
SHOTS = Saying(claimant="ARM:MIL", initiators=("AZE",), stance=Stance.ACCUSES, harm=(harm(2, "ARM"),))
DENIAL = Saying(claimant="AZE:MIL", initiators=("AZE",), stance=Stance.DENIES)
ELSEWHERE = Saying(claimant="ARM:MIL", initiators=("AZE",), stance=Stance.ACCUSES, where=VAYK)


def mention(*breaches: str, name: str = "2020 ceasefire", date: Time | None = SIGNED, duties: tuple[Duty, ...] = ()) -> Agreement:
    owed = tuple(Obligation(obligor=AZE, duty=duty, span=SPAN) for duty in duties)
    return Agreement(id="a1", name=name, parties=(ARM, AZE), date=date, breaches=breaches, obligations=owed, spans=(SPAN,))


def meeting(*dangers: str, status: TalksStatus = TalksStatus.SCHEDULED, when: Time | None = DUE, **known: object) -> Talks:
    usual = {"id": "t1", "participants": (ARM, AZE), "event": None, "spans": (SPAN,), "endangered_by": dangers}
    return Talks.model_validate({**usual, "status": status, "time": when, **known})


def told(name: str, *sayings: Saying, published: dt.date = SATURDAY, **known: object) -> Record:
    return record(name, *sayings, published=published).model_copy(update=known)


RECORDS = (
    told("r1", SHOTS, agreements=(mention("c1"),), talks=(meeting("c1"),)),
    told("r2", DENIAL, ELSEWHERE, agreements=(mention(name="truce", date=None, duties=(Duty.NOTIFY,)),)),
    told("r3", Saying(claimant="ARM:MIL", initiators=("AZE",), days=(EARLIER, EARLIER), where=KUT, kind=Kind.DRONE_ATTACK)),
    told("r4", agreements=(mention(name="July truce", date=day(7, 28, 2021)),), talks=(meeting(status=TalksStatus.HELD, when=day(3, 1)),)),
    told("r5", published=dt.date(2023, 6, 1), talks=(meeting(when=None, participants=(ARM, RUS)),)),
)


def filled(store: Store, *records: Record) -> Books:
    with store.writing() as desk:
        desk.add(records)
    return Books(store, LIBRARY)


def test_the_ledger_is_that_of_all_reports_compared(store: Store) -> None:
    books = filled(store, *RECORDS)
    with store.reading() as desk:
        whole = ledger_of(desk.comparison(), LIBRARY)
    assert books.ledger().page == whole
    found = whole.entries[0]
    assert (found.id, found.mentions, found.tolls[0].best) == ("stones-2020", ("r1/a1", "r2/a1"), 2)
    alleged, *_ = found.breaches
    assert (alleged.footing, alleged.against, alleged.claims, alleged.reply.value, alleged.replies) == (
        Footing.EXPLICIT,
        "AZE",
        ("r1/c1",),
        "denied",
        ("r2/c1",),
    )
    assert [b.footing for b in found.breaches] == [Footing.EXPLICIT, Footing.POSSIBLE]


def test_a_bare_charge_is_read_with_the_act_that_it_means_and_its_answer(store: Store) -> None:
    charge = Saying(claimant="ARM:MIL", kind=Kind.CEASEFIRE_BREACH, initiators=("AZE",), stance=Stance.ACCUSES, where=None, days=None)
    answer = Saying(claimant="AZE:FOR", kind=Kind.OTHER, initiators=("AZE",), stance=Stance.DENIES, where=None, days=None)
    made = told("r1", ELSEWHERE, charge, answer, agreements=(mention("c2"),))
    act, *others = made.events
    *said, reply = made.claims
    earlier = act.model_copy(update={"spans": (SPAN,)})
    answering = reply.model_copy(update={"answers": "c2"})
    books = filled(store, made.model_copy(update={"events": (earlier, *others), "claims": (*said, answering)}))
    with store.reading() as desk:
        whole = ledger_of(desk.comparison(), LIBRARY)
    found = books.ledger().page
    assert found == whole
    assert (found.entries[0].breaches[0].acts, found.entries[0].breaches[0].replies) == (("r1/c1",), ("r1/c3",))


def test_what_the_ledger_names_lies_beside_it(store: Store) -> None:
    opened = filled(store, *RECORDS).ledger()
    assert {c.id for c in opened.beside.claims} == {"r1/c1", "r2/c1", "r3/c1"}
    assert {r.id for r in opened.beside.reports} == {"r1", "r2", "r3", "r4"}


def test_the_calendar_is_that_of_all_reports_compared(store: Store) -> None:
    books = filled(store, *RECORDS)
    with store.reading() as desk:
        whole = calendar_of(desk.comparison())
    assert books.calendar().page == whole
    assert [m.status for m in whole.meetings] == [MeetingStatus.HELD, MeetingStatus.UNKNOWN, MeetingStatus.SCHEDULED]
    assert whole.meetings[1].threats == books.calendar(Asked(endangered=True)).page.meetings[0].threats != ()


def test_days_and_parties_are_asked_for(store: Store) -> None:
    books = filled(store, *RECORDS)

    def breaches(days: Days) -> list[Breach]:
        return [b for entry in books.ledger(Asked(days)).page.entries for b in entry.breaches]

    assert [b.footing for b in breaches(Days(until=FRIDAY))] == []
    assert [b.footing for b in breaches(Days(since=SATURDAY, until=SATURDAY))] == [Footing.EXPLICIT]
    assert len(breaches(Days(since=EARLIER))) == 2
    assert [e.id for e in books.ledger(Asked(parties=frozenset({"RUS"}))).page.entries] == []
    asked = Asked(Days(dt.date(2023, 5, 1), dt.date(2023, 5, 31)))
    assert [m.time.start for m in books.calendar(asked).page.meetings if m.time and m.time.start] == [dt.date(2023, 5, 20)]
    assert [m.mediators for m in books.calendar(Asked(Days(dt.date(2023, 5, 25)))).page.meetings] == [()]
    assert len(books.calendar(Asked(parties=frozenset({"RUS"}))).page.meetings) == 1
    assert len(books.calendar(Asked(statuses=frozenset({MeetingStatus.HELD}))).page.meetings) == 1


def test_the_books_are_made_anew_when_the_store_changes(store: Store) -> None:
    books = filled(store, RECORDS[0])
    first = books.ledger()
    assert books.ledger() is first
    with store.writing() as desk:
        desk.add([RECORDS[1]])
    assert books.ledger().page.entries[0].breaches[0].reply.value == "denied"
