"""Incidents: the list with filters, and the dossier of one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from counterclaim.records.comparison import Comparison
from counterclaim.records.days import shifted
from counterclaim.records.incidents import Incident
from counterclaim.records.models import Place
from counterclaim.store.asking import IncidentFilter, Order, Page
from counterclaim.store.reading import Reading
from counterclaim.views.comparison import Names, summary_words
from counterclaim.views.dossier import section_of
from counterclaim.views.folding import folds_within
from counterclaim.views.sheets import sheets_of
from counterclaim.views.sketch import sketches_of
from counterclaim.web.asking import IncidentsQuery
from counterclaim.web.desk import AtDesk, Desk
from counterclaim.web.recognising import guest_of
from counterclaim.web.rendering import page

router = APIRouter()
AROUND = 3
OFFERED = 20


@router.get("/incidents")
def incidents(request: Request, desk: AtDesk, asked: Annotated[IncidentsQuery, Query()]) -> HTMLResponse:
    """The incidents that a filter leaves."""
    with desk.store.reading() as reading:
        found = reading.incidents(asked.incidents(), asked.page(), asked.order)
    return page(request, "incidents.html", found=found, query=asked, orders=list(Order))


@router.get("/incidents/{incident}")
def dossier(request: Request, desk: AtDesk, incident: str) -> HTMLResponse:
    """Every side's account of one incident."""
    with desk.store.reading() as reading:
        comparison = reading.dossier(incident)
        journal = reading.journal(incident)
        links = reading.origin_links([report.id for report in comparison.reports])
        one = comparison.incidents[0]
        guest = guest_of(request)
        near = neighbours(reading, one) if guest is not None and guest.may_decide else []
    return page(
        request,
        "incident.html",
        incident=one,
        comparison=comparison,
        s=section_of(one, comparison),
        summary=summary_words(one, comparison),
        names=Names(comparison.reports),
        folds=folds_within(comparison, links),
        sketches=sketches_of(comparison, landmarks_of(comparison, desk)),
        journal=journal,
        near=near,
    )


def neighbours(reading: Reading, incident: Incident) -> list[Incident]:
    """Incidents of the same parties on the days around, which it may have to be merged with."""
    days = incident.time
    if days is None or days.start is None:
        return []
    which = IncidentFilter(since=shifted(days.start, -AROUND), until=shifted(days.end or days.start, AROUND), parties=incident.parties)
    return [other for other in reading.incidents(which, Page(OFFERED)).items if other.id != incident.id]


def landmarks_of(comparison: Comparison, desk: Desk) -> list[Place]:
    """The larger settlements on each sheet of the map sketch."""
    return [place for sheet in sheets_of(comparison.incidents) for place in desk.settlements(sheet.frame.corners())]
