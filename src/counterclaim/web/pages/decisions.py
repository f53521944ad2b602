"""What the forms of the review send."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from counterclaim.review.decisions import Entry, Sort
from counterclaim.web.deciding import Typed, decide
from counterclaim.web.desk import AtDesk, Desk
from counterclaim.web.recognising import decider
from counterclaim.web.rendering import safe_back

router = APIRouter(prefix="/review")
Id = Annotated[str, Form(max_length=200)]
Words = Annotated[str, Form(max_length=1000)]
Csrf = Annotated[str, Form(max_length=200)]
Back = Annotated[str, Form(max_length=2000)]


class ClaimForm(BaseModel):
    """What all forms about a claim have that say more than yes or no."""

    claim: str = Field(max_length=200)
    csrf: str = Field(max_length=200)
    why: str = Field(default="", max_length=1000)
    back: str = Field(default="/review", max_length=2000)


class EditForm(ClaimForm):
    """The fields of the form that gives a slot another value."""

    slot: str = Field(max_length=200)
    value: str = Field(default="", max_length=1000)


class AgreementForm(ClaimForm):
    """The fields of the form that links a claim to an agreement."""

    agreement: str = Field(max_length=200)


@router.post("/confirm")
def confirm(request: Request, desk: AtDesk, claim: Id, csrf: Csrf, back: Back = "/review") -> RedirectResponse:
    """A claim is right."""
    return _done(request, desk, csrf, Typed(Sort.CONFIRM, claim), back)


@router.post("/reject")
def reject(request: Request, desk: AtDesk, claim: Id, csrf: Csrf, back: Back = "/review") -> RedirectResponse:
    """A claim that nobody makes."""
    return _done(request, desk, csrf, Typed(Sort.REJECT, claim), back)


@router.post("/edit")
def edit(request: Request, desk: AtDesk, told: Annotated[EditForm, Form()]) -> RedirectResponse:
    """Another value for a slot."""
    sort = Sort.CLAIMANT if told.slot == "claimant" else Sort.EDIT
    return _done(request, desk, told.csrf, Typed(sort, told.claim, slot=told.slot, value=told.value, why=told.why), told.back)


@router.post("/agreement")
def agreement(request: Request, desk: AtDesk, told: Annotated[AgreementForm, Form()]) -> RedirectResponse:
    """A claim alleges the breach of an agreement that its report tells of."""
    return _done(request, desk, told.csrf, Typed(Sort.AGREEMENT, told.claim, value=told.agreement, why=told.why), told.back)


@router.post("/merge")
def merge(request: Request, desk: AtDesk, incident: Id, other: Id, csrf: Csrf, why: Words = "") -> RedirectResponse:
    """Two incidents are one."""
    return _done(request, desk, csrf, Typed(Sort.MERGE, incident, value=other, why=why), "/incidents")


@router.post("/split")
def split(
    request: Request, desk: AtDesk, incident: Id, csrf: Csrf, claim: Annotated[list[str] | None, Form()] = None, why: Words = ""
) -> RedirectResponse:
    """Some claims tell of something else."""
    return _done(request, desk, csrf, Typed(Sort.SPLIT, incident, claims=tuple(claim or ()), why=why), "/incidents")


@router.post("/note")
def note(request: Request, desk: AtDesk, object: Id, words: Words, csrf: Csrf, back: Back = "/journal") -> RedirectResponse:
    """A word about something."""
    return _done(request, desk, csrf, Typed(Sort.NOTE, object, value=words), back)


@router.post("/undo")
def undo(request: Request, desk: AtDesk, entry: Annotated[int, Form(ge=1)], csrf: Csrf, back: Back = "/journal") -> RedirectResponse:
    """A decision does not hold."""
    return _done(request, desk, csrf, Typed(Sort.UNDO, "", undoes=entry), back)


def _done(request: Request, desk: Desk, csrf: str, typed: Typed, back: str) -> RedirectResponse:
    guest = decider(request, csrf)
    entry = decide(desk.store, guest.name, typed)
    return RedirectResponse(_home(desk, entry) or safe_back(back), 303)


def _home(desk: Desk, entry: Entry) -> str | None:
    """Where the incident is now that was merged or split, or that is so no longer: its id may be another one."""
    with desk.store.reading() as reading:
        undone = [e for e in reading.journal(entry.decision.object) if e.id == entry.decision.undoes]
        named = [name for e in (entry, *undone) for name in e.decision.claims]
        found = reading.incidents_of(named[0]) if named else []
    return f"/incidents/{quote(found[0], safe='')}" if found else None
