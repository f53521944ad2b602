"""Templates → pages: what every page knows, and where its parts lead."""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from textwrap import shorten
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import jinja2
from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from counterclaim.records.incidents import Incident
from counterclaim.records.models import Record, Report
from counterclaim.records.words import Kind, Verdict
from counterclaim.views import blame, sketch, wording
from counterclaim.views import comparison as words
from counterclaim.views.dossier import SHAPES
from counterclaim.views.grouping import NOT_HAPPENED
from counterclaim.views.page import asset, environment
from counterclaim.views.text import counts_words, source_words, title_of
from counterclaim.web.desk import desk_of

STYLES = ("page.css", "dossier.css", "blame.css", "sketch.css")
"""Style of the views, shared with the files that `read` and `compare` write; that of the desk comes after it."""
SHORT = 120
TELLING = ("id", "effect", "kind", "name", "best", "start", "end", "lat", "lon")
"""What tells a value of the journal from others."""
MARKS = {"[[": "<mark>", "]]": "</mark>"}
NAVIGATION = (
    ("/", "Situation"),
    ("/incidents", "Incidents"),
    ("/map", "Map"),
    ("/timeline", "Timeline"),
    ("/blame", "Blame"),
    ("/accords", "Accords"),
    ("/talks", "Talks"),
    ("/search", "Search"),
    ("/review", "Review"),
)


@dataclass(frozen=True)
class DeskLinks:
    """Addresses of the desk."""

    def claim(self, claim_id: str, incident: Incident | None = None) -> str:
        """The report, with the evidence of the claim marked in its text."""
        report, _, claim = claim_id.rpartition("/")
        back = f"&from={quote(incident.id, safe='')}" if incident else ""
        return f"/reports/{quote(report, safe='')}?claim={quote(claim, safe='')}{back}#r1-{quote(claim, safe='')}-text"

    def incident(self, incident: Incident) -> str:
        """The dossier of an incident."""
        return f"/incidents/{quote(incident.id, safe='')}"

    def report(self, report: Report) -> str | None:
        """The report's page."""
        return f"/reports/{quote(report.id, safe='')}"


@cache
def style_sheet() -> str:
    """All style in one sheet."""
    return "\n".join([*(asset(name) for name in STYLES), static("desk.css").decode()])


@cache
def static(name: str) -> bytes:
    """A file of ours that goes out as it is."""
    return files("counterclaim.web").joinpath("static", name).read_bytes()


@cache
def version() -> str:
    """Changes with the style and scripts, so that browsers need not ask for them twice."""
    scripts = b"".join(sorted(f.read_bytes() for f in files("counterclaim.web").joinpath("static").iterdir()))
    return hashlib.sha256(style_sheet().encode() + scripts + asset("page.js").encode()).hexdigest()[:12]


def passage(marked: str) -> Markup:
    """A passage found by a search, with the words found marked; all else is escaped."""
    escaped = str(Markup.escape(wording.visible(marked)))
    for mark, tag in MARKS.items():
        escaped = escaped.replace(mark, tag)
    missing = escaped.count("<mark>") - escaped.count("</mark>")
    return Markup(escaped + "</mark>" * max(0, missing))  # noqa: S704 - escaped above


def safe_back(path: str) -> str:
    """An address of this desk to go back to; the situation where it leads elsewhere."""
    parts = urlsplit(path)
    ours = path.startswith("/") and not path.startswith("//") and not parts.netloc and not set("\\\r\n\t") & set(path)
    return path if ours else "/"


def address(path: str, values: Mapping[str, Any], **changed: Any) -> str:
    """A path with a question: the values, changed; what is None, empty or a default of its own is left out."""
    told = {name: value for name, value in {**values, **changed}.items() if value not in (None, "", [], ())}
    return path + ("?" + urlencode(told, doseq=True) if told else "")


def short(told: str | None) -> str:
    """A value of the journal in a few words: the codes and names of what is JSON."""
    if told is None:
        return "nothing"
    return shorten(wording.one_line(_words(json.loads(told))), SHORT, placeholder=" …") or "nothing"


def _words(value: Any) -> str:
    if isinstance(value, dict):
        kept = [str(value[name]) for name in TELLING if value.get(name) is not None]
        return " ".join(kept or [str(v) for v in value.values() if v is not None and not isinstance(v, dict | list)])
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    return {True: "yes", False: "no", None: "nothing"}.get(value, str(value)) if isinstance(value, bool | None) else str(value)


def agreements_in(record: Record) -> dict[str, str]:
    """The agreements that a report tells of, by ids that are unique over reports."""
    return {f"{record.report.id}/{agreement.id}": agreement.name for agreement in record.agreements}


def day_words_of(told: str | None) -> str:
    """A moment in ISO words → its day."""
    return wording.day_words(dt.date.fromisoformat(told[:10])) if told else "date unknown"


def month_of(month: str) -> tuple[dt.date, dt.date]:
    """First and last day of a month `2023-05`."""
    year, number = map(int, month.split("-"))
    return dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1])


@cache
def templates() -> jinja2.Environment:
    """The templates of the desk before those of the views."""
    made = environment("counterclaim.web")
    made.filters["passage"] = passage
    made.globals.update(
        w=wording,
        c=words,
        b=blame,
        k=sketch,
        links=DeskLinks(),
        shapes=SHAPES,
        not_happened=NOT_HAPPENED,
        title_of=title_of,
        source_words=source_words,
        counts_words=counts_words,
        address=address,
        navigation=NAVIGATION,
        folds={},
        short=short,
        day_words_of=day_words_of,
        month_of=month_of,
        agreements_in=agreements_in,
        all_kinds=[kind.value for kind in Kind],
        all_verdicts=[verdict.value for verdict in Verdict],
    )
    return made


def page(request: Request, template: str, status: int = 200, **shown: Any) -> HTMLResponse:
    """A page of the desk."""
    desk = desk_of(request)
    context = {
        "request": request,
        "path": request.url.path,
        "asked": query_of(request),
        "desk": desk,
        "version": version(),
        "guest": getattr(request.state, "guest", None),
        **shown,
    }
    return HTMLResponse(templates().get_template(template).render(context), status)


def query_of(request: Request) -> dict[str, Any]:
    """The question of an address as it was asked, lists where a name stands more than once."""
    items = request.query_params
    return {name: values if len(values := items.getlist(name)) > 1 else values[0] for name in dict.fromkeys(items.keys())}
