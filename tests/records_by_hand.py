"""A record made by hand, with something of everything, for the tests of views and of the command line."""

from __future__ import annotations

import datetime as dt

from counterclaim.records.models import (
    MEDIA,
    NARRATOR,
    Actor,
    Agreement,
    Claim,
    Event,
    Harm,
    Obligation,
    Place,
    Record,
    Report,
    Skipped,
    Span,
    Talks,
    Time,
    Weapon,
)
from counterclaim.records.words import (
    Category,
    Duty,
    Effect,
    Interest,
    Kind,
    Level,
    PlacePrecision,
    Sector,
    Stance,
    Status,
    TalksStatus,
    TimePrecision,
    WeaponKind,
)

TEXT = """Two sides trade blame after shelling near Sotk

Armenia's defence ministry said on Friday that its forces came under fire with mortars and drones near the village of Sotk. \
At least five soldiers were wounded, the ministry added.

Azerbaijan denied that it had fired first. According to reports, the shooting lasted <three> hours & more.

Talks led by the EU are planned in Brussels on Sunday. A ceasefire brokered by Russia ended the war of 2020.
"""
ARM_MIL = Actor.of("ARM", Sector.MIL, name="Armenia", role="defence ministry")
AZE = Actor.of("AZE", name="Azerbaijan")
ARM = Actor.of("ARM", name="Armenia")
FRIDAY = dt.date(2023, 5, 12)
SUNDAY = dt.date(2023, 5, 14)


def span(words: str) -> Span:
    """Where the words first stand in the text."""
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


SOTK = Place(
    name="Sotk",
    lat=40.2,
    lon=45.87,
    country="ARM",
    admin1="Gegharkunik",
    geonames_id=174722,
    precision=PlacePrecision.SETTLEMENT,
    confidence=0.94,
    span=span("Sotk"),
)
BRUSSELS = Place(
    name="Brussels", lat=50.85, lon=4.35, country="BEL", precision=PlacePrecision.SETTLEMENT, confidence=0.9, span=span("Brussels")
)
ON_FRIDAY = Time(start=FRIDAY, end=FRIDAY, precision=TimePrecision.DAY, span=span("Friday"))
ON_SUNDAY = Time(start=SUNDAY, end=SUNDAY, precision=TimePrecision.DAY, span=span("Sunday"))
IN_2020 = Time(start=dt.date(2020, 1, 1), end=dt.date(2020, 12, 31), precision=TimePrecision.YEAR, span=span("2020"))
FIRE = "its forces came under fire with mortars and drones near the village of Sotk"
WOUNDED = "At least five soldiers were wounded"
FIRST = "it had fired first"
LASTED = "the shooting lasted <three> hours & more"
PLANNED = "Talks led by the EU are planned in Brussels on Sunday"
ENDED = "A ceasefire brokered by Russia ended the war of 2020"


def _events() -> tuple[Event, ...]:
    return (
        Event(
            id="e1",
            kind=Kind.SHELLING,
            status=Status.OCCURRED,
            background=False,
            initiators=(AZE,),
            targets=(ARM_MIL,),
            place=SOTK,
            time=ON_FRIDAY,
            weapons=(Weapon(kind=WeaponKind.MORTAR, span=span("mortars")), Weapon(kind=WeaponKind.DRONE, span=span("drones"))),
            spans=(span(FIRE),),
        ),
        Event(
            id="e2",
            kind=Kind.CASUALTY,
            status=Status.OCCURRED,
            background=False,
            targets=(ARM,),
            harm=(
                Harm(
                    effect=Effect.WOUNDED,
                    side=ARM,
                    category=Category.MILITARY,
                    low=5,
                    best=5,
                    high=None,
                    span=span("At least five soldiers"),
                ),
            ),
            spans=(span(WOUNDED),),
        ),
        Event(id="e3", kind=Kind.ATTACK, status=Status.DENIED, background=False, initiators=(AZE,), spans=(span(FIRST),)),
        Event(
            id="e4",
            kind=Kind.ARMED_CLASH,
            status=Status.OCCURRED,
            background=False,
            time=Time(start=None, end=None, precision=TimePrecision.VAGUE, reason="no publication date"),
            spans=(span(LASTED),),
        ),
        Event(
            id="e5",
            kind=Kind.TALKS,
            status=Status.PLANNED,
            background=False,
            mediators=(Actor.of("EU", name="European Union"),),
            place=BRUSSELS,
            time=ON_SUNDAY,
            spans=(span(PLANNED),),
        ),
        Event(id="e6", kind=Kind.CEASEFIRE, status=Status.OCCURRED, background=True, time=IN_2020, spans=(span(ENDED),)),
    )


def _claims() -> tuple[Claim, ...]:
    narrator, media = Actor.of(NARRATOR), Actor.of(MEDIA)

    def claim(number: int, claimant: Actor, stance: Stance, interest: Interest, cue: str | None, *content: str) -> Claim:
        return Claim(
            id=f"c{number}",
            claimant=claimant,
            stance=stance,
            interest=interest,
            interest_rule="blames_adversary" if interest is Interest.SELF_SERVING else "own_loss" if claimant is ARM_MIL else "third_party",
            cue=span(cue) if cue else None,
            content=tuple(span(words) for words in content),
            events=(f"e{number}",),
        )

    return (
        claim(1, ARM_MIL, Stance.ACCUSES, Interest.SELF_SERVING, "said", FIRE),
        claim(2, ARM_MIL, Stance.ASSERTS, Interest.AGAINST_INTEREST, "the ministry added", WOUNDED),
        claim(3, AZE, Stance.DENIES, Interest.SELF_SERVING, "denied", FIRST),
        claim(4, media, Stance.ASSERTS, Interest.NEUTRAL, "According to reports", LASTED),
        claim(5, narrator, Stance.ASSERTS, Interest.NEUTRAL, None, PLANNED),
        claim(6, narrator, Stance.ASSERTS, Interest.NEUTRAL, None, ENDED),
    )


def border_record() -> Record:
    """A report with six claims by four claimants, talks and an agreement."""
    report = Report(
        id=Report.identify(TEXT),
        text=TEXT,
        url="https://example.org/report?a=1&b=2",
        outlet="Highland Wire",
        title="Two sides trade blame after shelling near Sotk",
        published=FRIDAY,
        language="en",
    )
    talks = Talks(
        id="t1",
        participants=(ARM, AZE),
        mediators=(Actor.of("EU", name="European Union"),),
        venue=BRUSSELS,
        time=ON_SUNDAY,
        level=Level.LEADERS,
        status=TalksStatus.SCHEDULED,
        event="e5",
        endangered_by=("c1",),
        spans=(span(PLANNED),),
    )
    agreement = Agreement(
        id="a1",
        name="2020 ceasefire",
        date=IN_2020,
        parties=(ARM, AZE),
        brokers=(Actor.of("RUS", name="Russia"),),
        obligations=(Obligation(obligor=AZE, duty=Duty.GUARANTEE_PASSAGE, span=span(ENDED)),),
        breaches=("c1",),
        spans=(span("A ceasefire brokered by Russia"),),
    )
    return Record(
        report=report,
        claims=_claims(),
        events=_events(),
        agreements=(agreement,),
        talks=(talks,),
        skipped=(Skipped(what="quotation", reason="nobody to say it"),),
    )


def empty_record(text: str = "The museum opens at nine.") -> Record:
    """A report in which nobody claims anything."""
    return Record(report=Report(id=Report.identify(text), text=text, language="en"))
