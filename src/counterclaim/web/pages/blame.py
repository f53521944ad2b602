"""Who accuses whom of what in a stretch of days."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from counterclaim.incidents.blame import BlameOptions, blame_of
from counterclaim.views.comparison import Names
from counterclaim.web.asking import BlameQuery
from counterclaim.web.desk import AtDesk
from counterclaim.web.rendering import page

router = APIRouter()


@router.get("/blame")
def blame(request: Request, desk: AtDesk, asked: Annotated[BlameQuery, Query()]) -> HTMLResponse:
    """The matrix over a period."""
    with desk.store.reading() as reading:
        query = asked.bounded(reading.newest())
        comparison = reading.comparison(query.incidents())
    matrix = blame_of(comparison, BlameOptions(since=query.since, until=query.until, by=query.by))
    return page(request, "blame_desk.html", matrix=matrix, comparison=comparison, names=Names(comparison.reports), query=query)
