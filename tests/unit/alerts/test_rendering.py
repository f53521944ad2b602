from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import replace

import feedparser
import pytest

from counterclaim.alerts.feed_file import alert_uri, render_feed
from counterclaim.alerts.mail import message_of
from counterclaim.alerts.rules import Mail
from counterclaim.alerts.webhook import alert_body, signature
from counterclaim.errors import ConfigError
from counterclaim.store.alert_state import KeptAlert

ALERT = KeptAlert(
    1,
    "near-sotk",
    "i1",
    "Shelling, <b>Sotk</b> & more\x0b",
    "Four killed <script>alert(1)</script>",
    "2023-05-12",
    ("https://news.example/a?b=1&c=2", "https://news.example/b"),
    "2023-05-12T10:00:00.000Z",
)


def test_the_feed_can_be_read_and_holds_no_markup_of_reports() -> None:
    text = render_feed([ALERT], "Alerts <of> the desk")
    assert "<script" not in text
    assert "<b>" not in text
    feed = feedparser.parse(text)
    assert feed.bozo == 0
    assert feed.feed.title == "Alerts <of> the desk"
    entry = feed.entries[0]
    assert entry.title == "Shelling, <b>Sotk</b> & more\N{REPLACEMENT CHARACTER}"
    assert entry.id == alert_uri(ALERT)
    assert entry.tags[0].term == "near-sotk"
    assert [link.href for link in entry.links] == list(ALERT.links)


def test_an_empty_feed() -> None:
    assert feedparser.parse(render_feed([], "Alerts")).entries == []


def test_an_alert_has_one_name_for_ever() -> None:
    assert alert_uri(ALERT) == alert_uri(replace(ALERT, id=2, title="Another", fired_at="2024-01-01T00:00:00Z"))
    assert alert_uri(ALERT) == alert_body(ALERT)["id"]


def test_the_signature_is_that_of_the_scheme() -> None:
    """As the scheme of standardwebhooks.com has it: the key is base 64 after `whsec_`; id, time stamp and body are joined by dots."""
    key = base64.b64encode(b"k" * 24).decode()
    made = hmac.new(b"k" * 24, b"msg_1.1614265330.{}", hashlib.sha256).digest()
    assert signature(f"whsec_{key}", "msg_1", "1614265330", b"{}") == f"v1,{base64.b64encode(made).decode()}"
    assert signature("word", "a", "1", b"") != signature("other", "a", "1", b"")
    with pytest.raises(ConfigError) as caught:
        signature("whsec_not base 64!", "a", "1", b"")
    assert "not base 64!" not in str(caught.value)


def test_a_mail_has_one_line_for_its_subject() -> None:
    mail = Mail(host="mail.example", sender="desk@desk.example", to=("a@desk.example", "b@desk.example"))
    message = message_of(KeptAlert(1, "r", "s", "Two\r\nBcc: x@y.example", "Words.", None, (), "2023-05-12T10:00:00.000Z"), mail)
    assert message["Subject"] == "[r] Two Bcc: x@y.example"
    assert message["Bcc"] is None
    assert message["To"] == "a@desk.example, b@desk.example"
    assert "Words." in message.get_content()
