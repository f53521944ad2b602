"""What the map is drawn from."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Response
from pydantic import BaseModel

from counterclaim.records.distance import EXTENT_KM
from counterclaim.records.models import Place
from counterclaim.records.words import Family, Kind, PlacePrecision, family_of
from counterclaim.store.asking import Spot
from counterclaim.views import wording
from counterclaim.web.asking import BoxQuery, IncidentQuery
from counterclaim.web.desk import AtDesk

router = APIRouter()
MOST = 20_000
"""Incidents of one map."""
UNTOLD_KM = 120.0
"""What a place of untold precision is taken to cover."""


class MapItem(BaseModel):
    """An incident on the map. `km` is the radius of what its place may cover."""

    id: str
    title: str
    kind: Kind
    family: Family
    lat: float
    lon: float
    precision: str | None
    km: float
    first: str | None
    last: str | None
    parties: list[str]
    claims: int
    disputed: int
    admitted: int


class MapItems(BaseModel):
    """The latest incidents that have coordinates, so many at most; `total` counts all."""

    total: int
    items: list[MapItem]


class Settlements(BaseModel):
    """The largest settlements of a box."""

    items: list[Place]


@router.get("/map", response_model=MapItems)
def spots(desk: AtDesk, asked: Annotated[IncidentQuery, Query()]) -> Response:
    """Incidents with coordinates, as the map draws them."""
    with desk.store.reading() as reading:
        found = reading.spots(asked.incidents(), MOST)
    items = MapItems(total=found.total, items=[_item(spot) for spot in found.items])
    return Response(items.model_dump_json(), media_type="application/json")  # many items, checked once


def _item(spot: Spot) -> MapItem:
    kind = Kind(spot.kind)
    parts = [
        wording.plain(kind).capitalize(),
        wording.one_line(spot.place or ""),
        wording.day_words(spot.first_day) if spot.first_day else "",
    ]
    return MapItem(
        id=spot.incident,
        title=", ".join(filter(None, parts)),
        kind=kind,
        family=family_of(kind),
        lat=spot.lat,
        lon=spot.lon,
        precision=spot.precision,
        km=EXTENT_KM[PlacePrecision(spot.precision)] if spot.precision else UNTOLD_KM,
        first=spot.first_day.isoformat() if spot.first_day else None,
        last=spot.last_day.isoformat() if spot.last_day else None,
        parties=spot.parties.split(),
        claims=spot.claims,
        disputed=spot.disputed,
        admitted=spot.admitted,
    )


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
