"""Reports that are sent in from outside, and their moderation."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from counterclaim.store.submissions import Fate, Sent
from counterclaim.web.asking import Id, Paged
from counterclaim.web.desk import AtDesk
from counterclaim.web.moderating import accept, check, refuse
from counterclaim.web.recognising import SUBMIT, address_of, decider, guest_of, limits_of, same_site
from counterclaim.web.rendering import address, page

router = APIRouter()
Line = Annotated[str, Form(max_length=500)]
Csrf = Annotated[str, Form(max_length=200)]


SHOWN = 10
"""Reports that were just read into the record, and are named."""


class WaitingQuery(Paged):
    """A page of what waits, with the reports that were just read into the record."""

    read: list[Id] = Field(default=[], max_length=SHOWN)


@router.get("/submit")
def form(request: Request, desk: AtDesk, sent: int | None = None) -> HTMLResponse:
    """The form."""
    if not desk.options.submit:
        raise HTTPException(404, "Nothing can be sent in here: the server was started without --submit.")
    return page(request, "submit.html", sent=sent)


class SubmissionForm(BaseModel):
    """The fields of the form; what is left blank was not told."""

    text: str = Field(default="", max_length=200_000)
    url: str = Field(default="", max_length=2000)
    outlet: str = Field(default="", max_length=500)
    title: str = Field(default="", max_length=500)
    published: str = Field(default="", max_length=40)


@router.post("/submit")
def submit(request: Request, desk: AtDesk, told: Annotated[SubmissionForm, Form()]) -> Response:
    """Puts what was sent in into the queue."""
    if not desk.options.submit:
        raise HTTPException(404, "Nothing can be sent in here: the server was started without --submit.")
    same_site(request)
    limits_of(request).spend(SUBMIT, "submit", address_of(request))
    guest = guest_of(request)
    typed = {name: value.strip() or None for name, value in told.model_dump().items()}
    sent = check(Sent(**typed, sender=guest.name if guest else None))
    with desk.store.submissions(writes=True) as submissions:
        number = submissions.add(sent)
    return RedirectResponse(f"/submit?sent={number}", 303)


@router.get("/moderation")
def moderation(request: Request, desk: AtDesk, asked: Annotated[WaitingQuery, Query()]) -> HTMLResponse:
    """What waits, for those who may decide."""
    guest = guest_of(request)
    if guest is None or not guest.may_decide:
        raise HTTPException(403, "Only analysts who are signed in see what was sent in.")
    with desk.store.submissions() as submissions:
        found = submissions.list(Fate.WAITING, asked.page())
    return page(request, "moderation.html", found=found, query=asked)


@router.post("/moderation/{number}/accept")
def accepted(request: Request, desk: AtDesk, number: int, csrf: Csrf) -> RedirectResponse:
    """Reads it into the record."""
    reports = accept(desk, number, decider(request, csrf).name)
    return RedirectResponse(address("/moderation", {"read": [report.id for report in reports[:SHOWN]]}), 303)


@router.post("/moderation/{number}/refuse")
def refused(request: Request, desk: AtDesk, number: int, csrf: Csrf, why: Line = "") -> RedirectResponse:
    """Leaves it out."""
    refuse(desk, number, decider(request, csrf).name, why.strip() or None)
    return RedirectResponse("/moderation", 303)
