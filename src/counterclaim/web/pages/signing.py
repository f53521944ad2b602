"""Signing in and out."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from counterclaim.web import passwords
from counterclaim.web.desk import AtDesk
from counterclaim.web.recognising import SIGN_IN, SIGN_IN_NAME, address_of, cookie_name, limits_of, same_site, trusted
from counterclaim.web.rendering import page, safe_back

router = APIRouter()
LASTS = dt.timedelta(hours=12)
Text = Annotated[str, Form(max_length=200)]
Back = Annotated[str, Form(max_length=2000)]


@router.get("/sign-in")
def form(request: Request, desk: AtDesk, back: Annotated[str, Query(max_length=2000)] = "/") -> HTMLResponse:
    """The form."""
    if not (desk.options.writing or desk.options.private):
        raise HTTPException(404, "Nobody signs in here: the server is read-only.")
    with desk.store.people() as people:
        empty = not people.count()
    return page(request, "sign_in.html", back=safe_back(back), failed=False, empty=empty)


@router.post("/sign-in")
def sign_in(request: Request, desk: AtDesk, name: Text, password: Text, back: Back = "/") -> Response:
    """Opens a session."""
    if not (desk.options.writing or desk.options.private):
        raise HTTPException(404, "Nobody signs in here: the server is read-only.")
    same_site(request)
    limits = limits_of(request)
    limits.spend(SIGN_IN, "sign-in", address_of(request))
    limits.spend(SIGN_IN_NAME, "sign-in-name", name)
    with desk.store.people() as people:
        user = people.user(name)
    if not passwords.fits(password, user.password if user else None):
        return page(request, "sign_in.html", 403, back=safe_back(back), failed=True, empty=False)
    key = passwords.secret()
    with desk.store.people(writes=True) as people:
        people.open_session(key, name, passwords.secret(), desk.store.now() + LASTS)
    answer = RedirectResponse(safe_back(back), 303)
    lasts = int(LASTS.total_seconds())
    answer.set_cookie(cookie_name(desk), key, lasts, path="/", secure=desk.options.https, httponly=True, samesite="strict")
    return answer


@router.post("/sign-out")
def sign_out(request: Request, desk: AtDesk, csrf: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Closes the session."""
    trusted(request, csrf)
    with desk.store.people(writes=True) as people:
        people.close_session(request.cookies.get(cookie_name(desk), ""))
    answer = RedirectResponse("/", 303)
    answer.delete_cookie(cookie_name(desk), path="/", secure=desk.options.https, httponly=True, samesite="strict")
    return answer
