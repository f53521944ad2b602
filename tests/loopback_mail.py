"""A mail server on the loopback address, for the tests of alerts."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope


@dataclass
class Mailbox:
    """What was delivered, and the certificates by which the server is trusted."""

    trust: ssl.SSLContext
    port: int = 0
    messages: list[Message] = field(default_factory=list)
    secured: list[bool] = field(default_factory=list)
    answer: str = "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        if self.answer.startswith("250"):
            self.messages.append(message_from_bytes(envelope.content if isinstance(envelope.content, bytes) else b""))
            self.secured.append(session.ssl is not None)
        return self.answer


@contextmanager
def serve_mail(user: str, password: str) -> Iterator[Mailbox]:
    """A server that takes mail over STARTTLS alone, from one user."""
    authority = trustme.CA()
    trust, own = ssl.create_default_context(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.configure_trust(trust)
    authority.issue_cert("localhost").configure_cert(own)
    box = Mailbox(trust)

    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        known = (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=known, handled=known)

    box.port = _free_port()
    needs = {"tls_context": own, "require_starttls": True, "authenticator": check, "auth_required": True, "ready_timeout": 30}
    controller = Controller(box, hostname="127.0.0.1", port=box.port, **needs)  # type: ignore[arg-type]
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def _free_port() -> int:
    """The library must be told a port."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
