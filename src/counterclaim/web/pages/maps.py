"""The map, its table, and a sketch that needs no script."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from counterclaim.records.comparison import Comparison
from counterclaim.store.asking import Order
from counterclaim.views.sketch import sketches_of
from counterclaim.web.asking import IncidentsQuery
from counterclaim.web.assets import has_coast
from counterclaim.web.desk import AtDesk
from counterclaim.web.pages.incidents import landmarks_of
from counterclaim.web.rendering import page

router = APIRouter()


@router.get("/map")
def shown_map(request: Request, desk: AtDesk, asked: Annotated[IncidentsQuery, Query()]) -> HTMLResponse:
    """Where incidents took place."""
    with desk.store.reading() as reading:
        found = reading.incidents(asked.incidents(), asked.page(), Order.LATEST)
    comparison = Comparison(incidents=found.items)
    sketches = sketches_of(comparison, landmarks_of(comparison, desk))
    return page(request, "map.html", found=found, query=asked, sketches=sketches, comparison=comparison, coast=has_coast())
