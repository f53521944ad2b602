"""Alerts as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from counterclaim.store.alert_state import KeptAlert

ATOM = "http://www.w3.org/2005/Atom"
NAMESPACE = uuid.UUID("5b0a5f0e-7b7e-5d0c-9a55-3f1f2a0c6d11")
"""Ids of entries are made in this name space, so that one alert has one id for ever."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def alert_uri(alert: KeptAlert) -> str:
    """The id of an alert that no other has, the same in the feed, the webhook and the mail."""
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, f'{alert.rule} {alert.subject}')}"


def render_feed(alerts: Sequence[KeptAlert], title: str) -> str:
    """The feed of these alerts, the newest first. Everything in it is plain text: nothing that reports say can become markup."""
    Xml.register_namespace("", ATOM)
    root = Xml.Element(f"{{{ATOM}}}feed")
    _add(root, "title", title)
    _add(root, "id", f"urn:uuid:{uuid.uuid5(NAMESPACE, title)}")
    _add(root, "updated", max((alert.fired_at for alert in alerts), default="1970-01-01T00:00:00Z"))
    author = Xml.SubElement(root, f"{{{ATOM}}}author")
    _add(author, "name", "Counterclaim")
    for alert in alerts:
        _entry(root, alert)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def _entry(root: Xml.Element, alert: KeptAlert) -> None:
    entry = Xml.SubElement(root, f"{{{ATOM}}}entry")
    _add(entry, "title", alert.title)
    _add(entry, "id", alert_uri(alert))
    _add(entry, "updated", alert.fired_at)
    _add(entry, "category", "", term=alert.rule)
    _add(entry, "summary", alert.summary, type="text")
    for number, link in enumerate(alert.links):
        _add(entry, "link", "", rel="related" if number else "alternate", href=link)


def _add(parent: Xml.Element, name: str, text: str, **attributes: str) -> None:
    element = Xml.SubElement(parent, f"{{{ATOM}}}{name}", {key: _clean(value) for key, value in attributes.items()})
    element.text = _clean(text) or None


def _clean(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
