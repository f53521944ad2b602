"""Search: full text and facets, all of it in the address."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from counterclaim.store.searching import FACETED
from counterclaim.web.asking import SearchQuery
from counterclaim.web.desk import AtDesk
from counterclaim.web.rendering import page

router = APIRouter()


@router.get("/search")
def search(request: Request, desk: AtDesk, asked: Annotated[SearchQuery, Query()]) -> HTMLResponse:
    """The reports that a search finds."""
    with desk.store.reading() as reading:
        results = reading.search(asked.search(), asked.page())
    return page(request, "search.html", results=results, found=results.hits, query=asked, counted=FACETED)
