"""Decisions and submissions from scripts, with a token: `Authorization: Bearer TOKEN`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from counterclaim.review.decisions import Entry, Sort
from counterclaim.store.people import Scope
from counterclaim.store.submissions import Sent
from counterclaim.web.deciding import Typed, decide
from counterclaim.web.desk import AtDesk
from counterclaim.web.moderating import check
from counterclaim.web.recognising import SUBMIT, address_of, decider, guest_of, limits_of, same_site

router = APIRouter()
Id = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]
Words = Annotated[str, StringConstraints(max_length=1000, pattern=r"^[^\x00]*$")]
Line = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00]*$")]
REFUSED: dict[int | str, dict[str, Any]] = {
    401: {"description": "sign in, or send a token"},
    403: {"description": "not allowed, or the server is read-only"},
    429: {"description": "too often"},
}


class NewDecision(BaseModel):
    """A decision, its value as `counterclaim review` takes it."""

    model_config = ConfigDict(extra="forbid")

    kind: Sort
    object: Id = ""
    slot: Id | None = None
    value: Words | None = None
    why: Words | None = None
    claims: list[Id] = Field(default=[], max_length=500)
    undoes: int | None = Field(default=None, ge=1, le=2**53)


class NewSubmission(BaseModel):
    """A report, or the address of one."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, StringConstraints(max_length=200_000, pattern=r"^[^\x00]*$")] | None = None
    url: Annotated[str, StringConstraints(max_length=2000, pattern=r"^[^\x00]*$")] | None = None
    outlet: Line | None = None
    title: Line | None = None
    published: Annotated[str, StringConstraints(max_length=40, pattern=r"^[^\x00]*$")] | None = None


class Waiting(BaseModel):
    """The number under which a submission waits."""

    id: int


@router.post("/decisions", status_code=201, responses=REFUSED)
def decisions(request: Request, desk: AtDesk, told: NewDecision) -> Entry:
    """Writes a decision into the journal and applies it."""
    guest = decider(request)
    typed = Typed(told.kind, told.object, told.slot, told.value, told.why, tuple(told.claims), told.undoes)
    return decide(desk.store, guest.name, typed)


@router.post("/submissions", status_code=202, responses={**REFUSED, 404: {"description": "nothing can be sent in here"}})
def submissions(request: Request, desk: AtDesk, told: NewSubmission) -> Waiting:
    """Puts a report into the queue of moderation."""
    if not desk.options.submit:
        raise HTTPException(404, "Nothing can be sent in here: the server was started without --submit.")
    same_site(request)
    guest = guest_of(request)
    known = guest is not None and Scope.SUBMIT in guest.scopes
    if not known:
        limits_of(request).spend(SUBMIT, "submit", address_of(request))
    with desk.store.submissions(writes=True) as waiting:
        return Waiting(id=waiting.add(check(Sent(**told.model_dump(), sender=guest.name if guest is not None and known else None))))
