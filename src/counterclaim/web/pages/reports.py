"""One report: its text with the claims marked, and what the store knows of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from counterclaim.review.slots import HELP
from counterclaim.views.page import section_of
from counterclaim.web.desk import AtDesk
from counterclaim.web.rendering import page

router = APIRouter()
Name = Annotated[str | None, Query(max_length=200)]
Back = Annotated[str | None, Query(alias="from", max_length=200)]


@router.get("/reports/{report}")
def report(request: Request, desk: AtDesk, report: str, claim: Name = None, back: Back = None) -> HTMLResponse:
    """The text, with one claim marked from the start where the address names it."""
    with desk.store.reading() as reading:
        record = reading.record(report)
        stored = reading.stored(report)
        journal = reading.journal(report)
        told = [(one.id, name) for one in record.claims for name in reading.incidents_of(f"{report}/{one.id}")]
        found = dict.fromkeys(home for _, home in told)
        homes = [(reading.incident(name), [claim for claim, home in told if home == name]) for name in found]
    section = section_of(1, record, claim)
    return page(request, "report.html", section=section, record=record, stored=stored, journal=journal, homes=homes, back=back, slots=HELP)
