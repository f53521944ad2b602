"""What is sent in from outside waits until somebody accepts it; only then is it fetched, read and added."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.errors import ConfigError, UnknownError
from counterclaim.records.models import Report
from counterclaim.store.submissions import Fate, Sent
from counterclaim.views.page import web_address
from counterclaim.web.desk import Desk

LINE_ENDS = re.compile(r"\r\n|\r")


def check(sent: Sent) -> Sent:
    """The same, if it can be accepted later; lines end as they do everywhere here, not as forms send them. Raises ConfigError."""
    if not sent.text and not sent.url:
        raise ConfigError("send a text or an address")
    if sent.url and web_address(sent.url) is None:
        raise ConfigError("the address does not begin with http:// or https://")
    if sent.published:
        _day(sent.published)
    return replace(sent, text="\n".join(LINE_ENDS.split(sent.text)) if sent.text else None)


def accept(desk: Desk, number: int, who: str) -> Sequence[Report]:
    """Adds the reports of a submission to the store, and gives them.

    Raises UnknownError, ConfigError, or what keeps them from being read.
    """
    if desk.reading is None:
        raise ConfigError("this server reads no reports")
    with desk.store.submissions() as submissions:
        submission = submissions.one(number)
    if submission.fate is not Fate.WAITING:
        raise UnknownError(f"waiting submission {number}")
    reports = _reports(desk, submission.sent)
    records = desk.reading.read(reports)
    with desk.store.writing() as writer:
        writer.add(records)
    with desk.store.submissions(writes=True) as submissions:
        submissions.decide(number, Fate.ACCEPTED, who, reports=len(reports))
    return reports


def refuse(desk: Desk, number: int, who: str, why: str | None) -> None:
    """Leaves a submission out. Raises UnknownError when none of the number waits."""
    with desk.store.submissions(writes=True) as submissions:
        submissions.decide(number, Fate.REFUSED, who, why=why)


def _reports(desk: Desk, sent: Sent) -> Sequence[Report]:
    if sent.text is None:
        return desk.reading.fetch(sent.url or "") if desk.reading is not None else ()
    text = f"{sent.title}\n\n{sent.text}" if sent.title else sent.text
    told = {"url": sent.url, "outlet": sent.outlet, "title": sent.title, "published": _day(sent.published) if sent.published else None}
    return [Report(id=Report.identify(text), text=text, language="en", **told)]  # type: ignore[arg-type]


def _day(published: str) -> dt.date:
    try:
        return dt.date.fromisoformat(published)
    except ValueError as error:
        raise ConfigError(f"{published} is no day: write 2023-05-12") from error
