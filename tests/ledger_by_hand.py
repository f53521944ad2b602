"""Reports, agreements and talks made by hand, for the tests of the ledger and the calendar."""

from __future__ import annotations

import datetime as dt
from typing import Any

from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Casualties, Incident
from counterclaim.records.library import LibraryAgreement
from counterclaim.records.models import Actor, Agreement, Claim, Event, Place, Report, Span, Talks, Time
from counterclaim.records.words import Category, Effect, Interest, Kind, PlacePrecision, Stance, Status, TalksStatus, TimePrecision

ARM, AZE, RUS = (Actor.of(code) for code in ("ARM", "AZE", "RUS"))
SHUSHA = Place(name="Shusha", lat=39.76, lon=46.75, country="AZE", precision=PlacePrecision.SETTLEMENT, confidence=0.9)
TEXT = "Both sides spoke about it, the meeting was postponed, and nothing else is told in this report of ours."


def day(month: int, number: int, year: int = 2023) -> Time:
    """One day."""
    return Time(start=dt.date(year, month, number), end=dt.date(year, month, number), precision=TimePrecision.DAY)


def library_agreement(**changed: Any) -> LibraryAgreement:
    """A ceasefire of 9 November 2020 with two clauses and a circle round Shusha."""
    known: dict[str, Any] = {
        "slug": "stones-2020",
        "name": "Statement of the Stones",
        "aliases": ("Lachin statement",),
        "kind": "ceasefire",
        "signed": dt.date(2020, 11, 9),
        "parties": ("ARM", "AZE"),
        "brokers": ("RUS",),
        "monitors": ("RUS",),
        "source": "made up for a test",
        "area": ({"name": "around Shusha", "lat": 39.8, "lon": 46.75, "radius_km": 100},),
        "clauses": (
            {"id": "1", "duty": "cease_fire", "obligors": ("ARM", "AZE"), "text": "All fire ends."},
            {"id": "2", "duty": "guarantee_passage", "obligors": ("AZE",), "place": "Lachin corridor", "text": "The road stays open."},
        ),
    }
    return LibraryAgreement.model_validate({**known, **changed})


def report(name: str = "r1", published: dt.date | None = dt.date(2023, 5, 12)) -> Report:
    """A report of that id."""
    return Report(id=name, text=TEXT, published=published)


def agreement(name: str, report_id: str = "r1", number: int = 1, **known: Any) -> Agreement:
    """An agreement as one report speaks of it."""
    return Agreement(**{"id": f"{report_id}/a{number}", "name": name, "parties": (ARM, AZE), "spans": (Span(start=0, end=9),), **known})


def talks(report_id: str = "r1", number: int = 1, **known: Any) -> Talks:
    """Talks as one report tells them, their words at the start of its text."""
    usual = {"participants": (ARM, AZE), "status": TalksStatus.SCHEDULED, "event": None, "spans": (Span(start=0, end=10),)}
    return Talks(**{"id": f"{report_id}/t{number}", **usual, **known})


def said(number: int, claimant: Actor, kind: Kind, by: Actor, **known: Any) -> tuple[Claim, Event]:
    """A claim of report r1 with its event, in the order of the text."""
    at = Span(start=10 * number, end=10 * number + 5)
    claim = Claim(
        id=f"r1/c{number}",
        claimant=claimant,
        stance=known.pop("stance", Stance.ACCUSES),
        interest=Interest.UNKNOWN,
        interest_rule="",
        cue=None,
        content=(at,),
        events=(f"r1/e{number}",),
        answers=known.pop("answers", None),
    )
    usual = {"status": Status.OCCURRED, "background": False, "initiators": (by,), "spans": (at,)}
    return claim, Event(**{"id": f"r1/e{number}", "kind": kind, **usual, **known})


def incident(*claims: str, time: Time | None = None, place: Place | None = SHUSHA, killed: int | None = None) -> Incident:
    """An incident of some claims, in May 2023 at Shusha."""
    lost = Casualties(
        side="ARM",
        effect=Effect.KILLED,
        category=Category.MILITARY,
        low=killed,
        best=killed,
        high=killed,
        rule="own_account",
        claims=claims,
    )
    return Incident(
        id="i1",
        kind=Kind.SHELLING,
        place=place,
        time=time or day(5, 11),
        parties=("ARM", "AZE"),
        claims=claims,
        reports=("r1",),
        casualties=(lost, lost.model_copy(update={"rule": "conservative"})),
    )


def comparison(*told: tuple[Claim, Event], **known: Any) -> Comparison:
    """Reports compared."""
    return Comparison(**{"reports": (report(),), "claims": tuple(c for c, _ in told), "events": tuple(e for _, e in told), **known})
