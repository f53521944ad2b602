"""The application: pages, API and static files, behind the same guards."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from textwrap import shorten
from typing import Any

from anyio.to_thread import current_default_thread_limiter
from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException

from counterclaim.accords import read_library
from counterclaim.books import Books
from counterclaim.errors import ConfigError, StoreError, UnknownError
from counterclaim.web.api import accords as api_accords
from counterclaim.web.api import incidents as api_incidents
from counterclaim.web.api import index, places, writing
from counterclaim.web.api import reports as api_reports
from counterclaim.web.assets import router as assets
from counterclaim.web.desk import Desk, desk_of
from counterclaim.web.guards import guarded
from counterclaim.web.pages import (
    accords,
    blame,
    decisions,
    incidents,
    maps,
    reports,
    reviewing,
    search,
    signing,
    situation,
    submitting,
    timeline,
)
from counterclaim.web.recognising import Limits, by_cookie, recognise
from counterclaim.web.rendering import address, page

PAGES = (situation, incidents, reports, search, maps, timeline, accords, blame, reviewing, decisions, signing, submitting)
API = (index, api_reports, api_incidents, api_accords, places, writing)


EXPECTED = {
    "since": "a day, as 2023-05-12",
    "until": "a day, as 2023-05-12",
    "party": "a code in capitals, as ARM",
    "country": "a code of three capitals, as ARM",
    "start": "a number",
    "size": "a number up to 200",
}
"""What may stand in the fields that people type."""
THREADS = 10
"""Answers that are made at once. More would only get in each other's way, and wait for a connection to the database."""


def make_app(desk: Desk) -> FastAPI:
    """The desk as an ASGI application. Raises ConfigError when a file of the user's own agreements makes no sense."""
    app = FastAPI(
        title="Counterclaim",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        dependencies=[Depends(recognise)],
        lifespan=_few_threads,
    )
    app.state.desk = desk
    app.state.books = Books(desk.store, read_library(desk.options.accords))
    app.state.limits = Limits()
    app.include_router(assets, include_in_schema=False)
    for module in PAGES:
        app.include_router(module.router, include_in_schema=False)
    for part in API:
        app.include_router(part.router, prefix="/api/v1")
    app.add_exception_handler(RequestValidationError, _unfit)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(UnknownError, _missing)
    app.add_exception_handler(ConfigError, _senseless)
    app.add_exception_handler(StoreError, _broken)
    guarded(app, desk)
    return app


@asynccontextmanager
async def _few_threads(_app: FastAPI) -> AsyncIterator[None]:
    current_default_thread_limiter().total_tokens = THREADS
    yield


def said(request: Request, status: int, words: str) -> Response:
    """What went wrong, as a page or as JSON."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": words}, status)
    return page(request, "wrong.html", status, words=f"{words[:1].upper()}{words[1:].removesuffix('.')}.", code=status)


def _unfit(request: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    shown = fault_words if not request.url.path.startswith("/api/") else fault_told
    return said(request, 422, "; ".join(dict.fromkeys(shown(fault) for fault in faults)))


def fault_told(fault: Mapping[str, Any]) -> str:
    """A fault of a question, as those who write programs need it: `party.0: String should match pattern …`."""
    return f"{'.'.join(str(part) for part in fault['loc'][1:])}: {fault['msg']}"


def fault_words(fault: Mapping[str, Any]) -> str:
    """The same for people: which field, what stands in it and what may."""
    field = next((part for part in fault["loc"][1:] if isinstance(part, str)), "")
    held = shorten(str(fault["input"]), 60, placeholder=" …")
    return f"{field} cannot be “{held}”: it is {EXPECTED[field]}" if field in EXPECTED else fault_told(fault)


def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code == 401 and request.method == "GET" and not request.url.path.startswith("/api/"):
        return RedirectResponse(address("/sign-in", {"back": request.url.path}), 303)
    if not hasattr(request.state, "guest"):  # no page was found that would have asked who it is
        request.state.guest = by_cookie(request, desk_of(request))
    answer = said(request, error.status_code, "There is no such page." if error.detail == "Not Found" else str(error.detail))
    answer.headers.update(error.headers or {})
    return answer


def _missing(request: Request, error: Exception) -> Response:
    return said(request, 404, f"{str(error)[:1].upper()}{str(error)[1:200]}.")


def _senseless(request: Request, error: Exception) -> Response:
    return said(request, 422, str(error))


def _broken(request: Request, error: Exception) -> Response:
    return said(request, 503, str(error))
