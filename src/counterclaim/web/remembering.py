"""Answers that are kept as long as nothing is written: the state of the store names them, and who has one already is told so before any
work. Who is signed in has answers of his own: their names hold his session, and none is kept but for whom it was made.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections import OrderedDict
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counterclaim.errors import StoreError
from counterclaim.web.desk import Desk
from counterclaim.web.recognising import Guest, by_cookie

KEPT_BYTES = 64 * 2**20
"""All answers that are kept, together."""
AROUND_BYTES = 2048
ELSEWHERE = ("/static/", "/sign-in", "/submit", "/moderation", "/api/v1/borders", "/api/v1/settlements")
"""What does not come from the records alone."""
TOKEN = b"authorization"
"""The header of requests by scripts, whose answers are not kept."""
FRESH = (b"cache-control", b"private, no-cache")


@dataclass(frozen=True)
class Answer:
    """An answer as it went out."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    @property
    def size(self) -> int:
        """Bytes that it takes, its name and headers by estimate."""
        return len(self.body) + AROUND_BYTES


class Kept:
    """Answers by name, those not asked for longest forgotten first."""

    def __init__(self, most: int = KEPT_BYTES) -> None:
        self._most = most
        self._bytes = 0
        self._answers: OrderedDict[str, Answer] = OrderedDict()

    def get(self, name: str) -> Answer | None:
        """The answer of this name."""
        if name in self._answers:
            self._answers.move_to_end(name)
        return self._answers.get(name)

    def put(self, name: str, answer: Answer) -> None:
        """Keeps an answer."""
        if name in self._answers:
            self._bytes -= self._answers.pop(name).size
        self._answers[name] = answer
        self._bytes += answer.size
        while self._bytes > self._most:
            self._bytes -= self._answers.popitem(last=False)[1].size


class Remembering:
    """Answers readers from what is kept for everybody, or for their session; scripts with tokens are passed on."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app = app
        self._desk = desk
        self._start = secrets.token_hex(8)  # options, templates and code may be others after the next start
        self._kept = Kept()
        self._waiting: dict[str, asyncio.Lock] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        known = await run_in_threadpool(self._known, scope) if _may_be_kept(scope) else None
        if known is None:
            await self._app(scope, receive, send)
            return
        state, guest = known
        whose = (guest.name, guest.role, guest.csrf) if guest is not None else None
        asked = f"{self._start} {state} {whose} {scope['path']} {scope['query_string'].decode('latin-1')}"
        name = hashlib.sha256(asked.encode()).hexdigest()[:24]  # short, however long the question: it is kept with the answer
        tag = f'W/"{name}"'.encode()
        headers = dict(scope["headers"])
        if tag in [one.strip() for one in headers.get(b"if-none-match", b"").split(b",")]:
            answer = Answer(304, ((b"etag", tag), FRESH), b"")
        else:
            answer = await self._once(f"{name} {b'gzip' in headers.get(b'accept-encoding', b'')}", (tag, guest), scope, receive)
        await send({"type": "http.response.start", "status": answer.status, "headers": list(answer.headers)})
        await send({"type": "http.response.body", "body": answer.body})

    def _known(self, scope: Scope) -> tuple[str, Guest | None] | None:
        """The state of the store, and who asks."""
        try:
            return self._desk.store.revision(), by_cookie(Request(scope), self._desk)
        except StoreError:
            return None  # the application will meet the same trouble, and say so

    async def _once(self, name: str, whose: tuple[bytes, Guest | None], scope: Scope, receive: Receive) -> Answer:
        """Many may ask for one thing at the same time: the first has it made, the others wait for it."""
        lock = self._waiting.setdefault(name, asyncio.Lock())
        try:
            async with lock:
                kept = self._kept.get(name)
                if kept is not None:
                    return kept
                answer = await self._made(whose[0], scope, receive)
                # the session may have ended meanwhile: a page is kept for nobody but whom it was made for
                if answer.status == 200 and scope.get("state", {}).get("guest") == whose[1]:
                    self._kept.put(name, answer)
                return answer
        finally:
            self._waiting.pop(name, None)

    async def _made(self, tag: bytes, scope: Scope, receive: Receive) -> Answer:
        start: Message = {}
        parts: list[bytes] = []

        async def gather(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
            else:
                parts.append(message.get("body", b""))

        await self._app(scope, receive, gather)
        headers = [(n, v) for n, v in start["headers"] if start["status"] != 200 or n != b"etag"]
        if start["status"] == 200:
            headers.append((b"etag", tag))
        return Answer(start["status"], tuple(headers), b"".join(parts))


def _may_be_kept(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(ELSEWHERE):
        return False
    return not any(name == TOKEN for name, _ in scope["headers"])
