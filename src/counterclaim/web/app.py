"""The application: pages, API and static files, behind the same guards."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

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
from counterclaim.web.desk import Desk
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
from counterclaim.web.recognising import Limits, recognise
from counterclaim.web.rendering import address, page

PAGES = (situation, incidents, reports, search, maps, timeline, accords, blame, reviewing, decisions, signing, submitting)
API = (index, api_reports, api_incidents, api_accords, places, writing)


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
    return page(request, "wrong.html", status, words=words, code=status)


def _unfit(request: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    return said(request, 422, "; ".join(f"{'.'.join(str(part) for part in fault['loc'][1:])}: {fault['msg']}" for fault in faults))


def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code == 401 and request.method == "GET" and not request.url.path.startswith("/api/"):
        return RedirectResponse(address("/sign-in", {"back": request.url.path}), 303)
    answer = said(request, error.status_code, str(error.detail))
    answer.headers.update(error.headers or {})
    return answer


def _missing(request: Request, error: Exception) -> Response:
    return said(request, 404, f"{str(error)[:1].upper()}{str(error)[1:200]}.")


def _senseless(request: Request, error: Exception) -> Response:
    return said(request, 422, str(error))


def _broken(request: Request, error: Exception) -> Response:
    return said(request, 503, str(error))
