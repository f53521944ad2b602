"""Incidents, their accounts, blame and time."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Query

from counterclaim.incidents.blame import BlameOptions
from counterclaim.records.blame import BlameMatrix
from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Incident
from counterclaim.store.asking import Activity, Standing, Tally
from counterclaim.web.api.listing import MISSING, Items, Listed
from counterclaim.web.asking import BlameQuery, Id, IncidentQuery, IncidentsQuery
from counterclaim.web.desk import AtDesk

router = APIRouter()


@router.get("/situation")
def situation(desk: AtDesk, as_of: dt.date | None = None, days: Annotated[int, Query(ge=1, le=366)] = 7) -> Items[Activity]:
    """Conflicts with their incidents of the last days against what is usual; `as_of` is by default the day of the newest report."""
    with desk.store.reading() as reading:
        return Items.of(reading.activity(as_of, days))


@router.get("/incidents")
def incidents(desk: AtDesk, asked: Annotated[IncidentsQuery, Query()]) -> Listed[Incident]:
    """The incidents that a filter leaves."""
    with desk.store.reading() as reading:
        return Listed[Incident].of(reading.incidents(asked.incidents(), asked.page(), asked.order), asked)


@router.get("/incidents/{incident}", responses=MISSING)
def incident(desk: AtDesk, incident: Id) -> Incident:
    """One incident."""
    with desk.store.reading() as reading:
        return reading.incident(incident)


@router.get("/incidents/{incident}/dossier", responses=MISSING)
def dossier(desk: AtDesk, incident: Id) -> Comparison:
    """One incident with its claims, their events and its reports."""
    with desk.store.reading() as reading:
        return reading.dossier(incident)


@router.get("/incidents/{incident}/standings", responses=MISSING)
def standings(desk: AtDesk, incident: Id) -> Items[Standing]:
    """The accounts of one incident over time."""
    with desk.store.reading() as reading:
        reading.incident(incident)
        return Items.of(reading.standings(incident))


@router.get("/timeline")
def timeline(desk: AtDesk, asked: Annotated[IncidentQuery, Query()]) -> Items[Tally]:
    """How many incidents of each party began on each day."""
    with desk.store.reading() as reading:
        return Items.of(reading.tallies(asked.incidents()))


@router.get("/blame")
def blame(desk: AtDesk, asked: Annotated[BlameQuery, Query()]) -> BlameMatrix:
    """Who accuses whom; where no days are asked for, in the thirty days before the newest report."""
    with desk.store.reading() as reading:
        query = asked.bounded(reading.newest())
        return reading.blame(BlameOptions(since=query.since, until=query.until, by=query.by), query.incidents())
