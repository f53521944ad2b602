"""Any number of reports made from their numbers, for tests and benchmarks: conflicts, incidents told by both sides, wire copies.

Nothing is read: these are records as a reader would give them. Texts are words drawn from a list, different for each story.

What is generated spans time and conflicts in proportion to the number of reports: 150 reports a day on 48 conflicts, each in a land of its
own, so that 100,000 are 22 months of news. A conflict is fought every other week; while it is, some six reports
tell of it each day, of three incidents. A report holds three to nine claims: the two sides' accounts of up to three incidents of
its conflict and its own voice on the losses. One in ten repeats a report of the last day.

How far that is like the world: an incident is told by four reports on average and by twenty at most, in some 12 claims; a claim meets 70
others of its days and parties, and a block holds up to 230, more than `blocking.CROWDED`. Attention is spread evenly here, while in the
world one war may have half of it: `conflicts` can be lowered for that. No war goes on without a pause, which real ones do.
"""

from __future__ import annotations

import datetime as dt
import random
from functools import cache

from counterclaim.records.models import Actor, Claim, Event, Harm, Place, Record, Report, Span, Time
from counterclaim.records.words import Category, Effect, Interest, Kind, PlacePrecision, Stance, Status, TimePrecision

START = dt.date(2021, 1, 1)
CONFLICTS = 48
PER_DAY = 150
SPELL, SPELLS = 7, 2
"""Days of a spell of fighting, and of how many spells a conflict fights in one."""
INCIDENTS = 3
"""Incidents of a conflict on a day."""
PLACES = 60
COPIES = 0.1
"""Share of reports that repeat one of the day before, word for word but for a line."""
KINDS = (Kind.SHELLING, Kind.DRONE_ATTACK, Kind.ARMED_CLASH, Kind.AIR_STRIKE, Kind.ATTACK)
SYLLABLES = "ka lo mi ren tas vor den sul pa gri mon tel bar nu shi dor lim wex fal jun".split()
FACTS = "shelling village soldiers killed forces border ministry said drone attack denied ceasefire wounded army attacked overnight".split()


@cache
def words() -> tuple[str, ...]:
    """A vocabulary of 8,000 words and the words of the trade."""
    return (*FACTS * 20, *(f"{a}{b}{c}" for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES))


def nth_record(number: int, per_day: int = PER_DAY, conflicts: int = CONFLICTS) -> Record:
    """The record of a number; the same number gives the same record."""
    dice = random.Random(number)
    if number >= per_day and dice.random() < COPIES:
        return _copy(nth_record(number - dice.randint(1, per_day), per_day, conflicts), number)
    day = START + dt.timedelta(days=number // per_day)
    conflict = _fighting(dice, (day - START).days, conflicts)
    told = dice.choice((1, 1, 2, 2, 3))
    text, spans = _text(dice, 3 * told)
    report = Report(
        id=f"g{number:07}",
        text=text,
        url=f"https://outlet{dice.randrange(200)}.example/{number}",
        outlet=f"Outlet {chr(65 + dice.randrange(20))}{dice.randrange(10)}",
        title=text.partition("\n")[0],
        published=day,
        language="en",
    )
    return _told(report, spans, conflict, day - dt.timedelta(days=dice.randint(0, 1)))


def _copy(original: Record, number: int) -> Record:
    report = original.report
    told = {"id": f"g{number:07}", "outlet": f"Copying {number % 50}", "text": f"{report.text}\n\nCopied {number}."}
    return original.model_copy(update={"report": report.model_copy(update=told)})


def _text(dice: random.Random, sentences: int) -> tuple[str, list[Span]]:
    """A headline and sentences of 40 words, each followed by filling; the spans are those of the sentences."""
    text = " ".join(dice.choices(words(), k=8)).capitalize()
    spans = []
    for _ in range(sentences):
        sentence = " ".join(dice.choices(words(), k=40)).capitalize()
        spans.append(Span(start=len(text) + 2, end=len(text) + 2 + len(sentence)))
        text += f"\n\n{sentence}. " + " ".join(dice.choices(words(), k=60)).capitalize() + "."
    return text, spans


def _fighting(dice: random.Random, day: int, conflicts: int) -> int:
    """A conflict that is fought on a day; of few conflicts all are, each day."""
    turn = day // SPELL % SPELLS if conflicts >= SPELLS else 0
    return dice.choice(range(conflicts)[turn :: SPELLS if conflicts >= SPELLS else 1])


def _told(report: Report, spans: list[Span], conflict: int, day: dt.date) -> Record:
    """Both sides on some incidents of the conflict and day, and the report's own voice on their losses.

    A conflict has few incidents a day, so that several reports tell of each.
    """
    own = random.Random(report.id)
    chosen = own.sample(range(INCIDENTS), len(spans) // 3)
    made, claims = list[Event](), list[Claim]()
    side, other = f"A{conflict:02}", f"B{conflict:02}"
    for incident in chosen:
        dice, number = random.Random(f"{conflict} {day} {incident}"), len(made)
        where, kind = _place(conflict, dice.randrange(PLACES)), dice.choice(KINDS)
        killed = _killed(own.randint(1, 6), side, spans[number])
        made += (
            _event(number + 1, kind, (side, other), where, day, (killed,)),
            _event(number + 2, kind, (other, side), where, day, ()),
            _event(number + 3, Kind.CASUALTY, ("", side), where, day, (killed,)),
        )
        claims += (
            _claim(number + 1, other, Stance.ASSERTS, spans[number], own),
            _claim(number + 2, side, Stance.ACCUSES, spans[number + 1], own),
            _claim(number + 3, "NARRATOR", Stance.ASSERTS, spans[number + 2], own),
        )
    return Record(report=report, claims=tuple(claims), events=tuple(made))


def _place(conflict: int, number: int) -> Place:
    """A settlement of the land of a conflict, which is five degrees wide and lies ten degrees from the next."""
    lat, lon = -60 + 15.0 * (conflict % 8) + number % 10 * 0.5, -180 + 15.0 * (conflict // 8 % 23) + number // 10 * 0.8
    return Place(name=f"Place {conflict}-{number}", lat=lat, lon=lon, country=None, precision=PlacePrecision.SETTLEMENT, confidence=0.9)


def _killed(number: int, side: str, span: Span) -> Harm:
    return Harm(effect=Effect.KILLED, side=Actor.of(side), category=Category.MILITARY, low=number, best=number, high=number, span=span)


def _event(number: int, kind: Kind, parties: tuple[str, str], where: Place, day: dt.date, harm: tuple[Harm, ...]) -> Event:
    who, whom = parties
    return Event(
        id=f"e{number}",
        kind=kind,
        status=Status.OCCURRED,
        background=False,
        initiators=(Actor.of(who),) if who else (),
        targets=(Actor.of(whom),),
        place=where,
        time=Time(start=day, end=day, precision=TimePrecision.DAY),
        harm=harm,
        spans=(Span(start=0, end=5),),
    )


def _claim(number: int, claimant: str, stance: Stance, content: Span, dice: random.Random) -> Claim:
    return Claim(
        id=f"c{number}",
        claimant=Actor.of(claimant),
        stance=stance,
        interest=Interest.UNKNOWN,
        interest_rule="generated",
        cue=None,
        content=(content,),
        events=(f"e{number}",),
        confidence=round(dice.uniform(0.3, 0.99), 2),
    )
