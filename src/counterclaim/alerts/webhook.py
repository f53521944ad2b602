"""Alerts to a webhook, signed after the Standard Webhooks scheme (standardwebhooks.com), so that receivers can check with its libraries."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import hmac
import json
from urllib.parse import urlsplit

from counterclaim.alerts.feed_file import alert_uri
from counterclaim.alerts.rules import Webhook
from counterclaim.errors import ConfigError
from counterclaim.ingest.addresses import resolve
from counterclaim.ingest.network import Resolver
from counterclaim.ingest.web import WebOptions, WebRequest, ask
from counterclaim.store.alert_state import KeptAlert

MAX_ANSWER = 100_000
"""Bytes of an answer that are read; nothing in it matters."""


def post_alert(alert: KeptAlert, hook: Webhook, secret: str, now: dt.datetime, resolver: Resolver = resolve) -> None:
    """Sends one alert. The address is guarded as those of pages are. Raises RecordError when it was not taken."""
    body = json.dumps(alert_body(alert), ensure_ascii=False).encode()
    name, moment = alert_uri(alert), str(int(now.timestamp()))
    headers = {
        "Content-Type": "application/json",
        "webhook-id": name,
        "webhook-timestamp": moment,
        "webhook-signature": signature(secret, name, moment, body),
    }
    host = urlsplit(hook.url).hostname or ""
    options = WebOptions(MAX_ANSWER, hook.timeout_s, frozenset({host}) if hook.allow_host else frozenset(), resolver)
    ask(WebRequest(hook.url, headers, body), options)


def alert_body(alert: KeptAlert) -> dict[str, object]:
    """What a webhook is sent."""
    return {
        "id": alert_uri(alert),
        "rule": alert.rule,
        "subject": alert.subject,
        "title": alert.title,
        "summary": alert.summary,
        "day": alert.day,
        "fired_at": alert.fired_at,
        "links": list(alert.links),
    }


def signature(secret: str, name: str, moment: str, body: bytes) -> str:
    """`v1,` and the HMAC-SHA256, in base 64, of the id, the time stamp and the body, joined by dots.

    A secret that begins with `whsec_` is base 64 after it, any other is taken as it is. Raises ConfigError for broken base 64.
    """
    made = hmac.new(_key(secret), f"{name}.{moment}.".encode() + body, hashlib.sha256)
    return f"v1,{base64.b64encode(made.digest()).decode('ascii')}"


def _key(secret: str) -> bytes:
    if not secret.startswith("whsec_"):
        return secret.encode()
    try:
        return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error as error:
        raise ConfigError("the webhook's secret begins with whsec_ and is not base 64 after it") from error
