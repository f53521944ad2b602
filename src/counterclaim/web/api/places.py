"""What the map is drawn from."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Response
from pydantic import BaseModel

from counterclaim.records.distance import EXTENT_KM
from counterclaim.records.models import Place
from counterclaim.records.words import Family, Kind, PlacePrecision, family_of
from counterclaim.store.asking import Spots
from counterclaim.views import wording
from counterclaim.web.asking import BoxQuery, IncidentQuery
from counterclaim.web.desk import AtDesk

router = APIRouter()
MOST = 20_000
"""Incidents of one map."""
EPOCH = dt.date(1970, 1, 1).toordinal()
UNTOLD_KM = 120.0
"""What a place of untold precision is taken to cover."""


class MapColumns(BaseModel):
    """Incidents in columns of one length; `kind`, `place`, `precision` and `parties` count into the lists of words, from 0.

    `first` and `last` are days since 1 January 1970. Null is what nobody tells.
    """

    id: list[str]
    kind: list[int]
    place: list[int | None]
    precision: list[int | None]
    parties: list[int]
    lat: list[float]
    lon: list[float]
    first: list[int | None]
    last: list[int | None]
    claims: list[int]
    disputed: list[int]
    admitted: list[int]


class MapItems(BaseModel):
    """The latest incidents that have coordinates, so many at most; `total` counts all.

    `families` has the family of each kind, `km` how far a place of each precision may reach from its middle.
    """

    total: int
    kinds: list[Kind]
    families: list[Family]
    places: list[str]
    precisions: list[PlacePrecision]
    km: list[float]
    parties: list[list[str]]
    untold_km: float = UNTOLD_KM
    columns: MapColumns


class Settlements(BaseModel):
    """The largest settlements of a box."""

    items: list[Place]


@router.get("/map", response_model=MapItems)
def spots(desk: AtDesk, asked: Annotated[IncidentQuery, Query()]) -> Response:
    """Incidents with coordinates, as the map draws them."""
    with desk.store.reading() as reading:
        found = reading.spots(asked.incidents(), MOST)
    return Response(map_of(found).model_dump_json(), media_type="application/json")  # many numbers, checked once


def map_of(found: Spots) -> MapItems:
    """Columns of the store → what is sent: words once each, and numbers."""
    kinds, kind = _coded(found.kinds)
    places, place = _coded(found.places)
    precisions, precision = _coded(found.precisions)
    parties, named = _coded(found.parties)
    numbers = {day: _number(day) for day in {*found.first_days, *found.last_days}}
    columns = MapColumns.model_construct(
        id=list(found.incidents),
        kind=kind,
        place=place,
        precision=precision,
        parties=named,
        lat=list(found.lats),
        lon=list(found.lons),
        first=list(map(numbers.__getitem__, found.first_days)),
        last=list(map(numbers.__getitem__, found.last_days)),
        claims=list(found.claims),
        disputed=list(found.disputed),
        admitted=list(found.admitted),
    )
    return MapItems.model_construct(
        total=found.total,
        kinds=[Kind(word) for word in kinds],
        families=[family_of(Kind(word)) for word in kinds],
        places=[wording.one_line(name) for name in places],
        precisions=[PlacePrecision(word) for word in precisions],
        km=[EXTENT_KM[PlacePrecision(word)] for word in precisions],
        parties=[words.split() for words in parties],
        columns=columns,
    )


def _coded(words: Sequence[str | None]) -> tuple[list[str], list[Any]]:
    """The words that occur, once each, and in place of each its number; None stays."""
    listed = [word for word in dict.fromkeys(words) if word is not None]
    numbers: dict[str | None, int | None] = {None: None, **{word: number for number, word in enumerate(listed)}}
    return listed, list(map(numbers.__getitem__, words))


def _number(day: str | None) -> int | None:
    return dt.date.fromisoformat(day).toordinal() - EPOCH if day is not None else None


@router.get("/settlements")
def settlements(desk: AtDesk, asked: Annotated[BoxQuery, Query()]) -> Settlements:
    """The largest settlements of a box, from the index of places (GeoNames, CC BY 4.0)."""
    return Settlements(items=list(desk.settlements((asked.south, asked.west, asked.north, asked.east))))


@router.get("/borders", responses={404: {"description": "no file was named"}})
def borders(desk: AtDesk) -> dict[str, Any]:
    """The GeoJSON file that was named when the server was started."""
    if desk.options.borders is None:
        raise HTTPException(404, "the server was started without a file of borders")
    found: dict[str, Any] = json.loads(desk.options.borders.read_text(encoding="utf-8"))
    return found
