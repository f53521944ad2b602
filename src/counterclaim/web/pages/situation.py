"""The first page: which conflicts are active, what is new, which talks lie ahead."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from counterclaim.books import Asked, Books
from counterclaim.records.ledger import Meeting
from counterclaim.records.words import MeetingStatus, Verdict
from counterclaim.store.asking import Days, IncidentFilter, Order, Page
from counterclaim.views import accords as words
from counterclaim.web.books import AtBooks
from counterclaim.web.desk import AtDesk
from counterclaim.web.rendering import page

router = APIRouter()
LATEST = 12
AHEAD = dt.timedelta(days=30)


@router.get("/")
def situation(request: Request, desk: AtDesk, books: AtBooks) -> HTMLResponse:
    """Activity, latest incidents, talks ahead: each meeting once, as the calendar has it."""
    with desk.store.reading() as reading:
        counts, as_of = reading.counts(), reading.newest()
        if not counts["reports"]:
            return page(request, "empty.html")
        shown: dict[str, Any] = {
            "activity": reading.activity(as_of),
            "disputed": reading.many(IncidentFilter(verdicts=(Verdict.DISPUTED,))),
            "latest": reading.incidents(None, Page(LATEST), Order.LATEST).items,
            "waiting": reading.queue(Page(1)).total,
        }
    ahead = meetings_ahead(books, as_of) if as_of is not None else []
    return page(request, "situation.html", a=words, counts=counts, as_of=as_of, ahead=ahead, **shown)


def meetings_ahead(books: Books, as_of: dt.date) -> list[Meeting]:
    """The meetings of the thirty days from a day on that are not told as held."""
    found = books.calendar(Asked(Days(as_of, as_of + AHEAD))).page.meetings
    return [m for m in found if m.time is not None and m.time.start is not None and m.status is not MeetingStatus.HELD]
