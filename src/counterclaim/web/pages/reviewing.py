"""The queue of claims that nobody has looked at yet, and the journal of what was decided."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from counterclaim.review.slots import HELP
from counterclaim.web.asking import Paged
from counterclaim.web.desk import AtDesk
from counterclaim.web.rendering import page

router = APIRouter()
SHOWN = 10


class QueueQuery(Paged):
    """A page of the queue."""

    size: int = SHOWN


@router.get("/review")
def queue(request: Request, desk: AtDesk, asked: Annotated[QueueQuery, Query()]) -> HTMLResponse:
    """The claims that wait, the most doubtful and weighty first."""
    with desk.store.reading() as reading:
        found = reading.queue(asked.page())
        records = {record.report.id: record for record in reading.records(sorted({item.report for item in found.items}))}
        latest = reading.decisions(20)
    return page(request, "review.html", found=found, query=asked, records=records, latest=latest, slots=HELP)


@router.get("/journal")
def journal(request: Request, desk: AtDesk, object: Annotated[str | None, Query(max_length=200)] = None) -> HTMLResponse:
    """What was decided about an object, or lately."""
    with desk.store.reading() as reading:
        entries = reading.journal(object) if object else reading.decisions(200)
    return page(request, "journal.html", entries=entries, object=object)
