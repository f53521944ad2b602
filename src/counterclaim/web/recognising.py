"""Who asks: by session cookie or token, and what that allows."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Annotated, cast
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from counterclaim.store.people import Role, Scope
from counterclaim.web.desk import Desk, desk_of

COOKIE, SECURE_COOKIE = "session", "__Host-session"
HEADER = "x-csrf-token"
OPEN = ("/static/", "/sign-in")
"""What is served without a sign-in even where all else asks for one."""
SIGN_IN, SIGN_IN_NAME, SUBMIT, DECIDE = (parse(words) for words in ("10/minute", "20/hour", "6/hour", "240/minute"))
BEARER = "bearer "


@dataclass(frozen=True)
class Guest:
    """Who asks. `csrf` is None for tokens, which no other site can make a browser send."""

    name: str
    role: Role
    scopes: frozenset[Scope]
    csrf: str | None
    writing: bool

    @property
    def may_decide(self) -> bool:
        """Whether decisions on claims are theirs to make."""
        return self.writing and self.role in (Role.ANALYST, Role.ADMIN) and Scope.REVIEW in self.scopes


class Limits:
    """How often something may be done, counted in this process."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def spend(self, allowed: RateLimitItem, *whose: str) -> None:
        """Counts one more. Raises HTTPException 429 when it is one too many."""
        if not self._limiter.hit(allowed, *whose):
            raise HTTPException(429, "That was too often. Wait a while and try again.", {"Retry-After": str(allowed.get_expiry())})


def cookie_name(desk: Desk) -> str:
    """The name of the session cookie; its prefix makes browsers keep it to https and to this host."""
    return SECURE_COOKIE if desk.options.https else COOKIE


def recognise(request: Request) -> None:
    """Sets `request.state.guest`. Raises HTTPException where a token is not known, or a sign-in is needed and missing."""
    desk = desk_of(request)
    guest = _by_token(request, desk) or by_cookie(request, desk)
    request.state.guest = guest
    if desk.options.private and not request.url.path.startswith(OPEN) and (guest is None or Scope.READ not in guest.scopes):
        raise HTTPException(401, "Sign in to read.", {"WWW-Authenticate": "Bearer"})


def _by_token(request: Request, desk: Desk) -> Guest | None:
    told = request.headers.get("authorization", "")
    if not told.lower().startswith(BEARER):
        return None
    with desk.store.people() as people:
        token = people.token(told[len(BEARER) :].strip())
    if token is None:
        raise HTTPException(401, "This token is not known, or has ended.", {"WWW-Authenticate": "Bearer"})
    return Guest(token.user.name, token.user.role, frozenset(token.scopes), None, desk.options.writing)


def by_cookie(request: Request, desk: Desk) -> Guest | None:
    """Who is signed in by the cookie of a request, None for nobody."""
    held = request.cookies.get(cookie_name(desk))
    if not held:
        return None
    with desk.store.people() as people:
        session = people.session(held)
    return (
        Guest(session.user.name, session.user.role, frozenset(Scope), session.csrf, desk.options.writing) if session is not None else None
    )


def same_site(request: Request) -> None:
    """Refuses what a page of another site made a browser send. Raises HTTPException 403."""
    origin = request.headers.get("origin")
    elsewhere = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    if elsewhere or request.headers.get("sec-fetch-site") in ("cross-site", "same-site"):
        raise HTTPException(403, "This came from another site.")


def trusted(request: Request, csrf: str | None) -> Guest:
    """Who asks for a change, if it is really them. Raises HTTPException 401 or 403."""
    guest = guest_of(request)
    if guest is None:
        raise HTTPException(401, "Sign in first.", {"WWW-Authenticate": "Bearer"})
    if guest.csrf is not None:
        same_site(request)
        if not hmac.compare_digest((csrf or request.headers.get(HEADER) or "").encode(), guest.csrf.encode()):
            raise HTTPException(403, "This form is too old: reload the page and try again.")
    return guest


def decider(request: Request, csrf: str | None = None) -> Guest:
    """Who decides, if they may. Raises HTTPException 401, 403 or 429."""
    if not desk_of(request).options.writing:
        raise HTTPException(403, "This server is read-only: it was started without --writing.")
    guest = trusted(request, csrf)
    if not guest.may_decide:
        raise HTTPException(403, "You may read, but not decide.")
    limits_of(request).spend(DECIDE, "decide", guest.name)
    return guest


def guest_of(request: Request) -> Guest | None:
    """Who asks, None for nobody known."""
    return cast("Guest | None", getattr(request.state, "guest", None))


def limits_of(request: Request) -> Limits:
    """How often things may be done here."""
    return cast("Limits", request.app.state.limits)


def address_of(request: Request) -> str:
    """From where somebody asks, for counting."""
    return request.client.host if request.client else "nowhere"


Recognised = Annotated[None, Depends(recognise)]
