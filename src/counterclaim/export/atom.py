"""`atom`: an Atom feed (RFC 4287), an entry for each incident, the one told latest first."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from counterclaim.export.formats import Export, Format, Part
from counterclaim.export.joined import Joined, actor_code, moment_of, title_of, value_words
from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Account, Incident
from counterclaim.records.models import Report

ATOM = "http://www.w3.org/2005/Atom"
GEORSS = "http://www.georss.org/georss"
ELEMENTS = ("id", "title", "updated", "author", "category", "link", "summary", "content", "point")
UNDATED = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""When an entry counts as updated whose reports have no date: the feed asks for one."""
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""


def write(comparison: Comparison) -> Export:
    """One XML file."""
    ET.register_namespace("", ATOM)
    ET.register_namespace("georss", GEORSS)
    joined = Joined(comparison)
    feed = ET.Element(f"{{{ATOM}}}feed")
    _add(feed, "id", "urn:counterclaim:incidents")
    _add(feed, "title", "Incidents")
    _add(feed, "updated", max(map(_moment, comparison.reports), default=UNDATED).isoformat())
    _add(_add(feed, "author"), "name", "Counterclaim")
    latest = {incident.id: max(map(_moment, joined.reports_in(incident)), default=UNDATED) for incident in comparison.incidents}
    for incident in sorted(comparison.incidents, key=lambda i: (latest[i.id], i.id), reverse=True):
        _entry(feed, joined, incident, latest[incident.id])
    ET.indent(feed)
    return Export((Part("incidents.atom", ET.tostring(feed, "utf-8", xml_declaration=True)),), len(latest))


def _entry(feed: ET.Element, joined: Joined, incident: Incident, latest: dt.datetime) -> None:
    entry, reports, place = _add(feed, "entry"), joined.reports_in(incident), incident.place
    _add(entry, "id", f"urn:counterclaim:incident:{incident.id}")
    _add(entry, "title", title_of(incident))
    _add(entry, "updated", latest.isoformat())
    for name in dict.fromkeys(report.outlet or report.id for report in reports):
        _add(_add(entry, "author"), "name", name)
    for term in (incident.kind.value, *incident.parties):
        _add(entry, "category", term=term)
    for url in dict.fromkeys(report.url for report in reports if report.url):
        _add(entry, "link", href=url, rel="via")
    verdicts = [f"{row.question} {row.verdict.value}" for row in incident.accounts]
    _add(entry, "summary", f"{len(incident.claims)} claims in {len(reports)} reports. {'; '.join(verdicts)}")
    _add(entry, "content", "\n".join((*map(_row, incident.accounts), *_claims(joined, incident))), type="text")
    if place and place.lat is not None and place.lon is not None:
        ET.SubElement(entry, f"{{{GEORSS}}}point").text = f"{place.lat} {place.lon}"


def _row(row: Account) -> str:
    answers = (f"{actor_code(a.claimant)}: {value_words(a.value)}{'' if a.current else ' (replaced since)'}" for a in row.answers)
    return f"{row.question}: {row.verdict.value} ({row.rule}). {'; '.join(answers)}"


def _claims(joined: Joined, incident: Incident) -> Iterable[str]:
    for claim in joined.claims_in(incident):
        yield f"{actor_code(claim.claimant)} {claim.stance.value}: “{joined.words(claim.id, claim.content)}” ({joined.evidence(claim)})"


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, f"{{{ATOM}}}{name}", {key: FORBIDDEN.sub("\ufffd", value) for key, value in attributes.items()})
    made.text = FORBIDDEN.sub("\ufffd", text) if text is not None else None
    return made


def _moment(report: Report) -> dt.datetime:
    return moment_of(report) or UNDATED


FORMAT = Format({"entry": ELEMENTS}, write)
