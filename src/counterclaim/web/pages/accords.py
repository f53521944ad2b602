"""The ledger of agreements and the calendar of talks, joined over all reports of the store."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from counterclaim.records.words import MeetingStatus
from counterclaim.views import accords as words
from counterclaim.views.comparison import Names
from counterclaim.web.books import AccordsQuery, AtBooks, MeetingsQuery
from counterclaim.web.rendering import page

router = APIRouter()
ENTRIES, MEETINGS, BREACHES = 40, 200, 40
"""Agreements and meetings of one page, and breaches of one agreement on it."""


@router.get("/accords")
def accords(request: Request, books: AtBooks, asked: Annotated[AccordsQuery, Query()]) -> HTMLResponse:
    """What was agreed, what it obliges to, what is said to have broken it, and the toll since: those of the library first."""
    which = books.bounded(asked.books())
    opened = books.ledger(which)
    shown = opened.page.entries[:ENTRIES]
    claims = {claim.id: claim for claim in opened.beside.claims}
    reports = {report.id: report for report in opened.beside.reports}
    known: dict[str, Any] = {"a": words, "names": Names(reports.values()), "claims": claims, "reports": reports, "most": BREACHES}
    return page(request, "accords.html", ledger=opened.page, shown=shown, query=asked, days=which.days, **known)


@router.get("/talks")
def talks(request: Request, books: AtBooks, asked: Annotated[MeetingsQuery, Query()]) -> HTMLResponse:
    """The calendar of talks, the latest first; those without a day at the end."""
    which = books.bounded(asked.books())
    opened = books.calendar(which)
    dated = [m for m in opened.page.meetings if m.time and m.time.start]
    shown = [*dated[::-1], *(m for m in opened.page.meetings if not (m.time and m.time.start))][:MEETINGS]
    claims = {claim.id: claim for claim in opened.beside.claims}
    reports = {report.id: report for report in opened.beside.reports}
    known: dict[str, Any] = {"a": words, "claims": claims, "reports": reports, "statuses": [status.value for status in MeetingStatus]}
    return page(request, "talks.html", calendar=opened.page, shown=shown, query=asked, days=which.days, **known)
