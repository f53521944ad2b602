"""Who accuses whom of what in a stretch of days."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from counterclaim.incidents.blame import BlameOptions
from counterclaim.views.blame import cell_name
from counterclaim.views.comparison import Names
from counterclaim.web.asking import BlamePageQuery
from counterclaim.web.desk import AtDesk
from counterclaim.web.rendering import page

router = APIRouter()


@router.get("/blame")
def blame(request: Request, desk: AtDesk, asked: Annotated[BlamePageQuery, Query()]) -> HTMLResponse:
    """The matrix over a period, with the evidence of the cell that the address names."""
    with desk.store.reading() as reading:
        query = asked.bounded(reading.newest())
        matrix = reading.blame(BlameOptions(since=query.since, until=query.until, by=query.by), query.incidents())
        held = [charge.incident for cell in matrix.cells if cell_name(cell) == query.cell for charge in cell.charges]
        comparison = reading.dossiers(held)
    return page(request, "blame_desk.html", matrix=matrix, comparison=comparison, names=Names(comparison.reports), query=query)
