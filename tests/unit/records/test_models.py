"""The frozen models of a record."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from counterclaim.records.models import Actor, Event, Harm, Place, Record, Report, Span, Time
from counterclaim.records.words import Category, Effect, Kind, PlacePrecision, Sector, TimePrecision
from told_by_hand import ARM, claim, harm, span, told


def test_span_of_code_points() -> None:
    text = "😀 e\u0301 Sotk"
    start = text.index("Sotk")
    assert Span(start=start, end=start + 4).of(text) == "Sotk"


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 3), (-1, 4)])
def test_span_holds_at_least_one_character(start: int, end: int) -> None:
    with pytest.raises(ValidationError):
        Span(start=start, end=end)


def test_models_do_not_change() -> None:
    with pytest.raises(ValidationError):
        span().start = 3


def test_misspelt_field_is_an_error() -> None:
    with pytest.raises(ValidationError):
        Report.model_validate({"id": "x", "text": "y", "outlett": "z"})


def test_report_is_identified_by_its_text() -> None:
    assert Report.identify("abc") == "ba7816bf8f01cfea"
    assert Report.identify("Sotk 😀") != Report.identify("Sotk")


@pytest.mark.parametrize(
    ("published", "day"),
    [
        (None, None),
        (dt.date(2023, 5, 12), dt.date(2023, 5, 12)),
        (dt.datetime(2023, 5, 12, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=4))), dt.date(2023, 5, 12)),
    ],
)
def test_publication_day_is_that_of_its_own_zone(published: dt.datetime | dt.date | None, day: dt.date | None) -> None:
    assert Report(id="x", text="y", published=published).published_on == day


@pytest.mark.parametrize(
    ("party", "sector", "actor_id"),
    [("ARM", None, "ARM"), ("ARM", Sector.MIL, "ARM:MIL"), ("EASTERN_FRONT_SDN", Sector.REB, "EASTERN_FRONT_SDN:REB"), (None, None, None)],
)
def test_id_of_an_actor_follows_from_party_and_sector(party: str | None, sector: Sector | None, actor_id: str | None) -> None:
    assert Actor.of(party, sector).id == actor_id


def test_actor_of_somebody_unknown_keeps_the_name() -> None:
    assert Actor.of(None, name="the gunmen").name == "the gunmen"


@pytest.mark.parametrize("actor_id", ["arm", "ARM:", "ARM:M", "ARM:MIL:X", "ARM MIL", "1ARM", ""])
def test_malformed_actor_is_an_error(actor_id: str) -> None:
    with pytest.raises(ValidationError):
        Actor(id=actor_id, party="ARM")


@pytest.mark.parametrize("wrong", [{"lat": 90.5}, {"lon": -181.0}, {"confidence": 1.1}, {"confidence": -0.1}])
def test_place_lies_on_the_globe(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Place.model_validate({"name": "Sotk", "precision": "settlement", "confidence": 0.9, **wrong})


def test_place_without_coordinates_has_none() -> None:
    place = Place(name="Sotk", precision=PlacePrecision.SETTLEMENT, confidence=0)
    assert (place.lat, place.lon) == (None, None)


def test_negative_harm_is_an_error() -> None:
    with pytest.raises(ValidationError):
        Harm(effect=Effect.KILLED, side=ARM, category=Category.MILITARY, low=-1, span=span())


def test_event_of_a_record_by_id() -> None:
    record = Record(report=Report(id="x", text="y"), events=(told(Kind.ATTACK, "e1"), told(Kind.TALKS, "e2")))
    assert record.event("e2").kind is Kind.TALKS
    with pytest.raises(KeyError):
        record.event("e3")


@pytest.mark.parametrize(
    "published", [None, dt.date(2023, 5, 12), dt.datetime(2023, 5, 12, 0, 0), dt.datetime(2023, 5, 12, 9, 5, tzinfo=dt.UTC)]
)
def test_record_survives_json(published: dt.datetime | dt.date | None) -> None:
    time = Time(start=dt.date(2023, 5, 11), end=dt.date(2023, 5, 11), precision=TimePrecision.DAY)
    event: Event = told(Kind.SHELLING, initiators=(ARM,), harm=(harm(ARM),), time=time)
    report = Report(id="x", text="Sotk 😀", published=published)
    record = Record(report=report, claims=(claim(ARM),), events=(event,))
    again = Record.model_validate_json(record.model_dump_json())
    assert again == record
    assert type(again.report.published) is type(published)
