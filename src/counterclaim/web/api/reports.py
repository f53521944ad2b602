"""Reports, their records, claims and events; agreements and talks; what was decided."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from counterclaim.records.models import Agreement, Claim, Event, PartyCode, Record, Talks
from counterclaim.review.decisions import Entry
from counterclaim.store.asking import Facet, Hit, Queued, Stored
from counterclaim.web.api.listing import MISSING, Items, Listed
from counterclaim.web.asking import Id, Paged, SearchQuery, TalksQuery
from counterclaim.web.desk import AtDesk

router = APIRouter()


class Counts(BaseModel):
    """How much there is."""

    reports: int
    claims: int
    events: int
    incidents: int
    campaigns: int
    agreements: int
    talks: int
    decisions: int


class SearchResults(Listed[Hit]):
    """Reports found, newest first, with facets of the newest three hundred."""

    facets: dict[str, list[Facet]]


@router.get("/status")
def status(desk: AtDesk) -> Counts:
    """How much there is."""
    with desk.store.reading() as reading:
        return Counts(**reading.counts())


@router.get("/reports")
def reports(desk: AtDesk, asked: Annotated[SearchQuery, Query()]) -> SearchResults:
    """The reports that a search finds."""
    with desk.store.reading() as reading:
        found = reading.search(asked.search(), asked.page())
    facets = {name: list(values) for name, values in found.facets.items()}
    return SearchResults(total=found.hits.total, start=asked.start, size=asked.size, items=list(found.hits.items), facets=facets)


@router.get("/reports/{report}", responses=MISSING)
def stored(desk: AtDesk, report: Id) -> Stored:
    """A report with what the store knows of it."""
    with desk.store.reading() as reading:
        return reading.stored(report)


@router.get("/reports/{report}/record", responses=MISSING)
def record(desk: AtDesk, report: Id, machine: bool = False) -> Record:
    """What was read in a report, with the corrections of the desk, or as the machine read it."""
    with desk.store.reading() as reading:
        return reading.machine_record(report) if machine else reading.record(report)


@router.get("/claims/{report}/{claim}", responses=MISSING)
def claim(desk: AtDesk, report: Id, claim: Id) -> Claim:
    """One claim."""
    with desk.store.reading() as reading:
        return reading.claim(f"{report}/{claim}")


@router.get("/events/{report}/{event}", responses=MISSING)
def event(desk: AtDesk, report: Id, event: Id) -> Event:
    """One event, as a claim has it."""
    with desk.store.reading() as reading:
        return reading.event(f"{report}/{event}")


@router.get("/agreements")
def agreements(desk: AtDesk, party: Annotated[list[PartyCode] | None, Query(max_length=10)] = None) -> Items[Agreement]:
    """Agreements as single reports tell them, oldest first; `/ledger` has them joined."""
    with desk.store.reading() as reading:
        return Items.of(reading.agreements(party or ()))


@router.get("/talks")
def talks(desk: AtDesk, asked: Annotated[TalksQuery, Query()]) -> Items[Talks]:
    """Talks as single reports tell them, by day; `/calendar` has them joined."""
    with desk.store.reading() as reading:
        return Items.of(reading.talks(asked.talks()))


@router.get("/queue")
def queue(desk: AtDesk, asked: Annotated[Paged, Query()]) -> Listed[Queued]:
    """Claims that nobody has looked at yet."""
    with desk.store.reading() as reading:
        return Listed[Queued].of(reading.queue(asked.page()), asked)


@router.get("/journal")
def journal(desk: AtDesk, object: Annotated[str | None, Query(max_length=200, pattern=r"^[^\x00]+$")] = None) -> Items[Entry]:
    """What was decided about an object, or the last two hundred decisions."""
    with desk.store.reading() as reading:
        return Items.of(reading.journal(object) if object else reading.decisions(200))
