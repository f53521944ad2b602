"""Alerts by mail, over SMTP with TLS."""

from __future__ import annotations

import datetime as dt
import email.utils
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from counterclaim.alerts.feed_file import alert_uri
from counterclaim.alerts.rules import Mail
from counterclaim.errors import FetchError
from counterclaim.store.alert_state import KeptAlert
from counterclaim.views.wording import one_line


def send_alert(alert: KeptAlert, mail: Mail, password: str | None, tls: ssl.SSLContext | None = None) -> None:
    """Sends one alert as plain text. `tls` stands in for the system's certificates. Raises FetchError when the server did not take it."""
    try:
        with _connected(mail, tls or ssl.create_default_context()) as server:
            if mail.user is not None and password is not None:
                server.login(mail.user, password)
            server.send_message(message_of(alert, mail))
    except smtplib.SMTPAuthenticationError as error:  # the server may repeat what it was sent
        raise FetchError("the mail server did not take user and password", passing=True) from error
    except (smtplib.SMTPException, OSError) as error:
        raise FetchError(f"the mail server did not take it: {type(error).__name__}", passing=True) from error


def message_of(alert: KeptAlert, mail: Mail) -> EmailMessage:
    """The mail. Its id is that of the alert: a mail that is sent again after a break is shown once by most readers."""
    message = EmailMessage()
    message["Subject"] = one_line(f"[{alert.rule}] {alert.title}")[:200]
    message["From"] = mail.sender
    message["To"] = ", ".join(mail.to)
    message["Date"] = email.utils.format_datetime(dt.datetime.fromisoformat(alert.fired_at))
    message["Message-ID"] = f"<{alert_uri(alert).rpartition(':')[2]}@counterclaim.invalid>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n\n".join([alert.title, alert.summary, *alert.links]) + "\n")
    return message


@contextmanager
def _connected(mail: Mail, tls: ssl.SSLContext) -> Iterator[smtplib.SMTP]:
    if mail.security == "tls":
        with smtplib.SMTP_SSL(mail.host, mail.port, timeout=mail.timeout_s, context=tls) as server:
            yield server
        return
    with smtplib.SMTP(mail.host, mail.port, timeout=mail.timeout_s) as server:
        if mail.security == "starttls":
            server.starttls(context=tls)
        yield server
