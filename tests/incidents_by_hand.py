"""Claims of several reports made by hand, for the tests of linking, accounts, casualties and what shows them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from counterclaim.incidents.told import Told, told_in
from counterclaim.records.models import Actor, Claim, Event, Harm, Place, Record, Report, Span, Time, Weapon
from counterclaim.records.words import (
    Category,
    Effect,
    Interest,
    Kind,
    PlacePrecision,
    Sector,
    Stance,
    Status,
    TimePrecision,
    WeaponKind,
)

FRIDAY = dt.date(2023, 5, 12)
SATURDAY = dt.date(2023, 5, 13)
WORDS = "forces opened fire near the village late yesterday evening"
TEXT = f"Shooting on the border\n\nThe ministry said that {WORDS}, and {{}} were hurt."


def place(name: str, lat: float | None, lon: float | None, precision: PlacePrecision = PlacePrecision.SETTLEMENT) -> Place:
    return Place(name=name, lat=lat, lon=lon, country="ARM", precision=precision, confidence=0.9)


SOTK = place("Sotk", 40.20, 45.87)
KUT = place("Kut", 40.24, 45.80)
VAYK = place("Vayk", 39.69, 45.47)
ARMENIA = place("Armenia", 40.2, 45.0, PlacePrecision.COUNTRY)


def actor(code: str) -> Actor:
    """`ARM`, `ARM:MIL`; somebody of no known party for `?`."""
    party, _, sector = code.partition(":")
    return Actor.of(None, name="a man") if party == "?" else Actor.of(party, Sector(sector) if sector else None)


def harm(number: int | None, side: str | None, effect: Effect = Effect.KILLED, **known: object) -> Harm:
    """A number of people harmed; `low`, `best` and `high` are that number where they are not given."""
    figures = {"low": number, "best": number, "high": number, "category": Category.MILITARY}
    return Harm.model_validate(
        {"effect": effect, "side": actor(side) if side else None, "span": Span(start=0, end=3), **figures, **known},
    )


@dataclass(frozen=True)
class Saying:
    """What a claim says, with what is most usual where nothing is said."""

    claimant: str = "ARM:MIL"
    kind: Kind = Kind.SHELLING
    initiators: tuple[str, ...] = ("AZE",)
    targets: tuple[str, ...] = ("ARM",)
    where: Place | None = SOTK
    days: tuple[dt.date, dt.date] | None = (FRIDAY, FRIDAY)
    stance: Stance = Stance.ASSERTS
    status: Status = Status.OCCURRED
    weapons: tuple[WeaponKind, ...] = ()
    harm: tuple[Harm, ...] = ()
    background: bool = False


def record(report_id: str, *sayings: Saying, published: dt.date | None = SATURDAY, copy_of: str | None = None) -> Record:
    """The record of a report of that id: claims c1, c2, … with the events e1, e2, …"""
    text = TEXT.format(report_id)
    report = Report(id=report_id, text=text, outlet=f"Outlet {report_id}", title="Shooting", published=published, copy_of=copy_of)
    start = text.index(WORDS)
    content = Span(start=start, end=start + len(WORDS))
    return Record(
        report=report,
        claims=tuple(
            Claim(
                id=f"c{number}",
                claimant=actor(saying.claimant),
                stance=saying.stance,
                interest=Interest.UNKNOWN,
                interest_rule="",
                cue=None,
                content=(content,),
                events=(f"e{number}",),
            )
            for number, saying in enumerate(sayings, start=1)
        ),
        events=tuple(_event(number, saying, content) for number, saying in enumerate(sayings, start=1)),
    )


def _event(number: int, saying: Saying, content: Span) -> Event:
    return Event(
        id=f"e{number}",
        kind=saying.kind,
        status=saying.status,
        background=saying.background,
        initiators=tuple(map(actor, saying.initiators)),
        targets=tuple(map(actor, saying.targets)),
        place=saying.where,
        time=Time(start=saying.days[0], end=saying.days[1], precision=TimePrecision.DAY) if saying.days else None,
        weapons=tuple(Weapon(kind=kind, span=content) for kind in saying.weapons),
        harm=saying.harm,
        spans=(content,),
    )


def told(saying: Saying, report_id: str = "r1", published: dt.date | None = SATURDAY) -> Told:
    """The one claim of a report that makes no other."""
    return next(told_in([record(report_id, saying, published=published)]))


def told_all(*records: Record) -> list[Told]:
    return list(told_in(records))
