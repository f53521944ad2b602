"""The ledger of agreements and the calendar of talks, joined over all reports of the store."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from counterclaim.records.ledger import Ledger, TalksCalendar
from counterclaim.web.asking import Day
from counterclaim.web.books import AccordsQuery, AtBooks, MeetingsQuery

router = APIRouter()


@router.get("/ledger")
def ledger(books: AtBooks, asked: Annotated[AccordsQuery, Query()]) -> Ledger:
    """Agreements with obligations, breaches and tolls; with many reports those of the last ninety days where no days are asked for."""
    return books.ledger(books.bounded(asked.books())).page


@router.get("/calendar")
def calendar(books: AtBooks, asked: Annotated[MeetingsQuery, Query()], as_of: Day | None = None) -> TalksCalendar:
    """Meetings with their status over time; with many reports those of the last ninety days and ahead where no days are asked for."""
    return books.calendar(books.bounded(asked.books()), as_of).page
