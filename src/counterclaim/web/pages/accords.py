"""Agreements with what they oblige to and what is said to have broken them; talks past and to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from counterclaim.records.models import Agreement, Claim, PartyCode, Report, Talks
from counterclaim.store.reading import Reading
from counterclaim.views.comparison import Names
from counterclaim.web.asking import TalksQuery
from counterclaim.web.desk import AtDesk
from counterclaim.web.rendering import page

router = APIRouter()
MOST = 200
"""Mentions on one page."""


@dataclass(frozen=True)
class Mention:
    """Something that a report mentions, with its report and the claims that it names."""

    report: Report
    claims: tuple[Claim, ...]
    agreement: Agreement | None = None
    talks: Talks | None = None


def mentions(reading: Reading, agreements: list[Agreement]) -> list[Mention]:
    """Each agreement with the claims that allege a breach of it."""
    reports = _reports(reading, [a.id for a in agreements])
    return [Mention(reports[_head(a.id)], tuple(map(reading.claim, a.breaches)), agreement=a) for a in agreements]


def meetings(reading: Reading, talks: list[Talks]) -> list[Mention]:
    """Each talks with the claims that say they are endangered."""
    reports = _reports(reading, [t.id for t in talks])
    return [Mention(reports[_head(t.id)], tuple(map(reading.claim, t.endangered_by)), talks=t) for t in talks]


def _reports(reading: Reading, ids: list[str]) -> dict[str, Report]:
    return {record.report.id: record.report for record in reading.records(sorted({_head(name) for name in ids}))}


def _head(name: str) -> str:
    return name.rpartition("/")[0]


@router.get("/accords")
def accords(request: Request, desk: AtDesk, party: Annotated[list[PartyCode] | None, Query()] = None) -> HTMLResponse:
    """What was agreed."""
    with desk.store.reading() as reading:
        found = reading.agreements(party or ())
        shown = mentions(reading, found[-MOST:][::-1])
    return page(request, "accords.html", shown=shown, total=len(found), party=party or [], names=Names([m.report for m in shown]))


@router.get("/talks")
def talks(request: Request, desk: AtDesk, asked: Annotated[TalksQuery, Query()]) -> HTMLResponse:
    """The calendar of talks, the latest first; those without a day at the end."""
    with desk.store.reading() as reading:
        found = reading.talks(asked.talks())
        dated = [t for t in found if t.time and t.time.start]
        shown = meetings(reading, [*dated[::-1], *(t for t in found if t not in dated)][:MOST])
        as_of = reading.newest()
    return page(request, "talks.html", shown=shown, total=len(found), query=asked, as_of=as_of, names=Names([m.report for m in shown]))
