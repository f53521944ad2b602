"""Parties of an agreement that the text names none with."""

from __future__ import annotations

import datetime as dt

import pytest

from counterclaim.accords import Shelf, with_known_parties
from counterclaim.accords.agreements import SUPPOSED
from counterclaim.records.library import Clause, LibraryAgreement
from counterclaim.records.models import Actor, Agreement, Report, Time
from counterclaim.records.words import AccordKind, Duty, Kind, TimePrecision
from told_by_hand import ARM, AZE, RUS, claim, span, told

REPORT = Report(id="r", text="The army fired again in spite of the Example Pact.", published=dt.date(2023, 5, 12))
PACT = LibraryAgreement(
    slug="one",
    name="Example Pact",
    kind=AccordKind.CEASEFIRE,
    signed=dt.date(2020, 11, 9),
    parties=("ARM", "AZE"),
    source="invented",
    clauses=(Clause(id="1", duty=Duty.CEASE_FIRE, obligors=("ARM", "AZE"), text="No shots."),),
)
SHELF = Shelf({"one": PACT})


Parties = list[tuple[str | None, str | None]]


def parties_of(named: tuple[Actor, ...], name: str = "Example Pact", target: Actor = ARM, day: dt.date | None = None) -> Parties:
    made = Time(start=day, end=day, precision=TimePrecision.DAY) if day is not None else None
    agreement = Agreement(id="a1", name=name, date=made, parties=named, spans=(span(),))
    (known,) = with_known_parties([agreement], [claim(RUS)], [told(Kind.ATTACK, initiators=(AZE,), targets=(target,))], REPORT, SHELF)
    return [(a.party, a.source) for a in known.parties]


def supposed(party: str) -> Actor:
    return Actor.of(party, source=f"{SUPPOSED[0]} of the report")


BY_LIBRARY = [("ARM", "library: one"), ("AZE", "library: one")]


@pytest.mark.parametrize("told_parties", [(), (supposed("AZE"), supposed("RUS")), (supposed("ARM"),)])
def test_the_library_gives_the_parties(told_parties: tuple[Actor, ...]) -> None:
    assert parties_of(told_parties) == BY_LIBRARY


def test_parties_that_the_text_names_stay() -> None:
    assert parties_of((AZE, RUS)) == [("AZE", None), ("RUS", None)]


def test_supposed_sides_that_are_parties_by_the_library_stay() -> None:
    assert [p for p, _ in parties_of((supposed("AZE"), supposed("ARM")))] == ["AZE", "ARM"]


def test_an_agreement_without_a_name_or_a_day_is_none_that_the_library_knows() -> None:
    assert parties_of((), name="truce") == []
    assert parties_of((), name="Elsewhere Pact") == []


def test_a_party_that_does_nothing_in_the_report_is_given_for_a_day_not_for_a_name() -> None:
    assert parties_of((), target=RUS) == []
    assert parties_of((), name="truce", target=RUS, day=dt.date(2020, 11, 10)) == BY_LIBRARY
