"""What stands before every request: hosts, sizes, and the headers that keep a page to itself."""

from __future__ import annotations

import hashlib

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counterclaim.web.desk import Desk
from counterclaim.web.remembering import Remembering

LARGEST = 1_000_000
"""Bytes of a request's body at most."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'none'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)


def guarded(app: FastAPI, desk: Desk) -> None:
    """Puts the guards before an application; the outermost is added last."""
    app.add_middleware(Tagged)
    app.add_middleware(GZipMiddleware, minimum_size=1500, compresslevel=4)
    app.add_middleware(Remembering, desk=desk)
    app.add_middleware(Limited)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(desk.options.hosts), www_redirect=False)
    app.add_middleware(Headed, https=desk.options.https)


class Headed:
    """Adds the headers to every answer."""

    def __init__(self, app: ASGIApp, https: bool) -> None:
        self._app = app
        self._headers = (*HEADERS, *([(b"strict-transport-security", b"max-age=31536000")] if https else []))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *((n, v) for n, v in self._headers if n not in present)]
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


class Limited:
    """Refuses bodies that are too large, whether they say so or not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        parts, size, more = [], 0, True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            more = message.get("more_body", False)
            if size > LARGEST:
                await _refuse(send, 413, b"the body is too large")
                return
        body, told = b"".join(parts), False

        async def again() -> Message:
            nonlocal told
            if told:
                return await receive()
            told = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, again, send)


class Tagged:
    """Names the state of what is read by an ETag, and answers 304 to who has it already."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or scope["path"].startswith("/static/"):
            await self._app(scope, receive, send)
            return
        start: Message = {}
        parts: list[bytes] = []

        async def gather(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            parts.append(message.get("body", b""))
            if not message.get("more_body", False):
                await _tagged(scope, start, b"".join(parts), send)

        await self._app(scope, receive, gather)


async def _tagged(scope: Scope, start: Message, body: bytes, send: Send) -> None:
    headers = [(name, value) for name, value in start["headers"] if name != b"content-length"]
    if start["status"] == 200:
        tag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'.encode()
        headers += [(b"etag", tag)]
        if not any(name == b"cache-control" for name, _ in headers):
            headers += [(b"cache-control", b"private, no-cache")]
        known = dict(scope["headers"]).get(b"if-none-match", b"")
        if tag in [one.strip() for one in known.split(b",")]:
            kept = [(n, v) for n, v in headers if n in (b"etag", b"cache-control", b"vary", b"set-cookie")]
            await send({"type": "http.response.start", "status": 304, "headers": kept})
            await send({"type": "http.response.body", "body": b""})
            return
    await send(
        {"type": "http.response.start", "status": start["status"], "headers": [*headers, (b"content-length", str(len(body)).encode())]}
    )
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


async def _refuse(send: Send, status: int, words: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(words)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words})
