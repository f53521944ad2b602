"""`polecat`: tab-separated text in the columns of the POLECAT data (Halterman et al. 2023), one row for each coded act of a claim.

Several actors, weapons or names of one cell are parted by `; `. `Event ID` begins with the id of the claim; behind it stand
claimant, stance and offsets, for which POLECAT has no column: its ids are opaque, so that nothing reads them otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from counterclaim.export.acts import NO_CODE, Act, acts_of
from counterclaim.export.formats import Export, Format, Part
from counterclaim.export.joined import Joined, actor_code
from counterclaim.export.schemes import actor_name, state_of, words_of
from counterclaim.export.tabular import Cell, delimited
from counterclaim.records.comparison import Comparison
from counterclaim.records.models import MEDIA, NARRATOR, SCHEMA_VERSION, Actor, Event, Place, Report

COLUMNS = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)
LANGUAGES = {"en": "English"}


def write(comparison: Comparison) -> Export:
    """A TSV file with a head row."""
    joined, rows, left_out = Joined(comparison), list[Sequence[Cell]](), Counter[str]()
    stories = {report.id: _story(joined, report) for report in comparison.reports}
    for act in acts_of(joined):
        if act.codes.plover_event is None:
            left_out[NO_CODE] += 1
            continue
        report = joined.report(act.claim.id)
        row = {**_what(act), **_side(act.sources, "Actor", report), **_side(act.targets, "Recipient", report)}
        row |= {**_where(act.event.place, report), **stories[report.id]}
        rows.append([row.get(column) for column in COLUMNS])
    return Export((Part("polecat.tsv", delimited(COLUMNS, rows, "\t")),), len(rows), left_out)


def _what(act: Act) -> Mapping[str, Cell]:
    return {
        "Event ID": f"{act.name}#{act.evidence}",
        "Event Date": act.event.time.start if act.event.time else None,
        "Event Type": act.codes.plover_event,
        "Event Mode": act.codes.plover_mode,
        "Quad Code": words_of("plover_quad").get(act.codes.plover_event or ""),
    }


def _side(actors: Sequence[Actor], role: str, report: Report) -> Mapping[str, Cell]:
    sectors = [words_of("plover_sector").get(a.sector.value, "") if a.sector else "" for a in actors]
    states = [(a.party, state_of(a.party)) for a in actors]
    return {
        f"{role} Name": _joined(actor_name(a) or actor_code(a) for a in actors),
        f"{role} Country": _joined(party or "" for party, state in states if state.name),
        f"{role} COW": _joined(str(state.cow) for _, state in states if state.cow),
        f"Primary {role} Sector": next((s for s in sectors if s), None),
        f"{role} Sectors": _joined(sectors),
        f"{role} Title": _joined(a.role or "" for a in actors),
        f"{role} Name Raw": _joined(a.span.of(report.text) if a.span else "" for a in actors),
    }


def _where(place: Place | None, report: Report) -> Mapping[str, Cell]:
    if place is None:
        return {}
    words = {"settlement": "City", "district": "District", "region": "Province"}
    named: dict[str, Cell] = {words[place.precision]: place.name} if place.precision in words else {}
    return {
        "Province": place.admin1,
        **named,
        "Placename": place.name,
        "Country": place.country,
        "Latitude": place.lat,
        "Longitude": place.lon,
        "GeoNames ID": place.geonames_id,
        "Raw Placename": place.span.of(report.text) if place.span else None,
        "Feature Type": place.precision.value,
    }


def _story(joined: Joined, report: Report) -> Mapping[str, Cell]:
    """What holds for every act of a report: who published it, and the people, organisations and places that its events and claims name."""
    claims = joined.claims_from[report.id]
    events = [joined.events[name] for claim in claims for name in claim.events]
    actors = [claim.claimant for claim in claims] + [a for event in events for a in _actors(event)]
    return {
        "Source": report.outlet or report.url,
        "Publication Date": report.published_on,
        "Story People": _joined(a.person or "" for a in actors),
        "Story Organizations": _joined(a.name or "" for a in actors if a.party not in (NARRATOR, MEDIA) and not a.person),
        "Story Locations": _joined(event.place.name for event in events if event.place),
        "Language": LANGUAGES.get(report.language or "", report.language),
        "Version": f"counterclaim {SCHEMA_VERSION}",
    }


def _actors(event: Event) -> Iterable[Actor]:
    return (*event.initiators, *event.targets, *event.mediators)


def _joined(words: Iterable[str]) -> str | None:
    return "; ".join(dict.fromkeys(word for word in words if word)) or None


FORMAT = Format({"polecat": COLUMNS}, write)
