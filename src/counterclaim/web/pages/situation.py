"""The first page: which conflicts are active, what is new, which talks lie ahead."""

from __future__ import annotations

import datetime as dt

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from counterclaim.records.words import Verdict
from counterclaim.store.asking import IncidentFilter, Order, Page, TalksFilter
from counterclaim.web.desk import AtDesk
from counterclaim.web.rendering import page

router = APIRouter()
LATEST = 12
AHEAD = dt.timedelta(days=30)


@router.get("/")
def situation(request: Request, desk: AtDesk) -> HTMLResponse:
    """Activity, latest incidents, talks ahead."""
    with desk.store.reading() as reading:
        counts = reading.counts()
        as_of = reading.newest()
        if not counts["reports"]:
            return page(request, "empty.html")
        return page(
            request,
            "situation.html",
            counts=counts,
            as_of=as_of,
            activity=reading.activity(as_of),
            disputed=reading.many(IncidentFilter(verdicts=(Verdict.DISPUTED,))),
            latest=reading.incidents(None, Page(LATEST), Order.LATEST).items,
            ahead=reading.talks(TalksFilter(since=as_of, until=as_of + AHEAD)) if as_of else [],
            waiting=reading.queue(Page(1)).total,
        )
