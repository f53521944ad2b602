"""`cameo`: the 61 columns of GDELT 2 events, tab-separated, no head row; one row for each pair of actors of each coded act of a claim.

Columns and their meaning: "The GDELT Event Database Data Format Codebook V2.0" (2015). Goldstein values are those of Goldstein (1992), "A
Conflict-Cooperation Scale for WEIS Events Data", as spread over CAMEO by its authors: `data/goldstein.csv`, the codes that we write.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from counterclaim.export.acts import NO_CODE, Act, acts_of
from counterclaim.export.formats import Export, Format, Part
from counterclaim.export.joined import Joined, moment_of
from counterclaim.export.schemes import actor_name, goldstein, is_state, state_of, words_of
from counterclaim.export.tabular import Cell, delimited
from counterclaim.records.comparison import Comparison
from counterclaim.records.models import Actor, Place, Report

ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code".split()
GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
COLUMNS = (
    *"GLOBALEVENTID Day MonthYear Year FractionDate".split(),
    *(f"Actor{n}{part}" for n in (1, 2) for part in ACTOR),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone".split(),
    *(f"{whose}Geo_{part}" for whose in ("Actor1", "Actor2", "Action") for part in GEO),
    "DATEADDED",
    "SOURCEURL",
)
HOME = "USA"
"""The land in which the codebook parts places by other types."""
AT_HOME = {1: 1, 4: 3, 5: 2}
"""Types of places there, by those elsewhere."""


def write(comparison: Comparison) -> Export:
    """A TSV file without a head row."""
    joined, rows, left_out = Joined(comparison), list[Sequence[Cell]](), Counter[str]()
    repeated = Counter(report.copy_of or report.id for report in comparison.reports)
    for act in acts_of(joined):
        if act.codes.cameo is None:
            left_out[NO_CODE] += 1
            continue
        report = joined.report(act.claim.id)
        shared = {**_when(act), **_what(act), **_where(act.event.place), **_told(act, report), "NumArticles": repeated[report.id] or 1}
        for number, (one, other) in enumerate(act.pairs()):
            row = {**shared, "GLOBALEVENTID": event_number(f"{act.name}/{number}"), **_actor(one, 1), **_actor(other, 2)}
            rows.append([row.get(column) for column in COLUMNS])
    return Export((Part("gdelt.tsv", delimited(None, rows, "\t")),), len(rows), left_out)


def event_number(name: str) -> int:
    """A whole number below 2^60 for the name of a row, the same every time: GDELT names its events by number."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:15], 16)


def _when(act: Act) -> Mapping[str, Cell]:
    day = act.event.time.start if act.event.time else None
    if day is None:
        return {}
    return {
        "Day": int(f"{day:%Y%m%d}"),
        "MonthYear": int(f"{day:%Y%m}"),
        "Year": day.year,
        "FractionDate": round(day.year + ((day.month - 1) * 30 + day.day) / 365, 4),
    }


def _what(act: Act) -> Mapping[str, Cell]:
    code = act.codes.cameo or ""
    return {
        "IsRootEvent": 1,
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": quad_class(code[:2]),
        "GoldsteinScale": goldstein().get(code),
    }


def quad_class(root: str) -> int:
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, by the CAMEO root."""
    return next(quad for last, quad in (("05", 1), ("09", 2), ("14", 3), ("20", 4)) if root <= last)


def _actor(actor: Actor | None, number: int) -> Mapping[str, Cell]:
    if actor is None:
        return {}
    sector = words_of("cameo_type").get(actor.sector.value) if actor.sector else None
    state = actor.party if is_state(actor.party) else None
    group = actor.party if actor.party and not state else None
    values = {
        "Code": f"{actor.party or ''}{sector or ''}" or None,
        "Name": (actor_name(actor) or actor.party or "").upper() or None,
        "CountryCode": state,
        "KnownGroupCode": group,
        "Type1Code": sector,
    }
    return {f"Actor{number}{part}": value for part, value in values.items()}


def _where(place: Place | None) -> Mapping[str, Cell]:
    if place is None or place.lat is None or place.lon is None:
        return {"Actor1Geo_Type": 0, "Actor2Geo_Type": 0, "ActionGeo_Type": 0}
    state = state_of(place.country)
    sort = int(words_of("gdelt_geo_type")[place.precision])
    names = [name for name in dict.fromkeys((place.name, place.admin1, state.name)) if name]
    return {
        "Actor1Geo_Type": 0,
        "Actor2Geo_Type": 0,
        "ActionGeo_Type": AT_HOME[sort] if place.country == HOME else sort,
        "ActionGeo_FullName": ", ".join(names),
        "ActionGeo_CountryCode": state.fips,
        "ActionGeo_Lat": place.lat,
        "ActionGeo_Long": place.lon,
    }


def _told(act: Act, report: Report) -> Mapping[str, Cell]:
    moment = moment_of(report)
    where = (report.url or f"urn:counterclaim:report:{report.id}").partition("#")[0]
    return {
        "NumMentions": max(1, len(act.claim.content)),
        "NumSources": 1,
        "DATEADDED": int(f"{moment:%Y%m%d%H%M%S}") if moment else None,
        "SOURCEURL": f"{where}#claim={act.claim.id}&{act.evidence}",
    }


FORMAT = Format({"cameo": COLUMNS}, write)
